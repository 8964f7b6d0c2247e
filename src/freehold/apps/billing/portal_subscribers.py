"""What follows when a client accepts a quote, or a part of an invoice is settled: each may be called twice without harm."""

from __future__ import annotations

from django.utils import timezone

from freehold.apps.billing.events import InvoicePaid, PaymentAllocated, QuoteAccepted
from freehold.apps.billing.models import Document


def draft_on_acceptance(event: QuoteAccepted) -> None:
    """Begin the invoice of an accepted quote: its deposit when the quote asks for one, else all of it."""
    from freehold.apps.billing.services.quotes import invoice_from_quote

    quote = Document.objects.for_workspace(event.workspace_id).filter(pk=event.document_id).first()
    if quote is None or quote.invoices.exists():
        return
    part = "deposit" if quote.deposit_percent else "all"
    invoice_from_quote(event.workspace_id, quote.pk, part=part, now=timezone.now(), actor="system")


def close_pages_of_paid(event: InvoicePaid) -> None:
    """Close what is open at a provider for an invoice that is settled, so that nobody pays twice."""
    _close_outdated(event.workspace_id, event.document_id)


def close_outdated_pages(event: PaymentAllocated) -> None:
    """Close what asks for more than is open since a part was paid; the next click opens a page for the rest."""
    _close_outdated(event.workspace_id, event.document_id)


def _close_outdated(workspace_id: int, document_id: int) -> None:
    from freehold.apps.billing.services.checkout import outdated
    from freehold.apps.billing.tasks.online import close_pages

    if outdated(workspace_id, document_id):
        close_pages.enqueue(workspace_id, document_id)
