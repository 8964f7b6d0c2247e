"""What was received, added up in one pass: by client and channel, by month, and by month and client. No row is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from freehold.apps.insights.selectors.facts import Income, Span

ZERO = Decimal(0)
Month = tuple[int, int]


@dataclass(slots=True)
class Paid:
    """What one client paid through one channel, in the base currency.

    `due` is what had a due date, `waited` the same times its days late.
    """

    received: Decimal = ZERO
    exchange: Decimal = ZERO
    due: Decimal = ZERO
    waited: Decimal = ZERO
    n: int = 0

    def add(self, row: Income) -> None:
        """Count a part."""
        self.received += row.value
        self.n += 1
        if row.exchange:
            self.exchange += row.exchange
        if row.due is not None and row.value > 0:
            self.due += row.value
            if row.late:
                self.waited += row.value * row.late


class Earned:
    """The sums of the income of a span; `first` and `always` reach back to the first payment.

    `pairs` are by client and channel, `months` by month (year, month) and client, `always` by month.
    """

    def __init__(self, income: Iterable[Income], span: Span) -> None:
        self.pairs: dict[tuple[int, str], Paid] = {}
        self.months: dict[Month, dict[int, Decimal]] = {}
        self.always: dict[Month, Decimal] = {}
        self.first: date | None = None
        start, end = span.start, span.end
        for row in income:
            day, value, client = row.day, row.value, row.client_id
            month = day.year, day.month
            self.always[month] = self.always.get(month, ZERO) + value
            if self.first is None or day < self.first:
                self.first = day
            if start <= day <= end:
                paid = self.pairs.get((client, row.channel))
                if paid is None:
                    paid = self.pairs[client, row.channel] = Paid()
                paid.add(row)
                clients = self.months.setdefault(month, {})
                clients[client] = clients.get(client, ZERO) + value

    @property
    def received(self) -> Decimal:
        """All that was received."""
        return sum((paid.received for paid in self.pairs.values()), ZERO)

    @property
    def exchange(self) -> Decimal:
        """What currencies brought or cost between invoice and payment."""
        return sum((paid.exchange for paid in self.pairs.values()), ZERO)

    @property
    def n(self) -> int:
        """How many parts it is of."""
        return sum(paid.n for paid in self.pairs.values())

    def by_month(self) -> dict[date, Decimal]:
        """Return what was received by the first day of its month."""
        return {date(*month, 1): sum(clients.values(), ZERO) for month, clients in self.months.items()}

    def by_month_always(self) -> dict[date, Decimal]:
        """Return the same from the first payment on."""
        return {date(*month, 1): amount for month, amount in self.always.items()}

    def by_client(self) -> Iterator[tuple[int, Decimal]]:
        """Give the client's id and an amount, more than once for a client with more channels."""
        return ((client, paid.received) for (client, _), paid in self.pairs.items())

    def by_channel(self) -> Iterator[tuple[str, Decimal]]:
        """Give the channel and an amount, once for each client."""
        return ((channel, paid.received) for (_, channel), paid in self.pairs.items())
