"""The sums of a draft, computed anew from its lines by the rules of EN 16931 each time it is saved."""

from __future__ import annotations

from decimal import Decimal

from django.utils import timezone

from freehold.apps.billing.models import Document, DocumentKind, Line
from freehold.apps.billing.services.compose import Composed, compose, papers_of

ZERO = Decimal(0)


def recompute(document: Document) -> Document:
    """Compute and store the nets of the lines and the sums of a draft; return it."""
    papers = papers_of(document)
    composed = compose(papers, on=document.issue_date or timezone.localdate(document.changed_at))
    for line, term in zip(papers.lines, composed.invoice.lines, strict=False):
        line.net = term.net
    Line.objects.bulk_update(papers.lines, ["net"])
    fill(document, composed)
    document.save(update_fields=["net", "tax", "gross", "withheld", "prepaid", "payable", "open"])
    return document


def fill(document: Document, composed: Composed) -> None:
    """Put the sums of the composed invoice into the row, without storing it."""
    totals = composed.invoice.totals
    document.net, document.tax, document.gross = totals.tax_exclusive, totals.tax or ZERO, totals.tax_inclusive
    document.withheld, document.prepaid = composed.withheld, composed.prepaid
    document.payable = composed.payable
    # A quote asks for nothing, and a credit note is not owed by the client.
    owed = document.kind not in {DocumentKind.QUOTE, DocumentKind.CREDIT_NOTE}
    document.open = document.payable - document.paid if owed else ZERO
