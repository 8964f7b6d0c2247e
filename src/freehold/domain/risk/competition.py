"""Where a rate stands among those that were seen, and whether a market pays, or asks, more or less than before."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from freehold.domain.statistics import Known, Rate, compare, rate

#: Below so many rates no median is shown for a service; the wider category is taken, or nothing.
FEWEST = 10
LEVEL = 0.8
#: Each half of a trend needs so many rates.
FEWEST_HALF = 10


@dataclass(frozen=True, slots=True)
class Median:
    """The middle of `n` rates with its 80 % bootstrap interval, and the middle half of them."""

    value: float
    low: float
    high: float
    first: float
    third: float
    n: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A rate among those seen. `group` says which: "service", "category" (too few of the service alone) or "none".

    `below` is the share of postings that pay less than `mine` with its intervals; `service_n` and `category_n` are how many there were.
    """

    group: Literal["service", "category", "none"]
    mine: float | None
    median: Median | None
    below: Rate | None
    service_n: int
    category_n: int


@dataclass(frozen=True, slots=True)
class Change:
    """The middle rate of the later half by that of the earlier one (1 = the same), with its 80 % interval."""

    ratio: float
    low: float
    high: float
    n_before: int
    n_after: int

    @property
    def direction(self) -> Literal["up", "down", "level"]:
        """Where it goes; "level" when the interval holds 1, which is to say that it cannot be told apart."""
        return "up" if self.low > 1 else "down" if self.high < 1 else "level"


@dataclass(frozen=True, slots=True)
class Demand:
    """How many of all postings asked for a service before and after a day, and what may be said about the difference of the shares."""

    before: Rate
    after: Rate
    known: Known


def median_of(rates: Sequence[float], *, rng: np.random.Generator, draws: int = 1000) -> Median | None:
    """Return the middle of the rates, None of fewer than 10: with five, the interval is as wide as the middle itself."""
    values = np.array([one for one in rates if math.isfinite(one) and one > 0])
    if len(values) < FEWEST:
        return None
    found = np.median(rng.choice(values, (draws, len(values))), axis=1)
    low, high = np.quantile(found, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    first, middle, third = (float(one) for one in np.quantile(values, [0.25, 0.5, 0.75]))
    return Median(middle, min(float(low), middle), max(float(high), middle), first, third, len(values))


def standing(mine: float | None, service: Sequence[float], category: Sequence[float], *, rng: np.random.Generator) -> Standing:
    """Return where `mine` stands among the rates of the service, or of its category where those are fewer than 10."""
    sizes = len(service), len(category)
    chosen, group = (service, "service") if sizes[0] >= FEWEST else (category, "category")
    middle = median_of(chosen, rng=rng)
    if middle is None:
        return Standing("none", mine, None, None, *sizes)
    below = rate(sum(one < mine for one in chosen), len(chosen)) if mine is not None else None
    return Standing("service" if group == "service" else "category", mine, middle, below, *sizes)


def change(before: Sequence[float], after: Sequence[float], *, rng: np.random.Generator, draws: int = 1000) -> Change | None:
    """Return how the middle rate changed from one time to the next, None when either has fewer than 10 rates."""
    old, new = (np.array([one for one in part if math.isfinite(one) and one > 0]) for part in (before, after))
    if len(old) < FEWEST_HALF or len(new) < FEWEST_HALF:
        return None
    ratio = float(np.median(new) / np.median(old))
    drawn = [np.median(rng.choice(part, (draws, len(part))), axis=1) for part in (new, old)]
    low, high = np.quantile(drawn[0] / drawn[1], [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Change(ratio, min(float(low), ratio), max(float(high), ratio), len(old), len(new))


def demand(before: tuple[int, int], after: tuple[int, int]) -> Demand:
    """Return how the share of postings that ask for a service changed; each is (of this service, of all).

    Shares and not counts, so that a source which was added or lost does not pass for a trend.
    """
    return Demand(rate(*before), rate(*after), compare(before, after))
