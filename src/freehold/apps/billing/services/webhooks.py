"""What other programs are told of money: each event with the facts that a program needs, for config/wiring."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from freehold.apps.billing.events import InvoiceIssued, InvoicePaid, InvoiceSent, PaymentReceived, QuoteAccepted, QuoteDeclined
from freehold.apps.billing.models import Document, DocumentKind, Payment
from freehold.kit.webhooks.services import emit

#: Name → what it means; wiring puts them into kit/webhooks.
EVENTS = {
    "invoice.issued": _("An invoice was issued"),
    "credit_note.issued": _("A credit note was issued"),
    "quote.issued": _("A quote was issued"),
    "invoice.sent": _("A paper was sent"),
    "invoice.paid": _("An invoice is paid in full"),
    "quote.accepted": _("A client accepted a quote"),
    "quote.declined": _("A client declined a quote"),
    "payment.received": _("Money came in"),
}
_SPACE = uuid.UUID("6d1f6f0e-6a0b-5e0e-9f4e-2f4f4d9d7c11")


def invoice_issued(event: InvoiceIssued) -> None:
    """Tell of an issued paper."""
    kind = event.kind if event.kind in {DocumentKind.QUOTE, DocumentKind.CREDIT_NOTE} else "invoice"
    _tell(event.workspace_id, f"{kind}.issued", event.document_id)


def invoice_sent(event: InvoiceSent) -> None:
    """Tell of a paper that has left."""
    _tell(event.workspace_id, "invoice.sent", event.document_id)


def invoice_paid(event: InvoicePaid) -> None:
    """Tell of an invoice that is paid. It can be told again when a payment was taken back in between."""
    _tell(event.workspace_id, "invoice.paid", event.document_id, once=False)


def quote_accepted(event: QuoteAccepted) -> None:
    """Tell of an accepted quote."""
    _tell(event.workspace_id, "quote.accepted", event.document_id)


def quote_declined(event: QuoteDeclined) -> None:
    """Tell of a declined quote."""
    _tell(event.workspace_id, "quote.declined", event.document_id)


def payment_received(event: PaymentReceived) -> None:
    """Tell of money that came in."""
    payment = Payment.objects.for_workspace(event.workspace_id).select_related("client").filter(pk=event.payment_id).first()
    if payment is None:
        return
    facts = {
        "id": payment.pk,
        "client": {"id": payment.client_id, "name": payment.client.name} if payment.client else None,
        "amount": _plain(payment.amount),
        "fee": _plain(payment.fee),
        "currency": payment.currency,
        "paid_on": payment.paid_on.isoformat(),
        "method": payment.method,
    }
    emit(event.workspace_id, "payment.received", facts, now=timezone.now(), event_id=_identity("payment.received", payment.pk))


def _tell(workspace_id: int, name: str, document_id: int, *, once: bool = True) -> None:
    document = Document.objects.for_workspace(workspace_id).select_related("client").filter(pk=document_id).first()
    if document is not None:
        emit(workspace_id, name, facts_of(document), now=timezone.now(), event_id=_identity(name, document_id) if once else None)


def facts_of(document: Document) -> dict[str, Any]:
    """Return what is told of a paper; amounts are decimal text."""
    return {
        "id": document.pk,
        "kind": document.kind,
        "number": document.number,
        "state": document.state,
        "client": {"id": document.client_id, "name": document.client.name},
        "issue_date": document.issue_date.isoformat() if document.issue_date else None,
        "due_date": document.due_date.isoformat() if document.due_date else None,
        "currency": document.currency,
        **{name: _plain(getattr(document, name)) for name in ("net", "tax", "gross", "payable", "paid", "open")},
    }


def _identity(name: str, key: int) -> uuid.UUID:
    """Return the same id for the same happening, so that nobody is told of it twice."""
    return uuid.uuid5(_SPACE, f"{name}:{key}")


def _plain(amount: Decimal) -> str:
    """Return an amount without needless zeros, with two decimals at least."""
    text = f"{amount:f}"
    whole, _point, decimals = text.partition(".")
    return f"{whole}.{decimals.rstrip('0').ljust(2, '0')}"
