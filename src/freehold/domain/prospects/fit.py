"""The fit score of a company: a sum of points, each with what it rests on; what is not known gives none and is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from freehold.domain.matching.pay import compare
from freehold.domain.postings.analysis import Pay
from freehold.domain.prospects import weights
from freehold.domain.prospects.known import Company, Seen, Wanting
from freehold.domain.prospects.wins import Wins

NOTHING: Mapping[str, Any] = {}


class Reason(NamedTuple):
    """One line of a score: points rounded to a tenth, the part they belong to, a code with its values to word it by, and where it is from.

    `on` is the date of what it rests on, `url` its address.
    """

    points: float
    kind: str
    code: str
    values: Mapping[str, Any] = NOTHING
    source: str = ""
    on: date | None = None
    url: str = ""


class Unknown(NamedTuple):
    """A part that could not be judged, and why (a code)."""

    kind: str
    code: str


@dataclass(frozen=True, slots=True)
class Fit:
    """`score == round(sum of the points)`, clipped to 0..100. With no reason at all nothing is known and the score is None."""

    score: int | None
    reasons: tuple[Reason, ...]
    unknown: tuple[Unknown, ...]


def fit(company: Company, me: Wanting, wins: Wins, today: date) -> Fit:
    """Return how well a company fits, with every point and everything that is not known."""
    reasons: list[Reason] = []
    unknown: list[Unknown] = []
    for part in _PARTS:
        for found in part(company, me, wins, today):
            if isinstance(found, Reason):
                reasons.append(found)
            else:
                unknown.append(found)
    whole, tenths = _without_tie(reasons)
    # No sum ends in .5 here, so that rounding up at the half is the same as any other rounding.
    return Fit(max(0, min(100, (tenths + 5) // 10)) if whole else None, tuple(whole), tuple(unknown))


Found = Iterator[Reason | Unknown]
Part = Callable[[Company, Wanting, Wins, date], Found]


def _skills(company: Company, me: Wanting, _wins: Wins, _today: date) -> Found:
    asked: dict[str, float] = {}
    for posting in company.postings:
        for name, kind in posting.skills:
            asked[name] = max(asked.get(name, 0.0), weights.KIND.get(kind, 1.0))
    if not asked:
        yield Unknown("skills", "no_posting" if not company.postings else "no_skill_named")
        return
    if not me.skills:
        yield Unknown("skills", "no_own_skills")
        return
    have = [name for name in asked if name in me.skills]
    near = [name for name in asked if name not in me.skills and name in me.near]
    share = (sum(asked[name] for name in have) + weights.NEAR_SKILL * sum(asked[name] for name in near)) / sum(asked.values())
    sure = min(1.0, (1 + len(have) + weights.NEAR_SKILL * len(near)) / (1 + weights.SURE_SKILLS))
    newest = company.postings[0]
    values = {
        "have": tuple(sorted(have, key=lambda name: (-asked[name], name))),
        "near": tuple(sorted(near)),
        "asked": len(asked),
        "n": len(company.postings),
        "first": company.postings[-1].on,
        "last": newest.on,
    }
    code = "skills_asked" if have else "skills_near" if near else "skills_other"
    yield _reason(weights.SKILLS * share * sure, "skills", code, values, source="postings", on=newest.on, url=newest.url)


def _open_now(company: Company, _me: Wanting, _wins: Wins, today: date) -> Found:
    if not company.postings:
        return
    open_ones = [posting for posting in company.postings if is_open(posting, today)]
    if open_ones:
        newest = open_ones[0]
        points = weights.OPEN_NOW if len(open_ones) > 1 else weights.OPEN_ONE
        values = {"n": len(open_ones), "title": newest.title, "on": newest.on}
        yield _reason(points, "open_now", "open_now", values, source="postings", on=newest.on, url=newest.url)


def _budget(company: Company, me: Wanting, _wins: Wins, _today: date) -> Found:
    if not me.floors:
        yield Unknown("budget", "no_floor")
        return
    for posting in company.postings:
        if posting.pay is not None and posting.pay.currency:
            found = compare(posting.pay, me.floors, me.rates)
            if found is not None:
                values = {"pay": posting.pay, "floor": found.floor, "on": posting.on, "title": posting.title, "n": 1}
                code = _budget_code(found.middle)
                yield _reason(_budget_points(found.middle), "budget", code, values, source="postings", on=posting.on, url=posting.url)
                return
    if company.hourly_rate and company.rate_currency:
        pay = Pay("hourly", company.hourly_rate, company.hourly_rate, company.rate_currency, "")
        found = compare(pay, me.floors, me.rates)
        if found is not None:
            values = {"pay": pay, "floor": found.floor}
            yield _reason(_budget_points(found.middle), "budget", f"agreed_{_budget_code(found.middle)}", values, source="client")
            return
    yield Unknown("budget", "no_budget")


def _budget_code(ratio: float) -> str:
    return "budget_below" if ratio < 0.97 else "budget_above" if ratio > 1.03 else "budget_at"


def _budget_points(ratio: float) -> float:
    if ratio >= 1:
        gain = min(1.0, (ratio - 1) / (weights.BUDGET_FULL - 1))
        return weights.BUDGET_FLOOR + gain * (weights.BUDGET - weights.BUDGET_FLOOR)
    loss = min(1.0, (1 - ratio) / (1 - weights.BUDGET_NONE))
    return weights.BUDGET_FLOOR + loss * (weights.BUDGET_LOW - weights.BUDGET_FLOOR)


def _segment(company: Company, _me: Wanting, wins: Wins, _today: date) -> Found:
    found = wins.of(segments_of(company)) if wins.total[1] else None
    if found is None:
        yield Unknown("segment", "no_offers")
        return
    values = {"of": found.kind, "name": found.name, "won": found.won, "n": found.n, "rate": found.rate, "all": found.of_all}
    yield _reason(weights.SEGMENT * found.rate.mean, "segment", "segment_won", values, source="offers")


def _business(company: Company, me: Wanting, _wins: Wins, today: date) -> Found:
    done = company.business
    if done is None or done.papers < 1:
        yield Unknown("recency", "no_business")
        return
    age = max(0, (today - done.last_on).days)
    when = {"last": done.last_on, "n": done.papers}
    yield _reason(weights.RECENCY * 0.5 ** (age / weights.RECENCY_DAYS), "recency", "recency", when, source="invoices", on=done.last_on)
    often = {"n": done.papers, "first": done.first_on, "last": done.last_on}
    points = weights.FREQUENCY * (1 - weights.FREQUENCY_REST**done.papers)
    yield _reason(points, "frequency", "frequency", often, source="invoices", on=done.last_on)
    if done.value is None or me.usual_value is None or me.usual_value <= 0:
        yield Unknown("value", "no_rate")
        return
    worth = max(done.value, Decimal(0))
    values = {"value": done.value, "currency": done.currency, "usual": me.usual_value, "n": done.papers}
    share = float(worth / (worth + me.usual_value))
    yield _reason(weights.VALUE * share, "value", "value", values, source="invoices", on=done.last_on)


def _answers(company: Company, _me: Wanting, _wins: Wins, _today: date) -> Found:
    given = company.answers
    if given is None or given.asked < 1:
        yield Unknown("answers", "nothing_asked")
        return
    # Jeffreys's rate, worked out at once: one answer to one mail is not yet "always".
    expected = (given.answered + 0.5) / (given.asked + 1)
    yield _reason(weights.ANSWERS * expected, "answers", "answers", {"answered": given.answered, "n": given.asked}, source="mails")


def _pays(company: Company, _me: Wanting, _wins: Wins, _today: date) -> Found:
    done = company.business
    if done is None:
        return
    if done.days_late is None:
        yield Unknown("pays", "nothing_paid")
        return
    late = done.days_late
    if late <= 0:
        points, code = weights.PAYS_ON_TIME, "pays_on_time"
    elif late <= weights.PAYS_SOON_DAYS:
        points, code = weights.PAYS_SOON, "pays_soon"
    else:
        points, code = (weights.PAYS_LATE, "pays_late") if late > weights.PAYS_LATE_DAYS else (0.0, "pays_later")
    yield _reason(points, "pays", code, {"days": late, "n": done.paid}, source="invoices", on=done.last_on)


def _place(company: Company, me: Wanting, _wins: Wins, _today: date) -> Found:
    modes = [posting.mode for posting in company.postings if posting.mode]
    if modes and modes[0] in {"remote", "hybrid"} and me.remote != "onsite" and (modes[0] == "remote" or company.country == me.country):
        yield _reason(weights.PLACE, "place", "place_remote", {"mode": modes[0]}, source="postings", on=company.postings[0].on)
    elif not company.country or not (me.country or me.countries):
        yield Unknown("place", "no_country")
    elif company.country in {me.country, *me.countries}:
        yield _reason(weights.PLACE, "place", "place_own", {"country": company.country}, source="client")
    elif modes and modes[0] == "onsite":
        yield _reason(weights.PLACE_BAD, "place", "place_far", {"country": company.country}, source="postings", on=company.postings[0].on)


def _language(company: Company, me: Wanting, _wins: Wins, _today: date) -> Found:
    spoken = company.language or next((posting.language for posting in company.postings if posting.language), "")
    if not spoken or not me.languages:
        yield Unknown("language", "no_language")
    elif spoken in me.languages:
        yield _reason(weights.LANGUAGE, "language", "language_own", {"language": spoken}, source="client")
    else:
        yield _reason(weights.LANGUAGE_BAD, "language", "language_other", {"language": spoken}, source="client")


_PARTS: tuple[Part, ...] = (_skills, _open_now, _budget, _segment, _business, _answers, _pays, _place, _language)


def segments_of(company: Company) -> list[tuple[str, str]]:
    """Return the segments that a company belongs to: its tags, the skills it asks for, its country, its kind."""
    found = [("tag", tag) for tag in company.tags]
    if company.postings:
        found += dict.fromkeys([("skill", name) for posting in company.postings for name, _ in posting.skills])
    if company.country:
        found.append(("country", company.country))
    if company.kind:
        found.append(("kind", company.kind))
    return found


def is_open(posting: Seen, today: date) -> bool:
    """Tell whether a posting can be taken as open: it did not end, and came lately."""
    return (posting.until is None or posting.until >= today) and posting.on >= today - timedelta(days=weights.OPEN_DAYS)


def _reason(
    points: float, kind: str, code: str, values: Mapping[str, Any], *, source: str, on: date | None = None, url: str = ""
) -> Reason:
    return Reason(round(points * 10) / 10 + 0.0, kind, code, values, source, on, url)


def _without_tie(reasons: list[Reason]) -> tuple[list[Reason], int]:
    """Return the reasons and their sum in tenths.

    Where it would end in .5, which a sum of floats may round either way, the largest reason gives a tenth up.
    """
    tenths = sum([round(one.points * 10) for one in reasons])
    if tenths % 10 != 5:
        return reasons, tenths
    place = max(range(len(reasons)), key=lambda at: abs(reasons[at].points))
    largest = reasons[place]
    step = 1 if largest.points > 0 else -1
    changed = largest._replace(points=(round(largest.points * 10) - step) / 10)
    return [*reasons[:place], changed, *reasons[place + 1 :]], tenths - step
