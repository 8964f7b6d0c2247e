"""The part of the result about rates and demand: the owner's rate among the postings seen, and what postings ask for more or less."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from statistics import median
from typing import Any

import numpy as np

from freehold.apps.accounts.selectors import profiles_of
from freehold.apps.billing.selectors.insights_rates import DayRates
from freehold.apps.independence.models import OwnService, RiskInputs
from freehold.apps.opportunities.selectors.market import MOST, MarketPosting, market
from freehold.domain.matching.profile import Profile
from freehold.domain.risk.competition import Standing, change, demand, median_of, standing
from freehold.domain.risk.gauges import Gauge, rates_gauge
from freehold.kit.scoping.ref import Workspace, id_of

WINDOW = timedelta(days=365)
#: Before and now are compared over so long each, at most.
HALF = timedelta(days=90)
HOURS_A_DAY = 8
MOST_WORDS = 40
FEWEST_RIVALS = 10


@dataclass(frozen=True, slots=True)
class _Priced:
    """A posting with what it pays by the hour in the base currency, None where it does not say or there is no rate."""

    posting: MarketPosting
    hourly: float | None


def rates_part(
    workspace: Workspace, base: str, services: list[OwnService], said: RiskInputs, now: datetime, rng: np.random.Generator
) -> tuple[Gauge, dict[str, Any]]:
    """Return the gauge of rates and what the page shows beside it, as JSON."""
    profiles = [profile for _pk, profile in profiles_of(id_of(workspace))]
    words = {service.name: _words_of(service, profiles) for service in services}
    every = [skill.name for profile in profiles for skill in profile.skills][:MOST_WORDS]
    postings, without_rate = _priced(market(workspace, since=now - WINDOW), base, now.date())
    mine, source = _mine(said, profiles, base, now.date())
    asked = [one for one in postings if _names(one, [word for named in words.values() for word in named] or every)]
    category = [one for one in postings if _names(one, every)]
    found = standing(mine, _hourly(asked), _hourly(category), rng=rng)
    group = asked if found.group == "service" else category
    middle, span = _halves(postings, now)
    return rates_gauge(found), {
        "standing": _standing_json(found),
        "mine": mine,
        "mine_from": source,
        "services": [{"name": name, "words": list(named[:8])} for name, named in words.items()],
        "skills": every[:8],
        "seen": len(postings),
        "cut": len(postings) >= MOST,
        "without_rate": without_rate,
        "values": sorted(_hourly(group))[:: max(1, len(_hourly(group)) // 400)] if found.median else [],
        "change": _change(group, middle, span, rng),
        "rivals": _rivals(group, rng),
        "demand": [_demand(name, postings, named, middle, span) for name, named in words.items() if named],
        "days": span.days,
    }


def _standing_json(found: Standing) -> dict[str, Any]:
    return {
        "group": found.group,
        "service_n": found.service_n,
        "category_n": found.category_n,
        "median": asdict(found.median) if found.median else None,
        "below": asdict(found.below) if found.below else None,
    }


def _mine(said: RiskInputs, profiles: Sequence[Profile], base: str, today: date) -> tuple[float | None, str]:
    """Return the owner's rate by the hour and where it is from: what they said here, else the least of their profile."""
    if said.rate is not None:
        return float(said.rate), "said"
    for profile in profiles:
        for rate in profile.rates:
            per_unit = DayRates().rate(today, rate.currency, base) if rate.kind == "hourly" else None
            if per_unit is not None:
                return float(rate.min * per_unit), "profile"
    return None, ""


