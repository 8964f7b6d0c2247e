"""Cash month by month as simulated paths: what is certain, what comes with a probability, and what the history lets expect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from freehold.domain.forecasting.outcome import Forecast

#: The mean length of a month in days.
MONTH_DAYS = 365.25 / 12


@dataclass(frozen=True, slots=True)
class Certain:
    """Amounts that come (or, negative, go) in each month for sure; months beyond the last are 0."""

    amounts: tuple[float, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One amount that may come: with chance `probability` it does, in month i with chance `when[i]`.

    `when` sums to 1 at most; what it lacks to 1 is the chance that the amount comes after the months in view.
    """

    amount: float
    when: tuple[float, ...]
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class Uncertain:
    """Items that come or not, each for itself: open invoices, quotes, subscriptions that may end."""

    items: tuple[Item, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Statistical:
    """What the history lets expect. `factors` multiply its months (time off, another rate); months beyond the last count fully.

    `fresh` is, for each month, the share of a usual month's amount that is not yet among the items known: pass it where items of the
    same kind are in another layer, so that nothing is counted twice.
    """

    forecast: Forecast
    factors: tuple[float, ...] = ()
    fresh: tuple[float, ...] = ()
    name: str = ""


Layer: TypeAlias = Certain | Uncertain | Statistical


@dataclass(frozen=True, slots=True)
class CashPaths:
    """Simulated balances at the end of each month: one row a path, one column a month."""

    start: float
    paths: NDArray[np.float64]

    def band(self, q: float) -> NDArray[np.float64]:
        """Return for each month the balance that it stays below with chance `q`."""
        return np.asarray(np.quantile(self.paths, q, axis=0), dtype=np.float64)

    def chance_below(self, x: float) -> NDArray[np.float64]:
        """Return for each month the chance that the balance at its end is below `x`."""
        return np.asarray((self.paths < x).mean(axis=0), dtype=np.float64)

    def chance_ever_below(self, x: float) -> float:
        """Return the chance that the balance is below `x` at the end of any month in view."""
        return float((self.paths < x).any(axis=1).mean())

    def runway(self, threshold: float = 0.0, chance: float = 0.5) -> int | None:
        """Return the first month (0 is the first) that ends below `threshold` with more than `chance`, None when none does."""
        below = np.flatnonzero(self.chance_below(threshold) > chance)
        return int(below[0]) if len(below) else None


def cash(start: float, layers: Sequence[Layer], months: int, *, rng: np.random.Generator, paths: int = 2000) -> CashPaths:
    """Simulate the balance from `start` through the layers, which are added up. Raises ValueError for impossible layers."""
    if months < 1:
        raise ValueError(f"Cash is followed through one month or more, not {months}")
    moves = np.zeros((paths, months))
    for layer in layers:
        moves += layer_paths(layer, months, rng=rng, paths=paths)
    return CashPaths(start, start + np.cumsum(moves, axis=1))


def layer_paths(layer: Layer, months: int, *, rng: np.random.Generator, paths: int) -> NDArray[np.float64]:
    """Return what one layer moves in each month of each path."""
    if isinstance(layer, Certain):
        return np.broadcast_to(_filled(layer.amounts, months, 0.0), (paths, months))
    if isinstance(layer, Uncertain):
        moves = np.zeros((paths, months))
        for item in layer.items:
            moves += _item_paths(item, months, rng, paths)
        return moves
    return _statistical_paths(layer, months, rng, paths)


def combine(statistical: Forecast, known: Sequence[Item], *, rng: np.random.Generator, fresh: Sequence[float] | None = None) -> Forecast:
    """Return the forecast with what is already known to come in place of the part that it stands for.

    With `fresh` (the share of each month's amount that usually is not known yet; see `fresh_shares`) a month is what is known plus that
    share of a drawn month. Without, it is the larger of the two: what is known is part of what is expected, not on top of it.
    """
    count, months = statistical.paths.shape
    coming = layer_paths(Uncertain(tuple(known)), months, rng=rng, paths=count)
    if fresh is None:
        return replace(statistical, paths=np.maximum(statistical.paths, coming))
    return replace(statistical, paths=coming + statistical.paths * _filled(fresh, months, 1.0))


def paused(layers: Sequence[Layer], from_day: float, days: float, *, delay_days: float = 0.0) -> list[Layer]:
    """Return the layers with no new work for `days` from day `from_day` of the months in view (0 is the first day).

    Only what the history lets expect is lowered: invoices already sent are still paid. `delay_days` is how long after the work its money
    usually comes.
    """
    return [_pausing(layer, from_day + delay_days, days) if isinstance(layer, Statistical) else layer for layer in layers]


def _pausing(layer: Statistical, first: float, days: float) -> Statistical:
    months = layer.forecast.months
    starts = np.arange(months) * MONTH_DAYS
    away = np.clip(np.minimum(first + days, starts + MONTH_DAYS) - np.maximum(first, starts), 0, MONTH_DAYS)
    factors = _filled(layer.factors, months, 1.0) * (1 - away / MONTH_DAYS)
    return replace(layer, factors=tuple(float(one) for one in factors))


def _item_paths(item: Item, months: int, rng: np.random.Generator, paths: int) -> NDArray[np.float64]:
    chances = np.asarray(item.when, dtype=np.float64)
    if not 0 <= item.probability <= 1 or (chances < 0).any() or chances.sum() > 1 + 1e-9:
        raise ValueError("Chances lie between 0 and 1 and sum to 1 at most")
    bounds = np.cumsum(chances)[:months] * item.probability
    drawn = np.searchsorted(bounds, rng.random(paths), side="right")
    moves = np.zeros((paths, months))
    comes = np.flatnonzero(drawn < len(bounds))
    moves[comes, drawn[comes]] = item.amount
    return moves


def _statistical_paths(layer: Statistical, months: int, rng: np.random.Generator, paths: int) -> NDArray[np.float64]:
    of = layer.forecast
    if of.months < months:
        raise ValueError(f"The forecast has {of.months} months and {months} are asked for")
    rows = np.arange(paths) if paths == len(of.paths) else rng.integers(len(of.paths), size=paths)
    return of.paths[rows, :months] * _filled(layer.factors, months, 1.0) * _filled(layer.fresh, months, 1.0)


def _filled(values: Sequence[float], months: int, rest: float) -> NDArray[np.float64]:
    found = np.full(months, rest)
    given = np.asarray(values, dtype=np.float64)[:months]
    found[: len(given)] = given
    return found
