"""Periods that come again: each counted from the first day of all, so that a 31st never drifts, and each due exactly once."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeVar

from freehold.domain.errors import UserError

Unit = Literal["week", "month", "quarter", "year"]
Price = TypeVar("Price")

UNITS: tuple[Unit, ...] = ("week", "month", "quarter", "year")
# A plan that slept longer than this begins a new life; nobody wants 200 invoices at once.
MOST_AT_ONCE = 60
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_LONGEST_EVERY = 120


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day, both included; `index` counts from 0."""

    index: int
    start: date
    end: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Every `every` weeks, months, quarters or years from `starts_on`; no period begins after `ends_on`.

    In advance a period is due on its first day, else on the day after its last.
    """

    unit: Unit
    starts_on: date
    every: int = 1
    ends_on: date | None = None
    in_advance: bool = True

    def __post_init__(self) -> None:
        if self.unit not in UNITS:
            raise UserError(f"A plan cannot come again every “{self.unit}”. Nothing was changed. Choose week, month, quarter or year.")
        if not 0 < self.every <= _LONGEST_EVERY:
            raise UserError(f"A plan can come again every 1 to {_LONGEST_EVERY} times its unit, not {self.every}. Nothing was changed.")
        if self.ends_on is not None and self.ends_on < self.starts_on:
            raise UserError("The plan ends before it begins. Nothing was changed. Choose a later last day.")

    def period(self, index: int) -> Period:
        """Return the period of that index, cut off at the end of the plan."""
        start, following = self._start(index), self._start(index + 1)
        end = following - timedelta(days=1)
        return Period(index, start, end if self.ends_on is None else min(end, self.ends_on))

    def due_on(self, period: Period) -> date:
        """Return the day on which the period is to be invoiced."""
        return period.start if self.in_advance else period.end + timedelta(days=1)

    def periods(self) -> Iterator[Period]:
        """Yield the periods in their order, until the plan or the calendar ends."""
        index = 0
        while True:
            try:
                period = self.period(index)
            except (OverflowError, ValueError):
                return  # the last year that a calendar day can have
            if self.ends_on is not None and period.start > self.ends_on:
                return
            yield period
            index += 1

    def _start(self, index: int) -> date:
        if self.unit == "week":
            return self.starts_on + timedelta(weeks=self.every * index)
        return add_months(self.starts_on, _MONTHS[self.unit] * self.every * index)


def add_months(day: date, months: int) -> date:
    """Return the same day of the month so many months later, or the month's last day when it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def due_periods(rule: Rule, *, today: date, done: Iterable[date] = (), most: int = MOST_AT_ONCE) -> list[Period]:
    """Return the periods to be invoiced by `today` that are not done yet, the oldest first: after a long sleep, several.

    `done` holds the first days of periods that were invoiced or skipped. At most `most` are returned; the rest come with the next call.
    """
    finished = frozenset(done)
    found: list[Period] = []
    for period in rule.periods():
        if rule.due_on(period) > today or len(found) == most:
            break
        if period.start not in finished:
            found.append(period)
    return found


def next_period(rule: Rule, *, done: Iterable[date] = ()) -> Period | None:
    """Return the first period that is not done, or None when the plan is over."""
    finished = frozenset(done)
    return next((period for period in rule.periods() if period.start not in finished), None)


def in_force(first: Price, changes: Sequence[tuple[date, Price]], on: date) -> Price:
    """Return what holds on a day: the change with the latest day not after it, else `first`."""
    holding = [(day, value) for day, value in changes if day <= on]
    return max(holding, key=lambda change: change[0])[1] if holding else first
