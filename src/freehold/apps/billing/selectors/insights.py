"""What was invoiced, paid, spent and worked, as plain rows in the currency of each: what the business's figures are summed from.

Every function reads its rows with one query. `rate` turns an amount into the workspace's currency as it was kept with the paper; None
says that no rate is known. `client_id` is the one that the row names; `platform` is that of its project.

Thousands of rows are read as the database keeps them: amounts as whole thousandths, rates as whole parts of 10^10, days as text. That is as
exact as decimals and several times as fast, for no value passes through a converter.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.db.models import BigIntegerField, Case, CharField, Count, DateTimeField, F, Max, Q, QuerySet, Sum, When
from django.db.models.functions import Cast, Round, Substr
from django.utils import timezone

from freehold.apps.billing.models import (
    Allocation,
    AllocationKind,
    Document,
    DocumentKind,
    DocumentState,
    Expense,
    Payment,
    Project,
    TaxScheme,
    TimeEntry,
)
from freehold.apps.billing.selectors.insights_rows import (
    CostRow,
    FeeRow,
    IssuedMonth,
    IssuedRow,
    OpenRow,
    QuoteRow,
    ReceivedRow,
    SettledRow,
    Terms,
    TimeRow,
)
from freehold.apps.billing.selectors.ledger import INVOICES, OPEN_STATES
from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.clients.selectors.channels import hourly_rates
from freehold.kit.scoping.ref import Workspace

ZERO = Decimal(0)
_THOUSANDTH = Decimal("0.001")
#: Parts that an invoice was settled by: money, and what others kept of it. A discount or a loss is not received.
RECEIVED = (AllocationKind.PAYMENT, AllocationKind.FEE, AllocationKind.EXCHANGE)


class Whole(Cast):
    """A whole number as the database gives it; without the converter that would make an integer of each integer, row by row."""

    def __init__(self, expression: Any) -> None:
        super().__init__(expression, BigIntegerField())

    def get_db_converters(self, connection: Any) -> list[Any]:  # noqa: ARG002 - Django's signature
        """Return none: what comes is an integer or None."""
        return []


def terms(workspace: Workspace) -> Terms:
    """Return how the owner counts."""
    row = billing_settings(workspace)
    return Terms(row.workspace.currency, row.hourly_rate, row.interest_percent, row.tax_scheme == TaxScheme.REGULAR)


def issued(workspace: Workspace, start: date, end: date) -> list[IssuedRow]:
    """Return what was invoiced from `start` to `end`, both included, the oldest first."""
    rows = _issued(workspace, start, end).order_by("issue_date", "pk")
    columns = ("pk", "number", "kind", "client_id", "project__platform", "issue_date", "currency", _thousandths("net"), "base_rate")
    return [
        IssuedRow(
            pk, number, kind, client, platform or "", day, currency, _decimal(-net if kind == DocumentKind.CREDIT_NOTE else net), rate
        )
        for pk, number, kind, client, platform, day, currency, net, rate in rows.values_list(*columns)
    ]  # fmt: skip


def issued_months(workspace: Workspace, start: date, end: date) -> list[IssuedMonth]:
    """Return what `issued` returns, added up by the database: whole thousandths, so that no cent is lost."""
    rows = _issued(workspace, start, end).order_by()
    columns = (Substr(_text("issue_date"), 1, 7), "currency", _rate("base_rate"), "kind")
    summed = rows.values_list(*columns).annotate(sum=Sum(_thousandths("net")), n=Count("pk"))
    return [
        IssuedMonth(
            date.fromisoformat(f"{month}-01"), currency, _decimal(-net if kind == DocumentKind.CREDIT_NOTE else net), _parts(rate), n
        )
        for month, currency, rate, kind, net, n in summed
    ]  # fmt: skip


def received(workspace: Workspace, end: date) -> list[ReceivedRow]:
    """Return every part that settled an invoice until `end`, the oldest first."""
    return sorted(each_received(workspace, end), key=lambda row: (row.day, row.id))


def each_received(workspace: Workspace, end: date) -> Iterator[ReceivedRow]:
    """Give every part that settled an invoice until `end`, in any order: sums need no list of them."""
    rows = Allocation.objects.for_workspace(workspace).filter(undone_at=None, kind__in=RECEIVED, payment__undone_at=None)
    # What was used of the payment matters in another currency alone.
    used = Whole(Case(When(payment__currency=F("document__currency"), then=None), default=Round(F("payment_amount") * 1000)))
    # So does when it was noted, where no payment says the day.
    made = Case(When(payment=None, then=F("created_at")), default=None, output_field=DateTimeField())
    columns = (
        *("pk", "kind", Cast(made, CharField()), _text("payment__paid_on"), "payment__currency", "document_id", "document__number"),
        *("document__kind", "document__client_id", "document__project__platform", _text("document__issue_date")),
        *(_text("document__due_date"), "document__currency", _rate("document__base_rate"), _thousandths("amount")),
        *(_thousandths("document__net"), _thousandths("document__gross"), used),
    )
    return (row for row in map(_part, rows.order_by().values_list(*columns)) if row.day <= end)


def fees(workspace: Workspace, start: date, end: date) -> Iterator[FeeRow]:
    """Give what was kept of payments (one query); `fee` parts of invoices are among `received`."""
    rows = Payment.objects.for_workspace(workspace).filter(paid_on__gte=start, paid_on__lte=end, undone_at=None).exclude(fee=0)
    columns = ("pk", "client_id", _text("paid_on"), "currency", _thousandths("fee"))
    return (
        FeeRow(pk, "payment", client, "", date.fromisoformat(day), currency, _decimal(fee))
        for pk, client, day, currency, fee in rows.values_list(*columns)
    )


def costs(workspace: Workspace, start: date, end: date) -> Iterator[CostRow]:
    """Give what was spent, the oldest first."""
    rows = Expense.objects.for_workspace(workspace).filter(day__gte=start, day__lte=end).order_by("day", "pk")
    columns = (
        *("pk", _text("day"), "supplier", "description", "category", "currency", _thousandths("net"), _thousandths("tax")),
        *(_rate("base_rate"), "client_id", "project__platform"),
    )
    return (
        CostRow(
            pk, date.fromisoformat(day), supplier, words, category, currency, _decimal(net), _decimal(tax), _parts(rate), client,
            platform or "",
        )
        for pk, day, supplier, words, category, currency, net, tax, rate, client, platform in rows.values_list(*columns)
    )  # fmt: skip


def hours(workspace: Workspace, start: date, end: date) -> list[TimeRow]:
    """Return the minutes worked by client, project, rate and kind: sums that the database adds up.

    Projects and clients are read beside it: grouping by what they say would sort every entry by it.
    """
    columns = ("client_id", "project_id", "billable", "rate")
    summed = _worked(workspace, start, end).order_by().values_list(*columns).annotate(sum=Sum("minutes"))
    projects = Project.objects.for_workspace(workspace).order_by().values_list("pk", "platform", "hourly_rate")
    known = {pk: (platform, rate) for pk, platform, rate in projects}
    usual = hourly_rates(workspace)
    found = []
    for client, project, billable, own, minutes in summed:
        platform, agreed = known.get(project, ("", None))
        found.append(TimeRow(client, platform, billable, False, _first(own, agreed, usual.get(client)), minutes))
    return found


def entries(workspace: Workspace, start: date, end: date) -> list[TimeRow]:
    """Return every piece of finished time, the oldest first."""
    columns = (
        *("pk", "day", "client_id", "project__platform", "billable", "line_id", "rate", "project__hourly_rate", "client__hourly_rate"),
        *("minutes", "description"),
    )
    return [
        TimeRow(client, platform or "", billable, line is not None, _first(own, project, usual), minutes, pk, day, words)
        for pk, day, client, platform, billable, line, own, project, usual, minutes, words in _plain(
            _worked(workspace, start, end).order_by("day", "pk"), *columns
        )
    ]


def open_papers(workspace: Workspace) -> list[OpenRow]:
    """Return what is owed now, the oldest due first."""
    rows = Document.objects.for_workspace(workspace).filter(kind__in=INVOICES, state__in=OPEN_STATES, open__gt=0)
    columns = ("pk", "number", "client_id", "project__platform", "issue_date", "due_date", "currency", "open", "base_rate")
    return [
        OpenRow(pk, number, client, platform or "", day, due, currency, amount, rate)
        for pk, number, client, platform, day, due, currency, amount, rate in _plain(rows.order_by("due_date", "pk"), *columns)
    ]


def settled(workspace: Workspace) -> list[SettledRow]:
    """Return the invoices that were paid in full by money, the oldest first; those without a due date tell nothing of being late."""
    rows = Document.objects.for_workspace(workspace).filter(kind__in=INVOICES, state=DocumentState.PAID, due_date__isnull=False)
    money = Q(allocations__undone_at=None, allocations__kind=AllocationKind.PAYMENT, allocations__payment__undone_at=None)
    paid = rows.annotate(last=Max("allocations__payment__paid_on", filter=money)).filter(last__isnull=False)
    columns = ("pk", "client_id", "issue_date", "due_date", "last", "currency", "payable", "base_rate")
    return [SettledRow(*row) for row in _plain(paid.order_by("issue_date", "pk"), *columns)]


def quotes(workspace: Workspace, start: date, end: date) -> list[QuoteRow]:
    """Return the quotes that were issued, the oldest first."""
    rows = Document.objects.for_workspace(workspace).filter(kind=DocumentKind.QUOTE, issue_date__gte=start, issue_date__lte=end)
    columns = ("pk", "number", "client_id", "issue_date", "state", "currency", "net", "base_rate")
    return [QuoteRow(*row) for row in _plain(rows.exclude(number="").order_by("issue_date", "pk"), *columns)]


def currencies(workspace: Workspace) -> list[str]:
    """Return the currencies that papers were issued in."""
    rows = Document.objects.for_workspace(workspace).exclude(number="").order_by("currency")
    return list(rows.values_list("currency", flat=True).distinct())


def first_day(workspace: Workspace) -> date | None:
    """Return the day of the oldest paper, None without one."""
    rows = Document.objects.for_workspace(workspace).exclude(issue_date=None).order_by("issue_date")
    return rows.values_list("issue_date", flat=True).first()


def _part(row: tuple[Any, ...]) -> ReceivedRow:
    pk, kind, made, paid_on, paid_in, document_id, number, of, client_id, platform, issued_on, due, currency, rate = row[:14]
    amount, net, gross, used = row[14:]
    day = date.fromisoformat(paid_on) if paid_on else _local_day(made)
    if of == DocumentKind.CREDIT_NOTE:
        amount, used = -amount, None if used is None else -abs(used)
    whole = _decimal(net)
    total = whole if gross == net else _decimal(gross)
    return ReceivedRow(
        pk, document_id, number, kind, client_id, platform or "", date.fromisoformat(issued_on) if issued_on else day,
        date.fromisoformat(due) if due else None, day, currency, total if amount == gross else _decimal(amount), whole, total,
        None if rate is None else _parts(rate), None if used is None else _decimal(used), paid_in or currency,
    )  # fmt: skip


def _issued(workspace: Workspace, start: date, end: date) -> QuerySet[Document]:
    rows = Document.objects.for_workspace(workspace).filter(kind__in=(*INVOICES, DocumentKind.CREDIT_NOTE)).exclude(number="")
    return rows.filter(issue_date__gte=start, issue_date__lte=end)


def _local_day(made: str) -> date:
    """Return the reader's day of a time that the database wrote out, which is in UTC."""
    moment = datetime.fromisoformat(made)
    return timezone.localdate(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def _text(day: str) -> Cast:
    return Cast(F(day), CharField())


def _thousandths(name: str) -> Whole:
    return Whole(Round(F(name) * 1000))


def _rate(name: str) -> Whole:
    return Whole(Round(F(name) * 10**10))


def _decimal(thousandths: int) -> Decimal:
    return _THOUSANDTH * thousandths


@lru_cache(maxsize=4096)
def _parts(rate: int | None) -> Decimal | None:
    return None if rate is None else Decimal(rate).scaleb(-10)


def _worked(workspace: Workspace, start: date, end: date) -> QuerySet[TimeEntry]:
    return TimeEntry.objects.for_workspace(workspace).filter(day__gte=start, day__lte=end, minutes__isnull=False)


def _first(*rates: Decimal | None) -> Decimal | None:
    return next((rate for rate in rates if rate is not None), None)


def _plain(rows: QuerySet[Any], *columns: str) -> list[tuple[Any, ...]]:
    return list(rows.values_list(*columns))
