"""What the cash forecast stands on, as it is stored: what is known to come, the history of the rest, and what could not be used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from freehold.apps.insights.services.known import Known

#: How many whole months are looked ahead, after the rest of the present one.
AHEAD = 12


@dataclass(frozen=True, slots=True)
class Start:
    """What lies in the account: `amount` today, carried forward from `told` on the day `on`. `source` is "own", "statement" or ""."""

    amount: float = 0.0
    told: str = ""
    on: str = ""
    source: str = ""
    moved: float = 0.0


@dataclass(frozen=True, slots=True)
class WinRate:
    """How many offers of one kind were won of those at their end; `chance` None where there are too few to go by."""

    won: int
    ended: int
    chance: float | None
    low: float = 0.0
    high: float = 1.0


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything that the simulation needs; amounts of the history are floats in `currency`, one for each month since `first`.

    `income` maps a client's id to what it paid without VAT, without invoices of plans that go on: those are among `items`. `fresh` is, for
    the rest of this month and each month after it, the share of a usual month that could not be known so long before, from `fresh_n`
    past days; 0 means that it is assumed. `fresh_costs` is the same of costs.
    """

    as_of: date
    currency: str
    first: date | None
    income: dict[str, list[float]]
    planned: list[float]
    costs: list[float]
    items: tuple[Known, ...]
    fresh: tuple[float, ...]
    fresh_n: int
    fresh_costs: tuple[float, ...]
    start: Start
    draw: float
    tax_percent: float
    threshold: float
    quotes: WinRate
    proposals: WinRate
    delay_n: int
    clients: dict[str, tuple[str, str]]
    left_out: list[dict[str, str]] = field(default_factory=list)
    offers_after: tuple[int, int, int] = (30, 60, 90)
    offers_n: int = 0

    @property
    def months(self) -> int:
        """How many whole months of history there are."""
        return len(self.costs)

    @property
    def total(self) -> list[float]:
        """What came in each month, without VAT, plans included."""
        sums = list(self.planned)
        for row in self.income.values():
            sums = [one + other for one, other in zip(sums, row, strict=True)]
        return sums

    def to_json(self) -> dict[str, Any]:
        """Return it as stored."""
        plain = {name: getattr(self, name) for name in self.__slots__}
        return plain | {
            "as_of": self.as_of.isoformat(),
            "first": self.first.isoformat() if self.first else None,
            "items": [item.to_json() for item in self.items],
            "start": asdict(self.start),
            "quotes": asdict(self.quotes),
            "proposals": asdict(self.proposals),
            "clients": {key: list(value) for key, value in self.clients.items()},
        }

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Gathered:
        """Return what was stored."""
        return cls(
            **{
                **row,
                "as_of": date.fromisoformat(row["as_of"]),
                "first": date.fromisoformat(row["first"]) if row["first"] else None,
                "items": tuple(Known.from_json(item) for item in row["items"]),
                "fresh": tuple(row["fresh"]),
                "fresh_costs": tuple(row["fresh_costs"]),
                "start": Start(**row["start"]),
                "quotes": WinRate(**row["quotes"]),
                "proposals": WinRate(**row["proposals"]),
                "clients": {key: (value[0], value[1]) for key, value in row["clients"].items()},
                "offers_after": tuple(row["offers_after"]),
            }
        )

    def of_channel(self, channel: str) -> list[int]:
        """Return the clients who come and pay through a channel ("" is direct)."""
        return [int(key) for key, (_name, through) in self.clients.items() if through == channel]


def money(value: float) -> Decimal:
    """Return a computed amount to the cent."""
    return Decimal(str(round(value, 2))).quantize(Decimal("0.01"))
