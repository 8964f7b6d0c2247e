"""The rows behind the figures, read once and valued in one currency: who paid, what was kept of it, what was spent and worked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple, Protocol

from freehold.apps.billing.selectors import insights as billing
from freehold.apps.clients.selectors.channels import Known, known_clients
from freehold.apps.insights.selectors.earned import Earned
from freehold.apps.insights.selectors.exchange import ONE, Exchange
from freehold.kit.scoping.ref import Workspace

ZERO = Decimal(0)
HOUR = Decimal(60)
YEAR = Decimal(365)
HUNDRED = Decimal(100)
#: Expenses of this kind are platform and bank fees.
FEES = "fees"
_BIDS = re.compile(r"\b(connects?|bids?|bidding|gebote?|bewerbungs\w*)\b", re.IGNORECASE)


class Span(Protocol):
    """Days from `start` to `end`, both included."""

    @property
    def start(self) -> date: ...

    @property
    def end(self) -> date: ...


@dataclass(frozen=True, slots=True)
class Days:
    """A span as it is."""

    start: date
    end: date


class Income(NamedTuple):
    """A part that was received, without VAT, in the base currency by the rate of the invoice's day.

    `exchange` is what the currency brought or cost between invoice and payment. `late` is days after the due date, never less than 0.
    """

    id: int
    document_id: int
    number: str
    client_id: int
    channel: str
    issued: date
    due: date | None
    day: date
    currency: str
    amount: Decimal
    rate: Decimal
    value: Decimal
    exchange: Decimal
    late: int


class Invoiced(NamedTuple):
    """An invoice or credit note, without VAT; `value` is in the base currency."""

    id: int
    number: str
    kind: str
    client_id: int
    channel: str
    day: date
    currency: str
    amount: Decimal
    rate: Decimal
    value: Decimal


class InvoicedMonth(NamedTuple):
    """What `n` invoices and credit notes of a month sum to, without VAT, in the base currency; `day` is the month's first."""

    day: date
    value: Decimal
    n: int


class Cost(NamedTuple):
    """What was spent or kept. `kind` is "fee" (platforms and banks), "bid" (what it costs to apply) or "cost".

    `of` says which row it is: an "expense", what was kept of a "payment", or of a "part" that settled an invoice.
    """

    id: int
    of: str
    kind: str
    client_id: int | None
    channel: str | None
    day: date
    name: str
    currency: str
    amount: Decimal
    rate: Decimal
    value: Decimal


class Work(NamedTuple):
    """Minutes of one client; `value` is what unpaid ones are worth in the base currency, None without a rate."""

    id: int
    client_id: int | None
    channel: str | None
    day: date | None
    name: str
    billable: bool
    minutes: int
    rate: Decimal | None
    currency: str
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that figures are summed from, of a span; what was invoiced and earned is added up already.

    `income` are the rows behind `earned`, back to the first payment; () unless they were asked for.
    """

    exchange: Exchange
    terms: billing.Terms
    clients: dict[int, Known]
    earned: Earned
    income: tuple[Income, ...]
    invoiced: tuple[InvoicedMonth, ...]
    costs: tuple[Cost, ...]
    work: tuple[Work, ...]

    def name(self, client_id: int | None) -> str:
        """Return the client's name, "" for none."""
        known = self.clients.get(client_id or 0)
        return known.name if known else ""


