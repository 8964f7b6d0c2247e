"""How near the hourly market rate comes that is learnt from postings seen before: share within × 1.5, mean |log error|, coverage.

Split by time: everything was tuned by cross-validation inside the earlier file ("…_1_1.csv"); it alone teaches the market, and the later
file ("…_1_3.csv") is reported, without the few postings that stand in both. `coverage` is how often the rate named lies in the range
that should hold four of five. `grounded` are the postings whose trade the market knows. `far_above` and
`far_below` are the shares that the signals call far from the market, `flagged` the shares of these real postings that the signals judge
("scam", "ghost", "poor") from the client's history and the market; the text is not in the data. A client who paid nothing and was never
rated counts as one without hires. The baselines are the middle of all rates and the middle of level and category, learnt from the same
file; `unseen_within` leaves out clients that stand in the earlier file.
"""

from __future__ import annotations

import argparse
import csv
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from statistics import median
from typing import Any

from freehold.domain.matching.market_rate import MOST_OBSERVATIONS, MarketRates, Observation, RateEstimate, Signs, learn
from freehold.domain.postings.analysis import Client
from freehold.domain.postings.signals import FAR, KINDS, Evidence, MarketRange, judge

EARLIER, LATER = "*_1_1.csv", "*_1_3.csv"
#: Rates below this an hour are slips or signs of no budget.
LEAST = 2.0


def run(data: Path, args: argparse.Namespace) -> dict[str, Any]:  # noqa: ARG001  # every evaluation is called alike
    """Return the errors of the learnt market on the later file."""
    earlier = dict(_hourly(data, EARLIER))
    rows = {key: row for key, row in _hourly(data, LATER) if key not in earlier}
    teaching = [_observation(row) for row in earlier.values()]
    market = learn(teaching)
    if market is None:
        return {"n": 0}
    later = [_observation(row) for row in rows.values()]
    clients = {row["client_company_org_uid"] for row in earlier.values()}
    unseen = [_observation(row) for row in rows.values() if row["client_company_org_uid"] not in clients]
    estimates = [market.estimate(one.signs) for one in later]
    return {
        "n": len(later),
        "n_learnt": min(len(teaching), MOST_OBSERVATIONS),
        "within_1_5": _within(later, lambda one: market.estimate(one.signs).median),
        "unseen_within": _within(unseen, lambda one: market.estimate(one.signs).median),
        "mean_log_error": _error(later, market),
        "coverage": _share([found.low <= one.rate <= found.high for one, found in zip(later, estimates, strict=True)]),
        "range_times": round(estimates[0].high / estimates[0].low, 2),
        "far_above": _share([one.rate > found.high * FAR for one, found in zip(later, estimates, strict=True)]),
        "far_below": _share([one.rate < found.low / FAR for one, found in zip(later, estimates, strict=True)]),
        "flagged": _flagged(list(rows.values()), estimates),
        "grounded": _share([found.is_grounded for found in estimates]),
        "baseline_all": _within(later, _group(teaching, lambda _: "")),
        "baseline_level_category": _within(later, _group(teaching, lambda one: (one.signs.level, one.signs.trades[:1]))),
    }


def _hourly(data: Path, pattern: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the postings with an hourly rate, by their id, the newest first."""
    for path in sorted((data / "postings" / "upwork").glob(pattern)):
        with path.open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["type"] == "hourly" and float(row["hourly_rate"] or 0) >= LEAST]
        for row in sorted(rows, key=lambda row: row["published_on"], reverse=True):
            yield row["uid"], row


def _observation(row: dict[str, str]) -> Observation:
    spent = float(row["client_total_spent"] or 0)
    signs = Signs(
        level=row["tier"],
        trades=(row["occupations_category_pref_label"], row["occupations_oservice_pref_label"]),
        place=row["client_location_country"],
        client=f"spent {int(math.log10(spent + 1))}" if spent else "spent nothing",
    )
    return Observation(float(row["hourly_rate"]), signs)


def _flagged(rows: list[dict[str, str]], estimates: list[RateEstimate]) -> dict[str, float]:
    """Return the share of real postings that a judgement of each kind falls on, from the client's history and the market alone."""
    posts = Counter(row["client_company_org_uid"] for row in rows)
    kinds: Counter[str] = Counter()
    for row, found in zip(rows, estimates, strict=True):
        rate, spent = float(row["hourly_rate"]), Decimal(row["client_total_spent"] or 0)
        rating = Decimal(row["client_total_feedback"] or 0) or None
        evidence = Evidence(
            client=Client(hires=None if spent or rating else 0, spent=spent, rating=rating),
            client_posts=posts[row["client_company_org_uid"]],
            hourly=(rate, rate),
            market=MarketRange(found.low, found.median, found.high, found.alike),
        )
        kinds.update(judgement.kind for judgement in judge(evidence) if judgement.is_flagged)
    return {kind: round(kinds[kind] / len(rows), 4) for kind in KINDS}


def _group(teaching: list[Observation], key: Callable[[Observation], Any]) -> Callable[[Observation], float]:
    """Return the middle of the group that an observation belongs to; of all where the group is unknown."""
    groups: dict[Any, list[float]] = defaultdict(list)
    for one in teaching:
        groups[key(one)].append(one.rate)
    middles = {name: median(rates) for name, rates in groups.items()}
    of_all = median(one.rate for one in teaching)
    return lambda one: middles.get(key(one), of_all)


def _within(later: list[Observation], guess: Callable[[Observation], float]) -> float:
    return _share([abs(math.log(one.rate / guess(one))) <= math.log(1.5) + 1e-9 for one in later])


def _error(later: list[Observation], market: MarketRates) -> float:
    errors = [abs(math.log(one.rate / market.estimate(one.signs).median)) for one in later]
    return round(sum(errors) / len(errors), 4)


def _share(hits: list[bool]) -> float:
    return round(sum(hits) / len(hits), 4) if hits else 0.0
