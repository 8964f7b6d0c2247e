"""The page on which a draft is written: fields, lines, and sums that follow the typing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from freehold.apps.billing.forms.documents import UNITS, DraftForm, lines_from, rows_of
from freehold.apps.billing.forms.fields import shown
from freehold.apps.billing.models import BillingSettings, Document, DocumentKind, Line
from freehold.apps.billing.selectors import documents as reads
from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.billing.services import drafts, tax_case
from freehold.apps.billing.services.compose import Papers, compose
from freehold.apps.billing.services.lines import LineInput
from freehold.apps.billing.views.common import document_or_404
from freehold.domain.errors import UserError
from freehold.kit.design.htmx import flash

EMPTY = {"id": "", "name": "", "description": "", "quantity": "1", "unit": "HUR", "price": "", "discount": "", "rate": ""}


def edit(request: Any, document_id: int) -> HttpResponse:
    """Show a draft to be written, and save it. A paper that is issued shows itself instead."""
    document = document_or_404(request, document_id)
    if document.number:
        return redirect("billing:document", document_id)
    settings = billing_settings(request.workspace)
    day = document.issue_date or timezone.localdate()
    if request.method != "POST" and tax_case.is_stale(document, settings, document.client, day):
        drafts.freshen(request.workspace, document_id, now=timezone.now())
        document = document_or_404(request, document_id)
        flash(request, _("The tax has changed with what is known of you and your client. Look at it below."), level="info")
    form = DraftForm(request.workspace, document, _cases(document, settings), request.POST or None)
    if request.method != "POST":
        return _page(request, document, form, settings)
    if request.POST.get("do"):
        return _page(request, document, form, settings, rows=moved(request.POST))
    error = ""
    if form.is_valid():
        try:
            saved = drafts.save_draft(
                request.workspace,
                document_id,
                form.cleaned_data,
                lines_from(rows_of(request.POST)),
                now=timezone.now(),
                seen=_seen(request),
            )
        except UserError as refused:
            error = str(refused)
        else:
            if request.POST.get("then") == "issue":
                return redirect("billing:issue", saved.pk)
            flash(request, _("Saved."))
            return redirect("billing:document", saved.pk)
    return _page(request, document, form, settings, rows=rows_of(request.POST), error=error, status=422)


@require_POST
def lines(request: Any, document_id: int) -> HttpResponse:
    """Return the grid with a line added, removed or moved; nothing is saved, and what was typed stays."""
    document = document_or_404(request, document_id)
    rows = moved(request.POST)
    context = {
        **_grid(document, rows),
        **_sums(request, document, billing_settings(request.workspace), rows),
        "document": document,
        "swapped": True,
    }
    return render(request, "billing/edit_lines.html", context)


@require_POST
def totals(request: Any, document_id: int) -> HttpResponse:
    """Return the sums for what stands in the form now; nothing is saved."""
    document = document_or_404(request, document_id)
    sums = _sums(request, document, billing_settings(request.workspace), rows_of(request.POST))
    return render(request, "billing/edit_totals.html", {**sums, "document": document})


def moved(posted: Any) -> list[dict[str, str]]:
    """Return the rows as typed after the deed that a button names: "add", "remove:2", "up:2" or "down:2" (counted from 0)."""
    rows = rows_of(posted)
    deed, _colon, text = posted.get("do", "").partition(":")
    at = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else -1
    if deed == "add":
        last = rows[-1] if rows else EMPTY
        rows.append({**EMPTY, "unit": last["unit"] or "HUR", "rate": last["rate"]})
    elif deed == "remove" and 0 <= at < len(rows):
        del rows[at]
    elif deed in {"up", "down"} and 0 <= at < len(rows):
        other = at - 1 if deed == "up" else at + 1
        if 0 <= other < len(rows):
            rows[at], rows[other] = rows[other], rows[at]
    return rows or [dict(EMPTY)]


def rows_of_lines(lines: Iterable[Line]) -> list[dict[str, str]]:
    """Return the stored lines as they stand in the grid."""
    return [
        {
            "id": str(line.pk),
            "name": line.name,
            "description": line.description,
            "quantity": shown(line.quantity),
            "unit": line.unit,
            "price": shown(line.price, least=2),
            "discount": shown(line.discount_percent) if line.discount_percent else "",
            "rate": "" if line.vat_rate is None else shown(line.vat_rate),
        }
        for line in lines
    ]


def _page(
    request: Any,
    document: Document,
    form: DraftForm,
    settings: BillingSettings,
    *,
    rows: list[dict[str, str]] | None = None,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    stored = list(document.lines.all()) if rows is None else []
    context = {
        "document": document,
        "form": form,
        "error": error,
        "seen": request.POST.get("seen") or document.changed_at.isoformat(),
        "tax_name": tax_case.case_names().get(document.tax_case, ""),
        "tax_reason": tax_case.document_reason(document),
        "needs_check": document.tax_reason.get("needs_check") and not document.tax_note,
        "attachments": reads.attachments_of(document),
        **_grid(document, rows_of_lines(stored) or [EMPTY] if rows is None else rows),
        **_sums(request, document, settings, rows, stored),
    }
    return render(request, "billing/edit.html", context, status=status)


def _grid(document: Document, rows: list[dict[str, str]]) -> dict[str, Any]:
    rates = [(shown(rate), f"{shown(rate)} %") for rate in tax_case.line_rates(document)]
    known = dict(rates)
    odd = sorted({row["rate"] for row in rows if row["rate"] and row["rate"] not in known}) if rates else []
    return {"rows": rows, "units": UNITS, "rates": rates + [(rate, f"{rate} %") for rate in odd], "last": len(rows) - 1}


def _sums(
    request: Any, document: Document, settings: BillingSettings, rows: list[dict[str, str]] | None, stored: Sequence[Line] = ()
) -> dict[str, Any]:
    """Return what the rows of the form (else the stored lines) add up to, computed as the issued paper would."""
    try:
        made = stored if rows is None else _typed(request, document, settings, rows)
        deposits = list(document.settles.all()) if document.kind == DocumentKind.FINAL else []
        composed = compose(Papers(document, document.client, settings, made, (), deposits, document.corrects), on=timezone.localdate())
    except UserError as error:
        return {"composed": None, "sums_error": str(error)}
    return {"composed": composed, "totals": composed.invoice.totals, "vat": composed.invoice.vat, "sums_error": ""}


def _typed(request: Any, document: Document, settings: BillingSettings, rows: list[dict[str, str]]) -> list[Line]:
    """Return unsaved lines as they stand in the form, and put the fields that sums depend on into the unsaved document."""
    form = DraftForm(request.workspace, document, _cases(document, settings), request.POST)
    form.is_valid()  # what cannot be read yet counts as it was
    for name in ("discount_percent", "withholding_percent", "currency", "issue_date"):
        if name in form.cleaned_data:
            setattr(document, name, form.cleaned_data[name])
    return [_unsaved(document, at, line) for at, line in enumerate(lines_from(rows, strict=False), start=1)]


def _unsaved(document: Document, at: int, line: LineInput) -> Line:
    fields = {name: getattr(line, name) for name in LineInput.__dataclass_fields__ if name != "id"}
    made = Line(document=document, position=at, **fields)
    if made.price < 0:
        made.price, made.quantity = -made.price, -made.quantity
    tax_case.apply_to(made, document)
    return made


def _cases(document: Document, settings: BillingSettings) -> list[tuple[str, str]]:
    day = document.issue_date or timezone.localdate()
    return [(one.case, one.label) for one in tax_case.choices(settings, document.client, day)]


def _seen(request: Any) -> datetime | None:
    try:
        return parse_datetime(request.POST.get("seen", ""))
    except ValueError:
        return None
