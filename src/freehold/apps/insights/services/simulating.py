"""Turns what was gathered into simulated cash, as it stands or as it would be: without a client, at another rate, with time off.

No amount is counted twice. What is known (open invoices, plans, offers, bills, costs that repeat, taxes, the owner's draw) is one layer of
items with chances. The statistical layer is learnt from the history without running plans and without costs that repeat, and of each month
only that share is added which usually is not known so long before (services/fresh says how it is measured).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import numpy as np

from freehold.apps.insights.services.gathered import AHEAD, Gathered
from freehold.apps.insights.services.known import INCOMING, Known, days_left, month_end, month_start
from freehold.domain.forecasting import Certain, Forecast, Item, Layer, Statistical, TooShort, Uncertain, cash, forecast, paused, scaled

#: The same every time, so that a page read again says the same, and a what-if differs by what was changed alone.
SEED = 20_260_101
PATHS = 2000
#: The quantiles that are kept of each month, enough to read any chance off them.
GRID = tuple(round(step / 50, 2) for step in range(1, 50))


@dataclass(frozen=True, slots=True)
class Change:
    """What would be if: these clients gone, new work at `rate` per cent more (negative: less), `days_off` from `off_from` on."""

    lost: tuple[int, ...] = ()
    rate: float = 0.0
    off_from: date | None = None
    days_off: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether it changes nothing."""
        return not self.lost and not self.rate and not (self.off_from and self.days_off)


@dataclass(frozen=True, slots=True)
class CashView:
    """Simulated cash at the ends of the months: the rest of this one, then twelve whole ones.

    `quantiles[i]` are the amounts of month i at the chances of GRID. `has_start` is False where no balance is known: then the amounts say
    how cash changes from today. `method` and `n` are those of the statistical part, `missing` is why there is none (then n counts the
    months that are there).
    """

    as_of: date
    currency: str
    start: float
    has_start: bool
    quantiles: tuple[tuple[float, ...], ...]
    method: str
    n: int
    needed: int = 0
    months: tuple[date, ...] = field(default=())

    def band(self, q: float) -> list[float]:
        """Return for each month the amount that cash stays below with chance `q`."""
        return [float(np.interp(q, GRID, row)) for row in self.quantiles]

    def chance_below(self, x: float) -> list[float]:
        """Return for each month the chance that cash at its end is below `x`; 0.02 and 0.98 stand for the ends."""
        return [_share_below(row, x) for row in self.quantiles]

    def lasts_until(self, q: float = 0.5, threshold: float = 0.0) -> date | None:
        """Return the day on which the `q` line falls below the threshold, None where it does not in the months in view.

        With `q` 0.5 it is the day of the middle line, with 0.1 that of one case in ten. Between the ends of months the line is straight.
        """
        before, day = self.start, self.as_of
        for amount, end in zip(self.band(q), self.months, strict=True):
            if amount < threshold:
                part = 0.0 if before <= threshold else (before - threshold) / (before - amount)
                return day + timedelta(days=int(part * (end - day).days))
            before, day = amount, end
        return None

    @property
    def is_statistical(self) -> bool:
        """Whether the history was long enough to say anything beyond what is known."""
        return bool(self.method)

    def to_json(self) -> dict[str, Any]:
        """Return it as stored."""
        plain = {name: getattr(self, name) for name in ("currency", "start", "has_start", "method", "n", "needed")}
        return plain | {"as_of": self.as_of.isoformat(), "quantiles": [[round(one, 2) for one in row] for row in self.quantiles]}

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> CashView:
        """Return a stored one."""
        as_of = date.fromisoformat(row["as_of"])
        quantiles = tuple(tuple(one) for one in row["quantiles"])
        return cls(**{**row, "as_of": as_of, "quantiles": quantiles, "months": _ends(as_of, len(quantiles))})


def simulate(given: Gathered, change: Change | None = None) -> CashView:
    """Return the cash of what was gathered, changed as said. It takes well under a second and reads nothing."""
    change = change or Change()
    months = AHEAD + 1
    rng = np.random.default_rng(SEED)
    keeps = [row for key, row in sorted(given.income.items(), key=lambda pair: int(pair[0])) if int(key) not in change.lost]
    history = [sum(column) for column in zip(*keeps, strict=True)] if keeps else [0.0] * given.months
    came = forecast(scaled(history, 1 - given.tax_percent / 100).tolist(), months, rng=rng, paths=PATHS)
    went = forecast(given.costs, months, rng=rng, paths=PATHS)
    layers = _layers(given, change, came, went)
    found = cash(given.start.amount, layers, months, rng=rng, paths=PATHS)
    quantiles = np.quantile(found.paths, GRID, axis=0).T
    known = isinstance(came, Forecast)
    return CashView(
        as_of=given.as_of,
        currency=given.currency,
        start=given.start.amount,
        has_start=bool(given.start.source),
        quantiles=tuple(tuple(float(one) for one in row) for row in quantiles),
        method=came.method if isinstance(came, Forecast) else "",
        n=came.n,
        needed=0 if known else came.needed if isinstance(came, TooShort) else 0,
        months=_ends(given.as_of, months),
    )


def _layers(given: Gathered, change: Change, came: Forecast | TooShort, went: Forecast | TooShort) -> list[Layer]:
    months = AHEAD + 1
    first = (days_left(given.as_of), *(1.0 for _ in range(AHEAD)))
    layers: list[Layer] = [Uncertain(tuple(_item(one, given, months) for one in remaining(given.items, change.lost)), "known")]
    if given.draw:
        layers.append(Certain(tuple(-given.draw * share for share in first), "draw"))
    if isinstance(came, Forecast):
        more = 1 + change.rate / 100
        new = Statistical(came, tuple(share * more for share in first), given.fresh, "new")
        if change.off_from and change.days_off:
            begins = (change.off_from - month_start(given.as_of)).days
            new = paused([new], begins, change.days_off)[0]  # type: ignore[assignment]  # of a statistical layer it makes one
        layers.append(new)
    if isinstance(went, Forecast):
        out = Forecast(went.method, -went.paths, went.n)
        layers.append(Statistical(out, first, given.fresh_costs, "costs"))
    return layers


def remaining(items: Sequence[Known], lost: Collection[int]) -> list[Known]:
    """Return what still comes or goes without these clients: an invoice that is written is still paid, new work does not come."""
    return [one for one in items if one.client_id not in lost or one.kind == "invoice"]


def _item(one: Known, given: Gathered, months: int) -> Item:
    aside = float(one.net) * given.tax_percent / 100 if one.kind in INCOMING else 0.0
    return Item(float(one.amount) - aside, one.when(given.as_of, months), one.chance)


def _ends(as_of: date, months: int) -> tuple[date, ...]:
    return tuple(month_end(as_of, ahead) for ahead in range(months))


def _share_below(row: Sequence[float], x: float) -> float:
    """Read the chance off the kept quantiles; equal ones (nothing is uncertain) are a step."""
    if x <= row[0]:
        return 0.0 if x < row[0] else GRID[0]
    if x > row[-1]:
        return 1.0
    place = int(np.searchsorted(row, x, side="left"))
    low, high = row[place - 1], row[place]
    part = (x - low) / (high - low) if high > low else 0.0
    return float(GRID[place - 1] + part * (GRID[place] - GRID[place - 1]))
