"""What clients and channels are truly worth: what they paid, less everything that it took."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from freehold.apps.insights.selectors.facts import HOUR, HUNDRED, YEAR, ZERO, Cost, Facts, Work

_PARTS = {"fee": "fees", "bid": "bids", "cost": "costs"}


@dataclass(slots=True)
class Worth:
    """One client or channel over a span, in the base currency, not rounded.

    `key` is the client's id or the channel's name. `late_days` are the days after the due date, each amount counting by its size; None
    when nothing was due. `late_cost` is None unless the owner set a rate for it. `unpaid` are minutes that nobody pays for, worth
    `unpaid_value`; `unpaid_without_rate` of them have no rate and are not in it.
    `due` is what had a due date, `waited` the same times its days late.
    """

    key: Any
    name: str
    received: Decimal = ZERO
    fees: Decimal = ZERO
    bids: Decimal = ZERO
    costs: Decimal = ZERO
    exchange: Decimal = ZERO
    late_days: Decimal | None = None
    late_cost: Decimal | None = None
    minutes: int = 0
    unpaid: int = 0
    unpaid_value: Decimal = ZERO
    unpaid_without_rate: int = 0
    n: int = 0
    due: Decimal = ZERO
    waited: Decimal = ZERO

    @property
    def kept(self) -> Decimal:
        """What is left of what was received, before the hours are valued."""
        return self.received - self.fees - self.bids - self.costs + self.exchange - (self.late_cost or ZERO)

    @property
    def true_net(self) -> Decimal:
        """What is left when the hours that nobody paid for are counted as if they had been sold."""
        return self.kept - self.unpaid_value

    @property
    def hours(self) -> Decimal:
        """All hours, paid or not."""
        return Decimal(self.minutes) / HOUR

    @property
    def hourly(self) -> Decimal | None:
        """What is kept by hour of all hours; None without hours."""
        return self.kept / self.hours if self.minutes else None


Pairs = dict[tuple[int | None, str | None], Worth]
#: What adds up.
_SUMS = ("received", "exchange", "fees", "bids", "costs", "minutes", "unpaid", "unpaid_value", "unpaid_without_rate", "n", "due", "waited")


def pairs(facts: Facts) -> Pairs:
    """Return the sums of each client and channel together, in one pass over the rows."""
    found: Pairs = {
        key: Worth(
            key, "", received=paid.received, exchange=paid.exchange, due=paid.due, waited=paid.waited, n=paid.n,
        )
        for key, paid in facts.earned.pairs.items()
    }  # fmt: skip

    def of(row: Cost | Work) -> Worth:
        key = row.client_id, row.channel
        worth = found.get(key)
        if worth is None:
            worth = found[key] = Worth(key, "")
        return worth

    for cost in facts.costs:
        worth = of(cost)
        part = _PARTS[cost.kind]
        setattr(worth, part, getattr(worth, part) + cost.value)
    for work in facts.work:
        _add(of(work), work)
    return found


def by_client(facts: Facts, found: Pairs) -> list[Worth]:
    """Return the clients, the most worth first."""
    return _summed(found, 0, facts.name, facts.terms.late_percent)


def by_channel(facts: Facts, found: Pairs) -> list[Worth]:
    """Return the channels, the most worth first; "" is direct work. What belongs to no channel is not in any."""
    return _summed(found, 1, str, facts.terms.late_percent)


def _summed(found: Pairs, place: int, name: Callable[[Any], str], percent: Decimal | None) -> list[Worth]:
    sums: dict[Any, Worth] = {}
    for pair, part in found.items():
        key = pair[place]
        if key is None:
            continue
        worth = sums.setdefault(key, Worth(key, name(key)))
        for column in _SUMS:
            setattr(worth, column, getattr(worth, column) + getattr(part, column))
    for worth in sums.values():
        if worth.due:
            worth.late_days = worth.waited / worth.due
        if percent is not None:
            worth.late_cost = worth.waited * percent / HUNDRED / YEAR
    return sorted(sums.values(), key=lambda worth: (-worth.true_net, worth.name))


def _add(worth: Worth, work: Work) -> None:
    worth.minutes += work.minutes
    if not work.billable:
        worth.unpaid += work.minutes
        worth.unpaid_value += work.value or ZERO
        worth.unpaid_without_rate += work.minutes if work.value is None else 0
