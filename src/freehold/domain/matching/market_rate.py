"""What an hour of some work is paid at, learnt from the postings seen: a middle rate, its range, and what each sign adds to it.

The logarithm of the rate is the sum of a common middle and one effect a sign (the level, each trade, a level in a trade, the country of
the client, the kind of client). The effects are fitted with least absolute errors, so that one odd posting moves nothing, and each is
drawn towards none the more, the fewer postings show it. The range comes from postings that were left out of the fit.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

#: Fewer observations than this teach nothing that deserves the name of a market.
FEWEST = 30
#: A trade is known by at least so many postings; below, an estimate rests on the other signs alone.
FEWEST_ALIKE = 8
#: Signs of fewer postings than this have no effect of their own, and no more than MOST_SIGNS have one (the most frequent).
FEWEST_OF_SIGN = 2
MOST_SIGNS = 400
#: No more than so many observations are learnt from, the first given; the caller gives the newest first.
MOST_OBSERVATIONS = 2500
#: So many postings without any effect are added to each sign.
SHRINKAGE = 2.0
#: Logarithmic errors below this count alike: rates are named in round figures.
TOLERANCE = 0.15
ROUNDS = 5
FOLDS = 3

SignKind = Literal["level", "trade", "level_in_trade", "place", "client"]
Sign = tuple[SignKind, str]
Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Signs:
    """What is known of a posting that bears on its rate; empty where unknown. `client` is a kind of client ("new", "spent 4 digits")."""

    level: str = ""
    trades: tuple[str, ...] = ()
    place: str = ""
    client: str = ""

    def names(self) -> list[Sign]:
        """Return each sign once, level and trade also together."""
        found: list[Sign] = []
        if self.level:
            found.append(("level", self.level))
        for trade in dict.fromkeys(filter(None, self.trades)):
            found.append(("trade", trade))
            if self.level:
                found.append(("level_in_trade", f"{self.level}, {trade}"))
        if self.place:
            found.append(("place", self.place))
        if self.client:
            found.append(("client", self.client))
        return found


@dataclass(frozen=True, slots=True)
class Observation:
    """One posting that names an hourly rate, in the one currency that all observations share."""

    rate: float
    signs: Signs


@dataclass(frozen=True, slots=True)
class Factor:
    """What one sign does to the rate: `times` 1.25 is a quarter more; seen in `n` postings."""

    kind: SignKind
    name: str
    times: float
    n: int


@dataclass(frozen=True, slots=True)
class RateEstimate:
    """The middle rate and the range that holds four of five; `n` observations in all, `alike` of the best known trade.

    `middle` is the middle of all observations, which the factors, the strongest first, turn into `median`.
    """

    median: float
    low: float
    high: float
    n: int
    alike: int
    middle: float
    factors: tuple[Factor, ...]

    @property
    def is_grounded(self) -> bool:
        """Whether postings of the same trade stand behind it, not only those of any."""
        return self.alike >= FEWEST_ALIKE


@dataclass(frozen=True, slots=True)
class MarketRates:
    """A fitted market; `spread` are the logarithms of the bounds of the range over the median."""

    middle: float
    effects: dict[Sign, float]
    counts: dict[Sign, int]
    spread: tuple[float, float]
    n: int

    def estimate(self, signs: Signs) -> RateEstimate:
        """Return what work of these signs is paid; unknown signs change nothing."""
        known = [sign for sign in signs.names() if sign in self.effects]
        centre = self.middle + sum(self.effects[sign] for sign in known)
        factors = [Factor(kind, name, math.exp(self.effects[kind, name]), self.counts[kind, name]) for kind, name in known]
        return RateEstimate(
            median=math.exp(centre),
            low=math.exp(centre + self.spread[0]),
            high=math.exp(centre + self.spread[1]),
            n=self.n,
            alike=max((self.counts.get(("trade", trade), 0) for trade in signs.trades), default=0),
            middle=math.exp(self.middle),
            factors=tuple(sorted(factors, key=lambda factor: (-abs(math.log(factor.times)), factor.name))),
        )


def learn(observations: Sequence[Observation]) -> MarketRates | None:
    """Return the market behind these rates, None when there are fewer than FEWEST usable ones. The same input gives the same market."""
    usable = [one for one in observations if math.isfinite(one.rate) and one.rate > 0][:MOST_OBSERVATIONS]
    if len(usable) < FEWEST:
        return None
    shown = [one.signs.names() for one in usable]
    counts = Counter(sign for signs in shown for sign in signs)
    frequent = sorted(((-count, sign) for sign, count in counts.items() if count >= FEWEST_OF_SIGN))[:MOST_SIGNS]
    column = {sign: place for place, (_, sign) in enumerate(frequent)}
    table = _Table([[column[sign] for sign in signs if sign in column] for signs in shown], len(column))
    rates = np.log(np.array([one.rate for one in usable]))
    middle, effects = _fit(table, rates, np.ones(len(rates), dtype=bool))
    return MarketRates(
        middle=middle,
        effects={sign: float(effects[place]) for sign, place in column.items()},
        counts={sign: counts[sign] for sign in column},
        spread=_spread(table, rates),
        n=len(usable),
    )


class _Table:
    """Which signs each observation shows: few of many, so that only those are walked."""

    def __init__(self, shown: list[list[int]], width: int) -> None:
        self.width = width
        self.height = len(shown)
        self.rows = np.repeat(np.arange(self.height), [len(signs) for signs in shown])
        self.columns = np.array([sign for signs in shown for sign in signs], dtype=np.int64)
        self.pair_rows = np.repeat(np.arange(self.height), [len(signs) ** 2 for signs in shown])
        self.pairs = np.array([one * width + other for signs in shown for one in signs for other in signs], dtype=np.int64)

    def gram(self, weights: Vector) -> Vector:
        """Return how much weight each two signs share."""
        return np.bincount(self.pairs, weights[self.pair_rows], self.width**2).reshape(self.width, self.width).astype(np.float64)

    def sums(self, values: Vector) -> Vector:
        """Return the sum of the values at the observations of each sign."""
        return np.bincount(self.columns, values[self.rows], self.width).astype(np.float64)

    def predicted(self, effects: Vector) -> Vector:
        """Return the sum of the effects at each observation."""
        return np.bincount(self.rows, effects[self.columns], self.height).astype(np.float64)


def _fit(table: _Table, rates: Vector, learnt: NDArray[np.bool_]) -> tuple[float, Vector]:
    """Return the middle and the effect of each sign at the observations marked as `learnt`.

    Least squares, weighted anew towards least absolute errors.
    """
    middle = float(np.median(rates[learnt]))
    weights = learnt.astype(np.float64)
    penalty = SHRINKAGE * np.eye(table.width)
    effects: Vector = np.zeros(table.width)
    for _ in range(ROUNDS):
        solved = np.linalg.solve(table.gram(weights) + penalty, table.sums(weights * (rates - middle)))
        effects = np.asarray(solved, dtype=np.float64)
        rest = rates - table.predicted(effects)
        middle = float(np.median(rest[learnt]))
        weights = np.where(learnt, 1.0 / np.maximum(np.abs(rest - middle), TOLERANCE), 0.0)
        weights *= learnt.sum() / weights.sum()
    return middle, effects


def _spread(table: _Table, rates: Vector) -> tuple[float, float]:
    """Return the tenth and the ninetieth percentile of the errors at observations that the fit did not see."""
    errors = np.zeros(len(rates))
    fold = np.arange(len(rates)) % FOLDS
    for one in range(FOLDS):
        left_out = fold == one
        middle, effects = _fit(table, rates, ~left_out)
        errors[left_out] = (rates - middle - table.predicted(effects))[left_out]
    low, high = np.quantile(errors, [0.1, 0.9])
    return float(min(low, 0.0)), float(max(high, 0.0))
