"""What settles an invoice: parts of payments, discounts, fees; the invoice's sums follow from the parts that stand, under a lock."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal

from django.db.models import Max, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from freehold.apps.billing.events import InvoicePaid, PaymentAllocated
from freehold.apps.billing.models import Allocation, AllocationKind, Document, DocumentKind, DocumentState, Payment
from freehold.domain.errors import UserError
from freehold.kit.outbox.publish import publish
from freehold.kit.scoping.ref import Workspace

ZERO = Decimal(0)
NOON = time(12)
PAYABLE = (DocumentKind.INVOICE, DocumentKind.DEPOSIT, DocumentKind.FINAL, DocumentKind.CREDIT_NOTE)


@dataclass(frozen=True, slots=True)
class Share:
    """A part for one invoice: `amount` in the invoice's currency, negative to open it again.

    For a credit note `amount` is what is paid out of it. `payment_amount` is what it uses of the payment, in the payment's currency;
    None means the same amount, and a discount or fee uses nothing.
    """

    document_id: int
    amount: Decimal
    payment_amount: Decimal | None = None
    kind: str = AllocationKind.PAYMENT


def locked_documents(workspace: Workspace, ids: Iterable[int]) -> dict[int, Document]:
    """Return issued documents, held until the transaction ends, always in the same order so that two never wait for each other.

    Raises UserError when one is not of this workspace, a draft, or a quote.
    """
    wanted = sorted(set(ids))
    rows = Document.objects.for_workspace(workspace).select_for_update().filter(pk__in=wanted, kind__in=PAYABLE)
    found = {row.pk: row for row in rows.exclude(number="").order_by("pk")}
    if len(found) < len(wanted):
        raise UserError(_("This invoice is not there any more, or not issued yet. Nothing was booked. Choose another."))
    return found


def put(
    document: Document, share: Share, *, now: datetime, payment: Payment | None = None, credit_note: Document | None = None
) -> Allocation:
    """Let a part settle a held document, and tell what follows from it. Raises UserError when more would be settled than is open."""
    if not share.amount:
        raise UserError(_("A part of nothing settles nothing. Nothing was booked. Write an amount."))
    limit = credit_left(document) if document.kind == DocumentKind.CREDIT_NOTE else document.open
    if share.amount > limit:
        raise UserError(
            _("Only %(open)s %(currency)s are open on %(number)s. Nothing was booked. What is paid beyond stays as the client's credit.")
            % {"open": f"{limit:.2f}", "currency": document.currency, "number": document.number}
        )
    if share.amount < 0 and -share.amount > document.paid:
        raise UserError(
            _("Only %(paid)s %(currency)s were paid on %(number)s; more cannot be taken back. Nothing was booked.")
            % {"paid": f"{document.paid:.2f}", "currency": document.currency, "number": document.number}
        )
    allocation = Allocation.objects.create(
        workspace_id=document.workspace_id,
        document=document,
        payment=payment,
        credit_note=credit_note,
        kind=share.kind,
        amount=share.amount,
        payment_amount=None if payment is None else _used(share),
        created_at=now,
    )
    restate(document, now=now)
    if payment is not None and share.kind == AllocationKind.PAYMENT:
        publish(PaymentAllocated(document.workspace_id, payment.pk, document.pk), now)
    return allocation


def take_back(allocations: Sequence[Allocation], *, now: datetime) -> None:
    """Undo parts; their documents are open again by as much."""
    if not allocations:
        return
    workspace_id = allocations[0].workspace_id
    ids = {one.document_id for one in allocations}
    documents = {row.pk: row for row in Document.objects.for_workspace(workspace_id).select_for_update().filter(pk__in=ids).order_by("pk")}
    Allocation.objects.for_workspace(workspace_id).filter(pk__in=[one.pk for one in allocations]).update(undone_at=now)
    for document in documents.values():
        restate(document, now=now)


def restate(document: Document, *, now: datetime) -> None:
    """Compute paid, open and state of a held invoice anew from the parts that stand. A credit note's columns do not change."""
    if document.kind == DocumentKind.CREDIT_NOTE:
        return
    standing = Allocation.objects.for_workspace(document.workspace_id).filter(document=document, undone_at=None)
    told = standing.aggregate(sum=Sum("amount"), last=Max("payment__paid_on"))
    paid = told["sum"] or ZERO
    was_settled = document.open <= 0
    document.paid, document.open = paid, document.payable - paid
    document.state = _state(document, by_credit_alone=not standing.exclude(kind=AllocationKind.CREDIT_NOTE).exists())
    settled = document.open <= 0
    document.paid_at = _paid_at(document, told["last"], now) if settled else None
    document.changed_at = now
    document.save(update_fields=["paid", "open", "state", "paid_at", "changed_at"])
    if settled and not was_settled and document.state == DocumentState.PAID:
        publish(InvoicePaid(document.workspace_id, document.pk), now)


def credit_left(note: Document) -> Decimal:
    """Return what of a credit note was neither set against an invoice nor paid out."""
    standing = Allocation.objects.for_workspace(note.workspace_id).filter(undone_at=None)
    used = standing.filter(credit_note=note).aggregate(sum=Sum("amount"))["sum"] or ZERO
    paid_out = standing.filter(document=note).aggregate(sum=Sum("amount"))["sum"] or ZERO
    return note.payable - used - paid_out


def _used(share: Share) -> Decimal:
    if share.kind not in {AllocationKind.PAYMENT, AllocationKind.EXCHANGE}:
        return ZERO
    return share.amount if share.payment_amount is None else share.payment_amount


def _paid_at(document: Document, last: date | None, now: datetime) -> datetime:
    """Return when the money was there: the day that the bank tells, not the day on which its statement was read."""
    if last is None or last >= timezone.localdate(now):
        return document.paid_at or now
    return datetime.combine(last, NOON, tzinfo=UTC)


def _state(document: Document, *, by_credit_alone: bool) -> str:
    if document.open <= 0:
        return DocumentState.CANCELLED if by_credit_alone and document.payable > 0 else DocumentState.PAID
    if document.paid > 0:
        return DocumentState.PARTLY_PAID
    return DocumentState.SENT if document.sent_at else DocumentState.ISSUED
