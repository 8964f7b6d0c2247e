"""How old the money is that is owed: open amounts by the days since they were due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

# Days late, from and to; the first bucket is what is not due yet.
BUCKETS: tuple[tuple[int | None, int | None], ...] = ((None, 0), (1, 30), (31, 60), (61, 90), (91, None))


@dataclass(frozen=True, slots=True)
class Bucket:
    """Open amounts that are between `first` and `last` days late, both included; None is open-ended."""

    first: int | None
    last: int | None
    amount: Decimal
    count: int

    @property
    def is_late(self) -> bool:
        """Whether these amounts should have been paid."""
        return self.first is not None


def days_late(due: date | None, today: date) -> int:
    """Return how many days ago an amount was due; 0 or less when it is not late, or has no due date."""
    return (today - due).days if due is not None else 0


def ageing(items: Iterable[tuple[date | None, Decimal]], today: date) -> tuple[Bucket, ...]:
    """Put (due date, open amount) into the five buckets; the amounts must be of one currency."""
    sums = [Decimal(0)] * len(BUCKETS)
    counts = [0] * len(BUCKETS)
    for due, amount in items:
        late = days_late(due, today)
        at = next(index for index, (_, last) in enumerate(BUCKETS) if last is None or late <= last)
        sums[at] += amount
        counts[at] += 1
    return tuple(Bucket(first, last, sums[index], counts[index]) for index, (first, last) in enumerate(BUCKETS))
