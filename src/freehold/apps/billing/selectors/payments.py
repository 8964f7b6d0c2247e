"""Reads of payments, of bank lines that wait for a person, and of invoices that a line may pay."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal, InvalidOperation

from django.db.models import Q, QuerySet

from freehold.apps.billing.models import Allocation, BankTransaction, Document, DocumentKind, Payment, TransactionState
from freehold.apps.billing.selectors.credit import notes_left
from freehold.apps.billing.selectors.ledger import INVOICES, OPEN_STATES
from freehold.apps.clients import selectors as clients
from freehold.kit.scoping.ref import Workspace

MOST_FOUND = 12


def to_check(workspace: Workspace) -> QuerySet[BankTransaction]:
    """Return the lines that wait for a person, the newest first: money that came in, and money that went out with a suggestion."""
    rows = BankTransaction.objects.for_workspace(workspace).filter(state=TransactionState.NEW)
    asks = Q(amount__gt=0) | Q(decision__decision="suggest")
    return rows.filter(asks).select_related("decision", "account").order_by("-booked_on", "-pk")


def bank_line(workspace: Workspace, line_id: int) -> BankTransaction | None:
    """Return one bank line of this workspace, or None."""
    return BankTransaction.objects.for_workspace(workspace).filter(pk=line_id).first()


def to_check_count(workspace: Workspace) -> int:
    """Return how many lines wait for a person."""
    return to_check(workspace).order_by().count()


def booked_by_rules(workspace: Workspace) -> QuerySet[BankTransaction]:
    """Return the lines that the rules booked by themselves, the newest first."""
    rows = BankTransaction.objects.for_workspace(workspace).filter(
        state=TransactionState.MATCHED, decision__decision="auto", decision__by=""
    )
    return (
        rows.select_related("decision", "payment", "payment__client")
        .prefetch_related("payment__allocations__document")
        .order_by("-booked_on", "-pk")
    )


def put_aside(workspace: Workspace) -> QuerySet[BankTransaction]:
    """Return the lines that a person said are no invoice's, the newest first."""
    return BankTransaction.objects.for_workspace(workspace).filter(state=TransactionState.IGNORED).order_by("-booked_on", "-pk")


def payments(workspace: Workspace, *, q: str = "", client_id: int = 0, undone: bool = False) -> QuerySet[Payment]:
    """Return payments, the newest first, each with client, bank line and what it settled; taken back ones with `undone`."""
    rows = Payment.objects.for_workspace(workspace).filter(undone_at__isnull=not undone)
    if client_id:
        rows = rows.filter(client_id__in=clients.ids_for(workspace, client_id))
    for word in q.split()[:6]:
        found = Q(client__name__icontains=word) | Q(note__icontains=word) | Q(allocations__document__number__icontains=word)
        amount = _amount(word)
        rows = rows.filter(found | Q(amount=amount) if amount is not None else found)
    rows = rows.distinct() if q else rows
    return rows.select_related("client", "transaction").prefetch_related("allocations__document").order_by("-paid_on", "-pk")


def payment(workspace: Workspace, payment_id: int) -> Payment | None:
    """Return one payment of this workspace, or None."""
    return Payment.objects.for_workspace(workspace).select_related("client", "transaction").filter(pk=payment_id).first()


def settlements(workspace: Workspace, document_id: int) -> list[Allocation]:
    """Return what settled an invoice, the oldest first: payments, credit notes, discounts, fees."""
    rows = Allocation.objects.for_workspace(workspace).filter(document_id=document_id, undone_at=None)
    return list(rows.select_related("payment", "credit_note").order_by("created_at", "pk"))


def payable_document(workspace: Workspace, document_id: int) -> Document | None:
    """Return an issued invoice of this workspace with its client, or None."""
    rows = Document.objects.for_workspace(workspace).filter(pk=document_id, kind__in=INVOICES).exclude(number="")
    return rows.select_related("client").first()


def open_documents(workspace: Workspace, q: str, line: BankTransaction) -> list[Document]:
    """Return open invoices (or, for money that went out, credit notes) that fit the words, those of the line's amount first."""
    rows = Document.objects.for_workspace(workspace).exclude(number="").select_related("client")
    if line.amount > 0:
        rows = rows.filter(kind__in=INVOICES, state__in=OPEN_STATES, open__gt=0)
    else:
        rows = rows.filter(kind=DocumentKind.CREDIT_NOTE, pk__in=list(notes_left(workspace)))
    for word in q.split()[:6]:
        found = (
            Q(number__icontains=word) | Q(client__name__icontains=word) | Q(client__legal_name__icontains=word) | Q(title__icontains=word)
        )
        amount = _amount(word)
        rows = rows.filter(found | Q(open=amount) | Q(payable=amount) if amount is not None else found)
    wanted = abs(line.amount)
    nearest = sorted(rows.order_by("due_date", "pk")[:500], key=lambda row: abs((row.open or row.payable) - wanted))
    return nearest[:MOST_FOUND]


def numbers_of(workspace: Workspace, ids: Iterable[int]) -> dict[int, Document]:
    """Return these documents with their clients, by id."""
    rows = Document.objects.for_workspace(workspace).filter(pk__in=set(ids)).select_related("client")
    return {row.pk: row for row in rows}


def last_decided(workspace: Workspace) -> datetime | None:
    """Return when the rules last looked at a line."""
    mine = BankTransaction.objects.for_workspace(workspace).filter(decision__isnull=False)
    return mine.order_by("-decision__decided_at").values_list("decision__decided_at", flat=True).first()


def _amount(word: str) -> Decimal | None:
    try:
        amount = Decimal(word.replace(",", "."))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and abs(amount) < 10**11 else None
