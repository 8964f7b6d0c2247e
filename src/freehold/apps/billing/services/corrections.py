"""Corrections: what was issued is put right by a credit note, in full or in part, and if need be by a new invoice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from freehold.apps.billing.models import Document, DocumentKind, DocumentState, Line
from freehold.apps.billing.services.compose import compose, papers_of
from freehold.apps.billing.services.credits import credited
from freehold.apps.billing.services.drafts import duplicate, free_work, new_draft
from freehold.apps.billing.services.issue import hold_chain, issue
from freehold.apps.billing.services.lines import LineInput
from freehold.apps.billing.services.render import Renderer
from freehold.domain.errors import UserError
from freehold.integrations.pdf import render as render_pdf
from freehold.kit.scoping.ref import Workspace

CORRECTABLE = (DocumentKind.INVOICE, DocumentKind.DEPOSIT, DocumentKind.FINAL)


@transaction.atomic
def credit_note(
    workspace: Workspace, invoice_id: int, *, now: datetime, lines: Iterable[LineInput] | None = None, reason: str = "", actor: str = ""
) -> Document:
    """Begin a credit note for an invoice: of everything on it, or of `lines` (positive amounts that the client gets back).

    Raises UserError when the invoice is a draft, or credit notes have taken all of it back already.
    """
    invoice = _correctable(workspace, invoice_id)
    if credited(invoice) >= invoice.gross:
        raise UserError(_("All of %(number)s was taken back by credit notes already. Nothing was made.") % {"number": invoice.number})
    if invoice.corrections.filter(number="").exists():
        raise UserError(
            _("A credit note for %(number)s is begun already. Nothing was made. Finish or delete it.") % {"number": invoice.number}
        )
    whole = lines is None
    given = _lines_of(invoice) if lines is None else list(lines)
    with translation.override(invoice.language):
        intro = _("This corrects invoice %(number)s.") % {"number": invoice.number} + (f" {reason.strip()}" if reason.strip() else "")
    values: dict[str, Any] = {
        "language": invoice.language,
        "currency": invoice.currency,
        "purchase_order": invoice.purchase_order,
        "buyer_reference": invoice.buyer_reference,
        "contract": invoice.contract,
        "service_from": invoice.service_from,
        "service_to": invoice.service_to,
        "discount_percent": invoice.discount_percent if whole and invoice.kind != DocumentKind.FINAL else Decimal(0),
        "withholding_percent": invoice.withholding_percent,
        "project_id": invoice.project_id,
        "intro": intro,
    }
    return new_draft(
        workspace, kind=DocumentKind.CREDIT_NOTE, client_id=invoice.client_id, now=now, lines=given, actor=actor,
        corrects_id=invoice.pk, **values,
    )  # fmt: skip


def cancel_invoice(
    workspace: Workspace, invoice_id: int, *, now: datetime, reason: str = "", actor: str = "", renderer: Renderer = render_pdf
) -> Document:
    """Cancel an invoice: a credit note of everything on it is issued at once and settles what is open. Return the credit note.

    The time and expenses that it billed can be billed again.
    """
    with transaction.atomic():
        hold_chain(workspace)
        note = credit_note(workspace, invoice_id, now=now, reason=reason, actor=actor)
        issued = issue(workspace, note.pk, now=now, actor=actor, renderer=renderer)
        free_work(Document.objects.for_workspace(workspace).get(pk=invoice_id))
    return issued


def correct_invoice(
    workspace: Workspace, invoice_id: int, *, now: datetime, reason: str = "", actor: str = "", renderer: Renderer = render_pdf
) -> Document:
    """Cancel an invoice and begin a draft with the same content, to be put right and issued anew. Return the draft."""
    with transaction.atomic():
        hold_chain(workspace)
        invoice = _correctable(workspace, invoice_id)
        cancel_invoice(workspace, invoice_id, now=now, reason=reason, actor=actor, renderer=renderer)
        draft = duplicate(workspace, invoice_id, now=now, actor=actor)
        if invoice.kind == DocumentKind.FINAL:
            draft.kind = DocumentKind.FINAL
            draft.save(update_fields=["kind"])
            draft.settles.set(invoice.settles.all())
    return draft


def _correctable(workspace: Workspace, invoice_id: int) -> Document:
    rows = Document.objects.for_workspace(workspace).select_for_update(of=("self",)).select_related("client", "corrects")
    invoice = rows.filter(pk=invoice_id, kind__in=CORRECTABLE).first()
    if invoice is None:
        raise UserError(_("This invoice is not there any more. Nothing was changed."))
    if not invoice.number:
        raise UserError(_("This invoice is still a draft: change it, or delete it. A credit note is for what was issued."))
    if invoice.state == DocumentState.CANCELLED:
        raise UserError(_("%(number)s is cancelled already. Nothing was made.") % {"number": invoice.number})
    return invoice


def _lines_of(invoice: Document) -> list[LineInput]:
    """Return what an invoice asked for, so that the credit note takes back exactly that.

    What a final invoice took off (deposits, a discount that was not on them) becomes lines of its own.
    """
    own: list[Line] = list(invoice.lines.all())
    given = [LineInput.of(line).copy() for line in own]
    if invoice.kind != DocumentKind.FINAL:
        return given
    composed = compose(papers_of(invoice), on=invoice.issue_date or invoice.changed_at.date()).invoice
    netted = [
        LineInput(name=line.name, quantity=line.quantity, price=line.price, vat_rate=line.vat_rate) for line in composed.lines[len(own) :]
    ]
    off = [LineInput(name=one.reason, quantity=Decimal(-1), price=one.amount, vat_rate=one.vat_rate) for one in composed.allowances]
    return given + netted + off