class Reader:
    """Reads and values rows of one workspace in one currency."""

    def __init__(self, workspace: Workspace, base: str) -> None:
        self.workspace = workspace
        self.terms = billing.terms(workspace)
        self.exchange = Exchange(self.terms.currency, base)
        self.clients = known_clients(workspace)
        self._found: dict[tuple[int, str], tuple[int, str]] = {}
        self._channels = {known.channel.casefold(): known.channel for known in self.clients.values() if known.channel}

    def name(self, client_id: int | None) -> str:
        """Return the client's name, "" for none."""
        known = self.clients.get(client_id or 0)
        return known.name if known else ""

    def facts(self, span: Span, *, with_income: bool = True) -> Facts:
        """Return the sums and rows of a span, time added up by the database; without its rows, income is summed as it is read."""
        fees: list[billing.ReceivedRow] = []
        each = billing.received if with_income else billing.each_received
        valued = self.each_income(_noting(each(self.workspace, span.end), fees), span)
        income = tuple(valued) if with_income else ()
        earned = Earned(income if with_income else valued, span)
        costs = [*self.costs(span), *self.fees(span, fees)]
        work = self.work(billing.hours(self.workspace, span.start, span.end), span.end)
        return Facts(
            self.exchange,
            self.terms,
            self.clients,
            earned,
            income,
            tuple(self.invoiced_months(span)),
            tuple(costs),
            tuple(work),
        )

    def income(self, rows: Iterable[billing.ReceivedRow], span: Span) -> list[Income]:
        """Value what was received; what has no rate is counted once, where it lies within the span."""
        return list(self.each_income(rows, span))

    def each_income(self, rows: Iterable[billing.ReceivedRow], span: Span) -> Iterator[Income]:
        """Give what `income` returns, one after the other: sums need no list of them."""
        for row in rows:
            rate = self.exchange.kept(row.currency, row.rate, row.issued)
            if rate is None:
                if row.day >= span.start:
                    self.exchange.missing(row.currency)
                continue
            # what was paid whole is its net; a part has the invoice's share of VAT in it
            amount = row.net if row.amount == row.gross else row.amount * row.net / row.gross if row.gross else row.amount
            client, channel = self.who(row.client_id, row.platform)
            late = max((row.day - row.due).days, 0) if row.due else 0
            value = amount if rate is ONE else amount * rate
            gained = self._gained(row, amount, value) if row.day >= span.start else ZERO
            yield Income(
                row.id, row.document_id, row.number, client, channel, row.issued, row.due, row.day, row.currency, amount, rate, value,
                gained, late,
            )  # fmt: skip

    def invoiced(self, span: Span) -> list[Invoiced]:
        """Value what was invoiced."""
        found = []
        for row in billing.issued(self.workspace, span.start, span.end):
            rate = self.exchange.kept(row.currency, row.rate, row.day)
            if rate is None:
                self.exchange.missing(row.currency)
                continue
            who = self.who(row.client_id, row.platform)
            found.append(Invoiced(row.id, row.number, row.kind, *who, row.day, row.currency, row.net, rate, row.net * rate))
        return found

    def invoiced_months(self, span: Span) -> list[InvoicedMonth]:
        """Value what was invoiced, month by month: all that a month has of a rate is turned over alike."""
        found = []
        for row in billing.issued_months(self.workspace, span.start, span.end):
            rate = self.exchange.kept(row.currency, row.rate, row.first)
            if rate is None:
                self.exchange.missing(row.currency, row.n)
            else:
                found.append(InvoicedMonth(row.first, row.net * rate, row.n))
        return found

    def costs(self, span: Span) -> list[Cost]:
        """Value what was spent: without VAT where it comes back, else with it."""
        found = []
        kinds: dict[tuple[str, str, str], str] = {}
        for row in billing.costs(self.workspace, span.start, span.end):
            rate = self.exchange.kept(row.currency, row.rate, row.day)
            if rate is None:
                self.exchange.missing(row.currency)
                continue
            amount = row.net if self.terms.vat_comes_back else row.net + row.tax
            told = row.supplier, row.description, row.category
            kind = kinds.get(told) or kinds.setdefault(told, _kind(*told))
            client, channel = self.spent_for(row)
            value = amount if rate is ONE else amount * rate
            found.append(Cost(row.id, "expense", kind, client, channel, row.day, row.supplier, row.currency, amount, rate, value))
        return found

    def fees(self, span: Span, received: Iterable[billing.ReceivedRow]) -> list[Cost]:
        """Value what banks and platforms kept of payments; those in another currency by the rate of the payment's day."""
        parts = [row for row in self.fee_parts(received) if span.start <= row.day <= span.end]
        found = []
        for row in (*billing.fees(self.workspace, span.start, span.end), *parts):
            rate = self.exchange.of_day(row.currency, row.day)
            if rate is None:
                self.exchange.missing(row.currency)
                continue
            client, channel = self.who(row.client_id, row.platform) if row.client_id else (None, None)
            found.append(Cost(row.id, row.kind, "fee", client, channel, row.day, "", row.currency, row.amount, rate, row.amount * rate))
        return found

    def fee_parts(self, received: Iterable[billing.ReceivedRow]) -> list[billing.FeeRow]:
        """Return what banks kept of single invoices: the client settled it, and it never came."""
        return [
            billing.FeeRow(row.id, "part", row.client_id, row.platform, row.day, row.currency, row.amount)
            for row in received
            if row.kind == "fee"
        ]

    def work(self, rows: Iterable[billing.TimeRow], day: date) -> list[Work]:
        """Value the hours that nobody pays for, each at its own rate, in the base currency of `day`."""
        found = []
        for row in rows:
            client, channel = self.who(row.client_id, row.platform) if row.client_id else (None, None)
            known = self.clients.get(row.client_id or 0)
            currency = (known.currency if known else "") or self.terms.currency
            rate = row.rate if row.rate is not None else self.terms.hourly_rate
            per_unit = self.exchange.of_day(currency, day)
            value = None if rate is None or per_unit is None else Decimal(row.minutes) / HOUR * rate * per_unit
            found.append(Work(row.id, client, channel, row.day, row.description, row.billable, row.minutes, rate, currency, value))
        return found

    def who(self, client_id: int, platform: str) -> tuple[int, str]:
        """Return who stands for a client, and the channel that the work came by: the client's, else the project's platform."""
        found = self._found.get((client_id, platform))
        if found is None:
            known = self.clients.get(client_id)
            channel = (known.channel if known else "") or self._channels.get(platform.strip().casefold(), platform.strip())
            found = self._found[client_id, platform] = (known.id if known else client_id), channel
        return found

    def spent_for(self, row: billing.CostRow) -> tuple[int | None, str | None]:
        """Return the client and channel of an expense; one without a client belongs to the channel that its supplier is called as."""
        if row.client_id:
            return self.who(row.client_id, row.platform)
        return None, self._channels.get(" ".join(row.supplier.split()).casefold())

    def _gained(self, row: billing.ReceivedRow, amount: Decimal, value: Decimal) -> Decimal:
        """What the currency brought between the day of the invoice and that of the payment."""
        if row.currency == self.exchange.base or row.kind == "fee":
            return ZERO
        if row.kind == "exchange":
            return -value
        share = amount / row.amount if row.amount else ZERO
        if row.paid_in != row.currency and row.used is not None:
            rate = self.exchange.of_day(row.paid_in, row.day)
            return ZERO if rate is None else row.used * share * rate - value
        rate = self.exchange.of_day(row.currency, row.day)
        return ZERO if rate is None else amount * rate - value


def _noting(rows: Iterable[billing.ReceivedRow], fees: list[billing.ReceivedRow]) -> Iterator[billing.ReceivedRow]:
    """Pass all rows on, and keep those that are fees."""
    for row in rows:
        if row.kind == "fee":
            fees.append(row)
        yield row


def _kind(supplier: str, description: str, category: str) -> str:
    return "bid" if _BIDS.search(f"{supplier} {description}") else "fee" if category == FEES else "cost"


def within(rows: Iterable[Income], span: Span) -> list[Income]:
    """Return the income of a span."""
    return [row for row in rows if span.start <= row.day <= span.end]
