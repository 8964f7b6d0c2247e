"""Sums by month, and what the months of a year are like."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from freehold.apps.insights.selectors.facts import ZERO, Facts, Span

#: A month of the year is compared when so many years had it.
FEWEST_YEARS = 2


@dataclass(frozen=True, slots=True)
class Month:
    """One month of the span: its first day and its sums."""

    first: date
    invoiced: Decimal
    received: Decimal
    costs: Decimal


@dataclass(frozen=True, slots=True)
class Season:
    """A month of the year, 1 to 12: the mean of what was received in it over `n` years; None of fewer than `FEWEST_YEARS`."""

    month: int
    mean: Decimal | None
    n: int


def month_of(day: date) -> date:
    """Return the first day of its month."""
    return day.replace(day=1)


def next_month(first: date) -> date:
    """Return the first day of the month after."""
    return (first + timedelta(days=32)).replace(day=1)


def run(first: date, last: date) -> list[date]:
    """Return the first days of the months from one day's to another's."""
    found = [month_of(first)]
    while (following := next_month(found[-1])) <= last:
        found.append(following)
    return found if first <= last else []


def by_month(facts: Facts, span: Span) -> tuple[Month, ...]:
    """Return the months from the first with anything in it to the end of the span, empty ones too."""
    received = facts.earned.by_month()
    invoiced, costs = sums_of((row.day, row.value) for row in facts.invoiced), sums_of((row.day, row.value) for row in facts.costs)
    known = [*invoiced, *received, *costs]
    if not known:
        return ()
    first, last = max(month_of(span.start), min(known)), max(known)
    return tuple(Month(month, invoiced.get(month, ZERO), received.get(month, ZERO), costs.get(month, ZERO)) for month in run(first, last))


def seasons(received: Mapping[date, Decimal], until: date) -> tuple[Season, ...]:
    """Return the twelve months of the year over all complete months from the first income to `until`; () without any."""
    if not received:
        return ()
    whole = [month for month in run(min(received), until) if next_month(month) - timedelta(days=1) <= until]
    by_place: dict[int, list[Decimal]] = defaultdict(list)
    for month in whole:
        by_place[month.month].append(received.get(month, ZERO))
    return tuple(
        Season(place, sum(values, ZERO) / len(values) if len(values) >= FEWEST_YEARS else None, len(values))
        for place in range(1, 13)
        for values in (by_place[place],)
    )


def sums_of(rows: Iterable[tuple[date, Decimal]]) -> dict[date, Decimal]:
    """Return the sums of (day, amount) by the first day of their month."""
    sums: dict[tuple[int, int], Decimal] = {}
    for day, value in rows:
        key = day.year, day.month
        sums[key] = sums.get(key, ZERO) + value
    return {date(year, month, 1): value for (year, month), value in sums.items()}
