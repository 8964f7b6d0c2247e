"""One amount that is known to come or go, with its chance and its days, as it is stored and as the simulation takes it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

#: What comes in; everything else goes out.
INCOMING = ("invoice", "recurring", "accepted", "quote", "proposal")
#: The weights of an early, the middle and a late day: they stand for the 10, 50 and 90 per cent days (Swanson's rule).
_WEIGHTS = (0.3, 0.4, 0.3)


@dataclass(frozen=True, slots=True)
class Known:
    """An amount in the workspace's currency, negative for what goes out. `net` is the part of it that income tax is put aside from.

    `kind` is one of INCOMING, "bill", "cost", "vat" or "tax"; `id` is its row's, 0 without one. `chance` is that it comes at all, `on` its
    middle day, `early` and `late` the days between which it comes in eight of ten cases.
    """

    kind: str
    label: str
    id: int
    client_id: int
    amount: Decimal
    net: Decimal
    on: date
    early: date
    late: date
    chance: float = 1.0

    @property
    def expected(self) -> Decimal:
        """The amount times its chance."""
        return (self.amount * Decimal(str(self.chance))).quantize(Decimal("0.01"))

    def when(self, as_of: date, months: int) -> tuple[float, ...]:
        """Return the chance of each month from that of `as_of` on; days gone by count for the first one."""
        found = [0.0] * months
        for day, weight in zip((self.early, self.on, self.late), _WEIGHTS, strict=True):
            place = max(0, months_between(as_of, day))
            if place < months:
                found[place] += weight
        return tuple(found)

    def to_json(self) -> dict[str, Any]:
        """Return it as stored."""
        days = {name: getattr(self, name).isoformat() for name in ("on", "early", "late")}
        return asdict(self) | days | {"amount": f"{self.amount:f}", "net": f"{self.net:f}"}

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Known:
        """Return a stored one."""
        days = {name: date.fromisoformat(row[name]) for name in ("on", "early", "late")}
        return cls(**{**row, **days, "amount": Decimal(row["amount"]), "net": Decimal(row["net"])})


def months_between(first: date, day: date) -> int:
    """Return how many months the month of `day` lies after that of `first`."""
    return (day.year - first.year) * 12 + day.month - first.month


def month_start(day: date, months: int = 0) -> date:
    """Return the first day of the month that lies `months` after that of `day`."""
    place = day.year * 12 + day.month - 1 + months
    return date(place // 12, place % 12 + 1, 1)


def month_end(day: date, months: int = 0) -> date:
    """Return the last day of the month that lies `months` after that of `day`."""
    first = month_start(day, months)
    return first.replace(day=monthrange(first.year, first.month)[1])


def shifted(day: date, months: int) -> date:
    """Return the same day of another month, or that month's last."""
    first = month_start(day, months)
    return first.replace(day=min(day.day, monthrange(first.year, first.month)[1]))


def days_left(day: date) -> float:
    """Return the share of the month of `day` that still lies ahead, from 0 to 1."""
    whole = monthrange(day.year, day.month)[1]
    return (whole - day.day) / whole
