"""Bills that others sent as e-invoices: dropped here, looked at, and made expenses."""

from __future__ import annotations

import re
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from freehold.apps.billing.forms.incoming import AcceptForm
from freehold.apps.billing.services import incoming as services
from freehold.domain.errors import UserError
from freehold.integrations.einvoice import Finding
from freehold.kit.design.htmx import flash, go

MOST_FILES = 50
ACCEPTED = ".xml,.pdf,application/xml,text/xml,application/pdf"
_MOST_TOLD = 6
_MOST_LINES = 100
_MOST_FINDINGS = 8


def waiting(request: Any) -> HttpResponse:
    """Show what waits, and where to drop more."""
    context = {"waiting": services.waiting_invoices(request.workspace), "accepted": ACCEPTED}
    return render(request, "billing/incoming.html", context)


@require_POST
def upload(request: Any) -> HttpResponse:
    """Read what was dropped; what is no e-invoice is told by its name and holds nothing else up."""
    files: list[UploadedFile[Any]] = request.FILES.getlist("files")
    if not 1 <= len(files) <= MOST_FILES:
        words = _("Choose at least one file.") if not files else _("These are more than %(most)s files. Nothing was read.")
        flash(request, words % {"most": MOST_FILES} if files else words, level="warn")
        return go(request, reverse("billing:incoming"))
    kept, failed = [], []
    for file in files:
        try:
            kept.append(services.receive(request.workspace, file.name or "", file.read(services.MAX_BYTES + 1)))
        except UserError as error:
            failed.append(f"{file.name}: {error}")
    for line in failed[:_MOST_TOLD]:
        flash(request, line, level="bad")
    if len(failed) > _MOST_TOLD:
        more = len(failed) - _MOST_TOLD
        flash(
            request,
            ngettext("%(count)s more file was not read.", "%(count)s more files were not read.", more) % {"count": more},
            level="bad",
        )
    one = len(kept) == 1 and not failed
    return go(request, reverse("billing:incoming_review", args=[kept[0].token]) if one else reverse("billing:incoming"))


def review(request: Any, token: str) -> HttpResponse:
    """Show who asks for what, whether it is right by the rules, and take the person's word."""
    found = services.find(request.workspace, token)
    if found is None:
        raise Http404
    form = AcceptForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            expense = services.accept(request.workspace, found, now=timezone.now(), actor=str(request.user), **form.cleaned_data)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            flash(request, _("The bill %(number)s is an expense now.") % {"number": expense.supplier_number or expense.supplier})
            return go(request, reverse("billing:incoming"))
    try:
        shown = services.opened(request.workspace, found)
    except UserError as error:
        flash(request, str(error), level="bad")
        return go(request, reverse("billing:incoming"))
    invoice = shown.found.invoice
    context = {
        "waiting": found,
        "invoice": invoice,
        "problems": shown.found.problems[:_MOST_FINDINGS],
        "validation": shown.validation,
        "findings": [_told(finding) for finding in shown.validation.errors[:_MOST_FINDINGS]],
        "more_findings": max(0, len(shown.validation.errors) - _MOST_FINDINGS),
        "lines": invoice.lines[:_MOST_LINES],
        "more_lines": max(0, len(invoice.lines) - _MOST_LINES),
        "known": shown.known,
        "is_credit_note": services.is_credit_note(invoice),
        "form": form,
    }
    return render(request, "billing/incoming_review.html", context, status=422 if form.errors else 200)


def _told(finding: Finding) -> dict[str, str]:
    """Return a broken rule for the page: its words, and the line of the bill where it is one."""
    found = re.match(r"lines\[(\d+)\]", finding.field)
    place = _("line %(line)s") % {"line": int(found[1]) + 1} if found else ""
    return {"text": finding.text, "place": ", ".join(part for part in (place, finding.rule) if part)}


@require_POST
def drop(request: Any, token: str) -> HttpResponse:
    """Forget a bill that waits."""
    found = services.find(request.workspace, token)
    if found is None:
        raise Http404
    services.drop(request.workspace, found)
    flash(request, _("“%(name)s” was dropped. Nothing was saved of it.") % {"name": found.name}, level="info")
    return go(request, reverse("billing:incoming"))
