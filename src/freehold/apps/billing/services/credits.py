"""What a credit note does to the invoice that it corrects: it settles what is open there."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db.models import Sum

from freehold.apps.billing.models import AllocationKind, Document
from freehold.apps.billing.services.settling import Share, put

ZERO = Decimal(0)


def settle_by_credit(note: Document, *, now: datetime) -> None:
    """Let an issued credit note settle its invoice as far as that is open; what is left over is the client's credit.

    An invoice that credit notes alone have settled is cancelled; the caller's transaction holds the note.
    """
    if note.corrects_id is None:
        return
    invoice = Document.objects.for_workspace(note.workspace_id).select_for_update().get(pk=note.corrects_id)
    amount = min(note.gross, max(invoice.open, ZERO))
    if amount <= 0:
        return
    put(invoice, Share(invoice.pk, amount, kind=AllocationKind.CREDIT_NOTE), now=now, credit_note=note)


def credited(invoice: Document) -> Decimal:
    """Return how much of an invoice issued credit notes have taken back."""
    return invoice.corrections.exclude(number="").aggregate(sum=Sum("gross"))["sum"] or ZERO
