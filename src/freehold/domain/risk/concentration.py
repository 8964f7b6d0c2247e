"""How much of something hangs on one of its sources: shares, the Herfindahl–Hirschman index, and how sure both are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

#: Below so many amounts nothing can be said about how much a share would vary.
FEWEST = 5
#: The bounds hold the middle of so much of the redrawn samples.
LEVEL = 0.8


@dataclass(frozen=True, slots=True)
class Amount:
    """One invoice, lead or review: whom it came from and how much it counts. A credit note counts below zero."""

    who: str
    value: float


@dataclass(frozen=True, slots=True)
class Bounds:
    """A value with the bounds of its 80 % bootstrap interval; both None where there are too few amounts for one."""

    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Concentration:
    """Shares by source, the largest first. `index` is the HHI (1 = all from one), `effective` is 1 / HHI.

    `n` is how many amounts it was counted from, `left_out` the sources whose amounts came to nothing or less.
    """

    shares: tuple[tuple[str, float], ...]
    top: Bounds
    index: Bounds
    effective: Bounds
    n: int
    left_out: tuple[str, ...] = ()

    @property
    def first(self) -> str:
        """The source with the largest share."""
        return self.shares[0][0]


def totals(amounts: Sequence[Amount]) -> dict[str, float]:
    """Return the sum of each source."""
    found: dict[str, float] = defaultdict(float)
    for one in amounts:
        found[one.who] += one.value
    return dict(found)


def concentration(amounts: Sequence[Amount], *, rng: np.random.Generator, draws: int = 2000) -> Concentration | None:
    """Return how concentrated the amounts are, None when no source is above zero.

    The interval comes from redrawing the amounts (invoices, not sources) with replacement: it says how much the share hangs on single
    invoices, not what the next year brings. It always holds the value itself.
    """
    sums = totals(amounts)
    kept = {who: value for who, value in sums.items() if value > 0}
    left_out = tuple(sorted(who for who, value in sums.items() if value <= 0))
    if not kept:
        return None
    shares = _shares(kept)
    index = sum(share * share for _who, share in shares)
    counted = [one for one in amounts if one.who in kept]
    n = len(counted)
    if n < FEWEST:
        top, bare, effective = (Bounds(value, None, None) for value in (shares[0][1], index, 1 / index))
        return Concentration(shares, top, bare, effective, n, left_out)
    tops, indices = _redrawn(counted, shares[0][0], rng, draws)
    low, high = _middle(indices, index)
    top = Bounds(shares[0][1], *_middle(tops, shares[0][1]))
    return Concentration(shares, top, Bounds(index, low, high), Bounds(1 / index, 1 / high, 1 / low), n, left_out)


def share_of(amounts: Sequence[Amount], who: str, *, rng: np.random.Generator, draws: int = 2000) -> Bounds | None:
    """Return the share of one source with its interval, None where nothing is above zero; a source without amounts has none of it."""
    kept = {name: value for name, value in totals(amounts).items() if value > 0}
    whole = sum(kept.values())
    if not kept:
        return None
    value = kept.get(who, 0.0) / whole
    counted = [one for one in amounts if one.who in kept]
    if len(counted) < FEWEST:
        return Bounds(value, None, None)
    if who not in kept:
        return Bounds(0.0, 0.0, 0.0)
    tops, _indices = _redrawn(counted, who, rng, draws)
    return Bounds(value, *_middle(tops, value))


def _shares(sums: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    whole = sum(sums.values())
    return tuple(sorted(((who, value / whole) for who, value in sums.items()), key=lambda pair: (-pair[1], pair[0])))


def _redrawn(amounts: Sequence[Amount], top: str, rng: np.random.Generator, draws: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the share of `top` and the index in samples drawn from the amounts, those left out that come to nothing."""
    names = sorted({one.who for one in amounts})
    place = {who: at for at, who in enumerate(names)}
    whose = np.array([place[one.who] for one in amounts])
    values = np.array([one.value for one in amounts])
    # Many invoices would need a table of draws × n: drawn in counts by portions, so that memory stays small.
    tops, indices = [], []
    for _draw in range(draws):
        picked = rng.integers(0, len(values), len(values))
        sums = np.clip(np.bincount(whose[picked], weights=values[picked], minlength=len(names)), 0, None)
        if (whole := float(sums.sum())) > 0:
            shares = sums / whole
            tops.append(float(shares[place[top]]))
            indices.append(float((shares * shares).sum()))
    return np.array(tops), np.array(indices)


def _middle(found: NDArray[np.float64], value: float) -> tuple[float, float]:
    if not len(found):
        return value, value
    low, high = np.quantile(found, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return min(float(low), value), max(float(high), value)
