"""How much depends on one client: shares, the effective number of clients, and how sure the largest share is."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from freehold.apps.insights.selectors.earned import Earned
from freehold.apps.insights.selectors.facts import ZERO, Days, Facts, Income

Key = TypeVar("Key", int, str)
#: Months with income that it takes for an interval.
FEWEST_MONTHS = 5
DRAWS = 200
#: The draws are the same every time, so that a figure changes only when the numbers do.
SEED = 6


@dataclass(frozen=True, slots=True)
class Share:
    """A client's or channel's part of what was received. `key` is the client's id or the channel's name."""

    key: int | str
    name: str
    amount: Decimal
    share: Decimal


@dataclass(frozen=True, slots=True)
class Concentration:
    """`hhi` is the sum of squared shares (0 to 1), `effective` as many clients of equal size would be as concentrated (1 / hhi).

    `low` and `high` hold the largest share in 8 of 10 draws of `n` months; None with fewer than `FEWEST_MONTHS`.
    """

    shares: tuple[Share, ...]
    hhi: Decimal
    effective: Decimal
    low: float | None
    high: float | None
    n: int


def shares_by_client(name: Callable[[int], str], income: Iterable[Income]) -> tuple[Share, ...]:
    """Return each client's share of what was received, the largest first; clients with nothing left after refunds have none."""
    return divided(((row.client_id, row.value) for row in income), name)


def shares_by_channel(income: Iterable[Income]) -> tuple[Share, ...]:
    """Return each channel's share of what was received, the largest first; "" is direct."""
    return divided(((row.channel, row.value) for row in income), str)


def concentration(facts: Facts, income: Iterable[Income] | None = None) -> Concentration | None:
    """Return how concentrated the income of the span is, or that of the rows that are given; None without any."""
    earned = facts.earned if income is None else Earned(income, Days(date.min, date.max))
    shares = divided(earned.by_client(), facts.name)
    if not shares:
        return None
    hhi = sum((row.share * row.share for row in shares), ZERO)
    months = earned.months
    low, high = _interval([months[key] for key in sorted(months)])
    return Concentration(shares, hhi, 1 / hhi, low, high, len(months))


def divided(amounts: Iterable[tuple[Key, Decimal]], name: Callable[[Key], str]) -> tuple[Share, ...]:
    """Return the share of each key, the largest first; what has nothing left after refunds has none."""
    sums: dict[Key, Decimal] = {}
    for key, amount in amounts:
        sums[key] = sums.get(key, ZERO) + amount
    left = [(key, amount) for key, amount in sums.items() if amount > 0]
    whole = sum((amount for _, amount in left), ZERO)
    rows = [Share(key, name(key), amount, amount / whole) for key, amount in left]
    return tuple(sorted(rows, key=lambda row: (-row.amount, row.name)))


@lru_cache(maxsize=32)
def _draws(n: int) -> NDArray[np.float64]:
    """Return how often each of `n` months comes in each draw: the same for every business, so kept."""
    draws = random.Random(SEED)  # noqa: S311 - a resampling, no secret
    picked = np.array([int(draws.random() * n) for _ in range(DRAWS * n)])
    places = np.repeat(np.arange(DRAWS) * n, n) + picked
    return np.bincount(places, minlength=DRAWS * n).reshape(DRAWS, n).astype(float)


def _interval(months: list[dict[int, Decimal]]) -> tuple[float | None, float | None]:
    """Draw the months anew, with replacement: what would the largest share have been in other years like these?"""
    n = len(months)
    if n < FEWEST_MONTHS:
        return None, None
    clients = {key: at for at, key in enumerate(sorted({key for month in months for key in month}))}
    table = np.zeros((n, len(clients)))
    for at, month in enumerate(months):
        table[at, [clients[key] for key in month]] = [float(amount) for amount in month.values()]
    sums = np.clip(_draws(n) @ table, 0, None)
    wholes = sums.sum(axis=1)
    tops = np.sort(np.where(wholes > 0, sums.max(axis=1) / np.where(wholes > 0, wholes, 1), 1.0))
    return float(tops[DRAWS // 10 - 1]), float(tops[DRAWS - DRAWS // 10 - 1])
