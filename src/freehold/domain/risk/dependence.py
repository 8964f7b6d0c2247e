"""Dependence on a platform: how long it takes to replace work, and what a suspension tomorrow would do to the cash."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

#: Assumed until the own history says otherwise: months from the first contact to the first payment, and how much they vary (log scale).
ASSUMED_MONTHS = 2.5
ASSUMED_SPREAD = 0.6
#: How many clients of one's own weigh as much as the assumption.
WEIGHT = 4.0
#: Work counts as replaced when so much of the former income is back.
RECOVERED = 0.9
SHORTEST, LONGEST = 0.05, 36.0
DAYS_A_MONTH = 30.4375


@dataclass(frozen=True, slots=True)
class LeadTime:
    """Months from first contact to first payment as a lognormal: its median and the standard deviation of its logarithm.

    `n` clients of one's own stand behind it; `assumed` is the assumption's share in it: 1 without history, 0 when the owner said it.
    """

    median: float
    spread: float
    n: int
    assumed: float

    def quantile(self, chance: float) -> float:
        """Return the months within which this share of first payments comes."""
        return self.median * math.exp(self.spread * NormalDist().inv_cdf(chance))


def lead_time(waits: Sequence[float], *, said: float | None = None) -> LeadTime:
    """Return the lead time from own waits in months, drawn towards the assumed 2.5 months while there are few.

    `said` is the owner's own figure, which replaces the median. Waits of nothing or below count as the shortest that can be.
    """
    logs = [math.log(min(max(wait, SHORTEST), LONGEST)) for wait in waits]
    n, weight = len(logs), WEIGHT + len(logs)
    middle = (WEIGHT * math.log(ASSUMED_MONTHS) + sum(logs)) / weight
    spread = math.sqrt((WEIGHT * ASSUMED_SPREAD**2 + sum((value - middle) ** 2 for value in logs)) / weight)
    if said is not None and said > 0:
        return LeadTime(min(max(said, SHORTEST), LONGEST), spread, n, 0.0)
    return LeadTime(math.exp(middle), spread, n, WEIGHT / weight)


@dataclass(frozen=True, slots=True)
class Business:
    """What the simulation starts from, each in one currency.

    `lost` are the monthly incomes of the clients that would go with the platform, `kept` those of the others; `cash` None means that
    nobody has said how much there is. `at_a_time` is how many new clients are worked towards side by side.
    """

    lost: tuple[float, ...]
    kept: float
    costs: float
    cash: float | None
    at_a_time: int = 2


@dataclass(frozen=True, slots=True)
class Suspension:
    """What a suspension tomorrow would do. Months are counted from today; None means "not within the months looked at".

    `recovery` is the middle, `recovery_late` what one case in ten exceeds. `cash_until` is when the cash is used up in the middle case,
    `cash_early` in the worst tenth. `gone` is the share of cases in which it runs out at all, `loss` the income missed within twelve months
    in months of former income (middle, and exceeded by one in ten). `alone` is how long the cash would last if nobody new came at all, None
    when what is left pays the costs. `path_*` are the cash at the end of each month.
    """

    months: int
    recovery: float | None
    recovery_late: float | None
    cash_until: float | None
    cash_early: float | None
    gone: float | None
    loss: float
    loss_high: float
    alone: float | None = None
    path_low: tuple[float, ...] = ()
    path_middle: tuple[float, ...] = ()
    path_high: tuple[float, ...] = ()


def suspension(business: Business, lead: LeadTime, *, rng: np.random.Generator, months: int = 24, paths: int = 2000) -> Suspension | None:
    """Simulate losing the platform tomorrow; None when nothing would be lost.

    Each lost client is replaced by one of the same worth; `at_a_time` of them are looked for side by side, the next when one is found,
    and each takes a wait drawn from the lead time. Nothing else changes: it is a what-if, no forecast.
    """
    lost = np.array([value for value in business.lost if value > 0])
    former = float(lost.sum()) + business.kept
    if not len(lost) or former <= 0:
        return None
    starts = _replaced_at(len(lost), business.at_a_time, lead, rng, paths)
    # The largest is looked for first: it is what hurts most.
    worth = np.sort(lost)[::-1]
    income = np.stack([business.kept + _part_of_month(starts, month) @ worth for month in range(months)], axis=1)
    recovery = _recovery(starts, worth, former, business.kept)
    missed = np.maximum(former - income[:, :12], 0).sum(axis=1) / former
    until = early = gone = None
    bands: list[tuple[float, ...]] = [(), (), ()]
    if business.cash is not None:
        cash = business.cash + np.cumsum(income - business.costs, axis=1)
        empty = _first_below(cash, business.cash)
        until, early = _within(np.quantile(empty, 0.5, method="higher"), months), _within(np.quantile(empty, 0.1, method="lower"), months)
        gone = float(np.mean(np.isfinite(empty)))
        bands = [tuple(float(value) for value in np.quantile(cash, share, axis=0)) for share in (0.1, 0.5, 0.9)]
    return Suspension(
        months=months,
        recovery=_within(np.quantile(recovery, 0.5, method="higher"), months),
        recovery_late=_within(np.quantile(recovery, 0.9, method="higher"), months),
        cash_until=until,
        cash_early=early,
        gone=gone,
        loss=float(np.quantile(missed, 0.5)),
        loss_high=float(np.quantile(missed, 0.9)),
        alone=_alone(business),
        path_low=bands[0],
        path_middle=bands[1],
        path_high=bands[2],
    )


def _alone(business: Business) -> float | None:
    short = business.costs - business.kept
    return None if business.cash is None or short <= 0 else max(business.cash, 0.0) / short


def _replaced_at(count: int, at_a_time: int, lead: LeadTime, rng: np.random.Generator, paths: int) -> NDArray[np.float64]:
    """Return when each lost client is replaced, in months: searches run side by side, each taking the next client when it is done."""
    waits = np.clip(lead.median * np.exp(lead.spread * rng.standard_normal((paths, count))), SHORTEST, LONGEST)
    free = np.zeros((paths, max(1, min(at_a_time, count))))
    found = np.empty((paths, count))
    for at in range(count):
        searcher = free.argmin(axis=1)
        done = free[np.arange(paths), searcher] + waits[:, at]
        free[np.arange(paths), searcher] = done
        found[:, at] = done
    return found


def _part_of_month(starts: NDArray[np.float64], month: int) -> NDArray[np.float64]:
    """Return how much of a month each replacement already pays."""
    return np.clip(month + 1 - starts, 0.0, 1.0)


def _recovery(starts: NDArray[np.float64], worth: NDArray[np.float64], former: float, kept: float) -> NDArray[np.float64]:
    order = np.argsort(starts, axis=1)
    when = np.take_along_axis(starts, order, axis=1)
    income = kept + np.cumsum(worth[order], axis=1)
    reached = income >= RECOVERED * former - 1e-9
    already = kept >= RECOVERED * former
    return np.zeros(len(starts)) if already else when[np.arange(len(starts)), reached.argmax(axis=1)]


def _first_below(cash: NDArray[np.float64], start: float) -> NDArray[np.float64]:
    """Return in months when the cash crosses zero, along a straight line within the month; infinite when it never does."""
    if start <= 0:
        return np.zeros(len(cash))
    below = cash < 0
    at = below.argmax(axis=1)
    rows = np.arange(len(cash))
    after = cash[rows, at]
    before = np.where(at > 0, cash[rows, np.maximum(at - 1, 0)], start)
    crossing = at + before / np.maximum(before - after, 1e-12)
    return np.where(below.any(axis=1), crossing, np.inf)


def _within(value: float | np.floating[object], months: int) -> float | None:  # type: ignore[type-var]  # any width of float
    return float(value) if math.isfinite(value) and value <= months else None
