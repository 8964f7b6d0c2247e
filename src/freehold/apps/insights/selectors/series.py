"""What other parts build on: income and costs month by month, income by client and channel, and how invoices were paid."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from freehold.apps.billing.selectors import insights as billing
from freehold.apps.insights.selectors.concentration import Share, shares_by_channel, shares_by_client
from freehold.apps.insights.selectors.facts import ZERO, Days, Reader, Span, within
from freehold.apps.insights.selectors.months import run, sums_of
from freehold.kit.scoping.ref import Workspace

_BEGIN = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class MonthlySeries:
    """Amounts by month (its first day), without gaps, from the first month with any. `left_out` counts rows by currency without a rate."""

    months: tuple[date, ...]
    values: tuple[Decimal, ...]
    left_out: dict[str, int]


@dataclass(frozen=True, slots=True)
class SettledInvoice:
    """An invoice that was paid in full; `paid` is the day of the last part, `amount` with VAT in the base currency."""

    document_id: int
    client_id: int
    amount: Decimal
    issued: date
    due: date
    paid: date


@dataclass(frozen=True, slots=True)
class OpenInvoice:
    """An invoice that is not paid in full; `amount` is what is open, with VAT, in the base currency, None without a rate."""

    document_id: int
    number: str
    client_id: int
    client: str
    channel: str
    amount: Decimal | None
    currency: str
    open: Decimal
    issued: date
    due: date


def monthly_income(workspace: Workspace, base: str, *, until: date) -> MonthlySeries:
    """Return what was received without VAT, by month, to the month of `until`."""
    reader = Reader(workspace, base)
    span = Days(_BEGIN, until)
    rows = reader.income(billing.received(workspace, until), span)
    return _series([(row.day, row.value) for row in rows], until, reader.exchange.left_out)


def monthly_costs(workspace: Workspace, base: str, *, until: date) -> MonthlySeries:
    """Return what was spent by month, fees of payments too, to the month of `until`."""
    reader = Reader(workspace, base)
    span = Days(_BEGIN, until)
    rows = [*reader.costs(span), *reader.fees(span, billing.received(workspace, until))]
    return _series([(row.day, row.value) for row in rows], until, reader.exchange.left_out)


def income_by_client(workspace: Workspace, base: str, period: Span) -> tuple[Share, ...]:
    """Return each client's share of what was received in the period, the largest first."""
    reader = Reader(workspace, base)
    rows = within(reader.income(billing.received(workspace, period.end), period), period)
    return shares_by_client(reader.name, rows)


def income_by_channel(workspace: Workspace, base: str, period: Span) -> tuple[Share, ...]:
    """Return each channel's share of what was received in the period, the largest first; "" is direct."""
    reader = Reader(workspace, base)
    return shares_by_channel(within(reader.income(billing.received(workspace, period.end), period), period))


def settled_invoices(workspace: Workspace, base: str = "") -> tuple[SettledInvoice, ...]:
    """Return the invoices that were paid in full, the oldest first; those without a due date or a rate are left out."""
    reader = Reader(workspace, base or billing.terms(workspace).currency)
    found = []
    for row in billing.settled(workspace):
        rate = reader.exchange.kept(row.currency, row.rate, row.issued)
        known = reader.clients.get(row.client_id)
        if rate is not None:
            found.append(
                SettledInvoice(row.id, known.id if known else row.client_id, row.amount * rate, row.issued, row.due, row.paid)
            )  # fmt: skip
    return tuple(found)


def open_invoices(workspace: Workspace, today: date, base: str = "") -> tuple[OpenInvoice, ...]:
    """Return what is owed, the oldest due first; an invoice without a due date counts as due today."""
    reader = Reader(workspace, base or billing.terms(workspace).currency)
    found = []
    for row in billing.open_papers(workspace):
        rate = reader.exchange.kept(row.currency, row.rate, row.issued)
        known = reader.clients.get(row.client_id)
        found.append(
            OpenInvoice(
                row.id, row.number, known.id if known else row.client_id, known.name if known else "",
                (known.channel if known else "") or row.platform, None if rate is None else row.amount * rate, row.currency, row.amount,
                row.issued, row.due or today,
            )
        )  # fmt: skip
    return tuple(found)


def _series(rows: list[tuple[date, Decimal]], until: date, left_out: Counter[str]) -> MonthlySeries:
    sums = sums_of(rows)
    months = tuple(run(min(sums), until)) if sums else ()
    return MonthlySeries(months, tuple(sums.get(month, ZERO) for month in months), dict(left_out))
