"""Issuing, answering quotes, invoicing them, and putting right what was issued."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from freehold.apps.billing.forms.documents import AnswerForm, CorrectForm, PartForm
from freehold.apps.billing.models import Document, DocumentKind
from freehold.apps.billing.selectors.documents import relatives
from freehold.apps.billing.selectors.merged import standing_client
from freehold.apps.billing.services import corrections, quotes
from freehold.apps.billing.services.checks import Complaint, NotReady
from freehold.apps.billing.services.compose import papers_of
from freehold.apps.billing.services.issue import complaints_of
from freehold.apps.billing.services.issue import issue as issue_paper
from freehold.apps.billing.services.numbering import default_series, next_number
from freehold.apps.billing.views.common import document_or_404
from freehold.apps.clients import selectors as clients
from freehold.domain.errors import UserError
from freehold.kit.design.complaints import complaints_as_toasts
from freehold.kit.design.htmx import flash, go


def issue(request: Any, document_id: int) -> HttpResponse:
    """Show exactly what would go out, with everything that is still missing; issue it at the press of one button."""
    document = document_or_404(request, document_id)
    if document.number:
        return redirect("billing:document", document_id)
    now = timezone.now()
    problems: list[Complaint] | tuple[Complaint, ...]
    if request.method == "POST":
        try:
            done = issue_paper(request.workspace, document_id, now=now, actor=str(request.user))
        except NotReady as error:
            problems = error.complaints
        except UserError as error:
            problems = [Complaint("document", "", str(error))]
        else:
            flash(request, _("%(number)s is issued. It is kept unchanged from now on.") % {"number": done.number})
            then = "billing:send" if request.POST.get("then") == "send" else "billing:document"
            return redirect(then, done.pk)
    else:
        problems = complaints_of(papers_of(document), now=now)
    series = document.series or default_series(request.workspace, document.kind, language=request.workspace.language)
    context = {
        "document": document,
        "problems": [(one, place_of(document, one)) for one in problems],
        "number": next_number(series, document.issue_date or timezone.localdate(now)).number,
        "recipients": clients.invoice_recipients(standing_client(document)),
        "is_quote": document.kind == DocumentKind.QUOTE,
        "today": timezone.localdate(now),
    }
    return render(request, "billing/issue.html", context, status=422 if request.method == "POST" else 200)


def place_of(document: Any, complaint: Complaint) -> str:
    """Return the address of the page on which a complaint is mended."""
    if complaint.place == "settings":
        return reverse("billing:settings_section", args=[SECTIONS.get(complaint.field, "you")]) + f"#id_{complaint.field}"
    if complaint.place == "client":
        return reverse("clients:edit", args=[document.client_id])
    anchor = "lines" if complaint.place == "lines" else f"id_{complaint.field}"
    return reverse("billing:edit", args=[document.pk]) + f"#{anchor}"


#: On which settings page a field stands, where it is not the first one.
SECTIONS = {
    "vat_id": "tax",
    "tax_number": "tax",
    "registration": "tax",
    "tax_scheme": "tax",
    "iban": "paying",
    "account_holder": "paying",
    "einvoice": "einvoice",
    "electronic_address": "einvoice",
}


@require_POST
@complaints_as_toasts
def answer(request: Any, document_id: int) -> HttpResponse:
    """Note what the client said to a quote."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        raise UserError(_("Who said so? Enter the name. Nothing was changed."))
    accepted = request.POST.get("accepted") == "1"
    deed = quotes.accept_quote if accepted else quotes.decline_quote
    quote = deed(request.workspace, document_id, now=timezone.now(), actor=str(request.user), **form.cleaned_data)
    flash(
        request,
        _("%(number)s is accepted.") % {"number": quote.number} if accepted else _("%(number)s is declined.") % {"number": quote.number},
    )
    return go(request, reverse("billing:document", args=[document_id]))


@require_POST
@complaints_as_toasts
def from_quote(request: Any, document_id: int) -> HttpResponse:
    """Begin an invoice from an accepted quote."""
    quote = document_or_404(request, document_id)
    form = PartForm(quote, relatives(quote), request.POST)
    if not form.is_valid():
        raise UserError(_("Choose how much of the quote you want to invoice. Nothing was made."))
    part = form.cleaned_data["part"]
    wanted = form.cleaned_data["percent"] if part == "percent" else part
    made = quotes.invoice_from_quote(request.workspace, document_id, part=wanted or "0", now=timezone.now(), actor=str(request.user))
    return go(request, reverse("billing:edit", args=[made.pk]))


@require_POST
@complaints_as_toasts
def correct(request: Any, document_id: int) -> HttpResponse:
    """Put an issued invoice right by a credit note."""
    form = CorrectForm(request.POST)
    if not form.is_valid():
        raise UserError(_("Choose how the invoice is put right. Nothing was changed."))
    how, reason = form.cleaned_data["how"], form.cleaned_data["reason"]
    deeds: dict[str, Callable[..., Document]] = {
        "correct": corrections.correct_invoice,
        "cancel": corrections.cancel_invoice,
        "part": corrections.credit_note,
    }
    made = deeds[how](request.workspace, document_id, reason=reason, now=timezone.now(), actor=str(request.user))
    if how == "cancel":
        flash(request, _("Cancelled by credit note %(number)s. Send it to your client.") % {"number": made.number})
        return go(request, reverse("billing:document", args=[made.pk]))
    if how == "correct":
        flash(request, _("The former invoice is cancelled by a credit note. Put right what was wrong here, then issue it."))
    return go(request, reverse("billing:edit", args=[made.pk]))
