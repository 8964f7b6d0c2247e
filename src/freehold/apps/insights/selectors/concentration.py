"""How much depends on one client: shares, the effective number of clients, and how sure the largest share is."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from freehold.apps.insights.selectors.facts import ZERO, Facts, Income

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
    sums: dict[int, Decimal] = defaultdict(Decimal)
    for row in income:
        sums[row.client_id] += row.value
    return _shares([(key, name(key), amount) for key, amount in sums.items()])


def shares_by_channel(income: Iterable[Income]) -> tuple[Share, ...]:
    """Return each channel's share of what was received, the largest first; "" is direct."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in income:
        sums[row.channel] += row.value
    return _shares([(key, key, amount) for key, amount in sums.items()])


def concentration(facts: Facts, income: Iterable[Income]) -> Concentration | None:
    """Return how concentrated the income is, None without any."""
    rows = list(income)
    shares = shares_by_client(facts.name, rows)
    if not shares:
        return None
    hhi = sum((row.share * row.share for row in shares), ZERO)
    months: dict[tuple[int, int], dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for row in rows:
        months[row.day.year, row.day.month][row.client_id] += float(row.value)
    low, high = _interval([months[key] for key in sorted(months)])
    return Concentration(shares, hhi, 1 / hhi, low, high, len(months))


def _shares(sums: list[tuple[int | str, str, Decimal]]) -> tuple[Share, ...]:
    left = [row for row in sums if row[2] > 0]
    whole = sum((amount for _, _, amount in left), ZERO)
    rows = [Share(key, name, amount, amount / whole) for key, name, amount in left]
    return tuple(sorted(rows, key=lambda row: (-row.amount, row.name)))


def _interval(months: list[dict[int, float]]) -> tuple[float | None, float | None]:
    """Draw the months anew, with replacement: what would the largest share have been in other years like these?"""
    n = len(months)
    if n < FEWEST_MONTHS:
        return None, None
    clients = sorted({key for month in months for key in month})
    table = np.array([[month.get(key, 0.0) for key in clients] for month in months])
    draws = random.Random(SEED)  # noqa: S311 - a resampling, no secret
    picked = np.array([int(draws.random() * n) for _ in range(DRAWS * n)]).reshape(DRAWS, n)
    places = np.repeat(np.arange(DRAWS) * n, n) + picked.ravel()
    counts = np.bincount(places, minlength=DRAWS * n).reshape(DRAWS, n).astype(float)
    sums = np.clip(counts @ table, 0, None)
    wholes = sums.sum(axis=1)
    tops = np.sort(np.where(wholes > 0, sums.max(axis=1) / np.where(wholes > 0, wholes, 1), 1.0))
    return float(tops[DRAWS // 10 - 1]), float(tops[DRAWS - DRAWS // 10 - 1])