def _words_of(service: OwnService, profiles: Sequence[Profile]) -> list[str]:
    """Return what postings call a service: the owner's own words, else its name and the skills that its tasks name."""
    if service.words:
        return [str(word) for word in service.words][:MOST_WORDS]
    text = " ".join([service.name, *(task.text for task in service.tasks.all())])
    skills = (skill.name for profile in profiles for skill in profile.skills)
    return list(dict.fromkeys([service.name, *(skill for skill in skills if _pattern([skill]).search(text.lower()))]))[:MOST_WORDS]


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Return what finds any of the words as a whole; of no words, what finds nothing."""
    plain = sorted({word.strip().lower() for word in words if word.strip()}, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, plain)) + r")(?!\w)" if plain else r"(?!)")


def _names(one: _Priced, words: Sequence[str]) -> bool:
    return bool(_cached(tuple(words)).search(one.posting.words))


_patterns: dict[tuple[str, ...], re.Pattern[str]] = {}


def _cached(words: tuple[str, ...]) -> re.Pattern[str]:
    if words not in _patterns:
        _patterns.clear() if len(_patterns) > 200 else None
        _patterns[words] = _pattern(words)
    return _patterns[words]


def _priced(postings: Iterable[MarketPosting], base: str, today: date) -> tuple[list[_Priced], int]:
    days = DayRates()
    found, without_rate = [], 0
    for posting in postings:
        known = [one for one in (posting.pay_min, posting.pay_max) if one is not None and one > 0]
        if posting.pay_kind not in {"hourly", "daily"} or not known:
            found.append(_Priced(posting, None))
            continue
        rate = days.rate(today, posting.currency, base) if posting.currency else None
        without_rate += rate is None
        amount = sum(known, Decimal(0)) / len(known) / (1 if posting.pay_kind == "hourly" else HOURS_A_DAY)
        found.append(_Priced(posting, None if rate is None else float(amount * rate)))
    return found, without_rate


def _hourly(postings: Iterable[_Priced]) -> list[float]:
    return [one.hourly for one in postings if one.hourly is not None]


def _halves(postings: Sequence[_Priced], now: datetime) -> tuple[datetime, timedelta]:
    """Return where before ends and now begins, and how long each is: 90 days, or half of what was seen."""
    oldest = min((one.posting.seen for one in postings), default=now)
    half = min(HALF, (now - oldest) / 2)
    return now - half, half


def _split(postings: Iterable[_Priced], middle: datetime, span: timedelta) -> tuple[list[_Priced], list[_Priced]]:
    rows = list(postings)
    before = [one for one in rows if middle - span <= one.posting.seen < middle]
    return before, [one for one in rows if one.posting.seen >= middle]


def _change(group: Iterable[_Priced], middle: datetime, span: timedelta, rng: np.random.Generator) -> dict[str, Any]:
    before, after = _split(group, middle, span)
    found = change(_hourly(before), _hourly(after), rng=rng)
    counts = {"n_before": len(_hourly(before)), "n_after": len(_hourly(after))}
    return {**counts, "known": {**asdict(found), "direction": found.direction} if found else None}


def _rivals(group: Iterable[_Priced], rng: np.random.Generator) -> dict[str, Any]:
    """Return how many others applied for a job, in the middle, where enough postings say so."""
    known = [one.posting.rivals for one in group if one.posting.rivals is not None]
    found = median_of([one + 1 for one in known], rng=rng)  # a job without any applicant counts: the median is of n + 1
    if found is None:
        return {"n": len(known), "median": None, "low": None, "high": None}
    return {"n": len(known), "median": median(known), "low": max(found.low - 1, 0), "high": found.high - 1}


def _demand(name: str, postings: Sequence[_Priced], words: Sequence[str], middle: datetime, span: timedelta) -> dict[str, Any]:
    """Return which share of all postings named the service before and now, and what may be said of the difference."""
    before, after = _split(postings, middle, span)
    counted = [(sum(_names(one, words) for one in part), len(part)) for part in (before, after)]
    found = demand(counted[0], counted[1])
    change_of = found.known.difference
    return {
        "name": name,
        "before": {"k": found.before.successes, "n": found.before.n, "low": found.before.low80, "high": found.before.high80},
        "after": {"k": found.after.successes, "n": found.after.n, "low": found.after.low80, "high": found.after.high80},
        "code": found.known.code,
        "difference": [change_of.mean, change_of.low80, change_of.high80] if change_of else None,
        "needed": found.known.needed,
    }
