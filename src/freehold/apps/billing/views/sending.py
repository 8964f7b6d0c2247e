"""Sending papers: the page that shows exactly what goes out, and the one that issues and sends several drafts."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from freehold.apps.billing.forms.sending import SendForm
from freehold.apps.billing.models import DocumentState
from freehold.apps.billing.services import sending
from freehold.apps.billing.services.mail_words import LINK
from freehold.apps.billing.services.portal_picture import picture as picture_of
from freehold.domain.errors import UserError
from freehold.kit.design.htmx import flash, refresh


def send(request: Any, document_id: int) -> HttpResponse:
    """Show exactly what goes out for a paper, and send it at the press of one button."""
    ready = _prepared(request, document_id)
    initial = {
        "to": ", ".join(receiver.address for receiver in ready.receivers),
        "subject": ready.subject,
        "text": ready.text,
        "round": ready.round,
    }
    form = SendForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            mails = sending.send(
                request.workspace,
                document_id,
                to=given["to"],
                subject=given["subject"],
                text=given["text"],
                round_seen=given["round"],
                approve_by=str(request.user),
                now=timezone.now(),
            )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            names = ", ".join(mail.to for mail in mails)
            flash(request, _("%(number)s is on its way to %(to)s.") % {"number": ready.document.number, "to": names})
            return redirect("billing:outbox")
    has_picture = ready.document.state != DocumentState.CANCELLED and picture_of(ready.document, page=1) is not None
    files = [(position, file.name, len(file.content)) for position, file in enumerate(ready.files)]
    context = {
        "ready": ready,
        "document": ready.document,
        "form": form,
        "files": files,
        "has_picture": has_picture,
        "has_link": LINK in ready.text,
    }
    return render(request, "billing/send.html", context, status=422 if form.errors else 200)


@require_safe
def file(request: Any, document_id: int, position: int) -> HttpResponse:
    """Hand out one of the files that would go out."""
    files = _prepared(request, document_id).files
    if position >= len(files):
        raise Http404
    return as_file(files[position].name, files[position].mime, files[position].content)


@require_safe
def picture(request: Any, document_id: int) -> HttpResponse:
    """Show the first page of the paper."""
    found = picture_of(_prepared(request, document_id).document, page=1)
    if found is None:
        raise Http404
    return HttpResponse(found[0], content_type="image/png", headers={"Cache-Control": "private, max-age=3600"})


@require_POST
def sent_by_hand(request: Any, document_id: int) -> HttpResponse:
    """Note that the person has sent the paper by themselves."""
    try:
        document = sending.mark_sent(request.workspace, document_id, by=str(request.user), now=timezone.now())
        flash(request, _("%(number)s counts as sent.") % {"number": document.number})
    except UserError as error:
        flash(request, str(error), level="bad")
    return refresh(request)


def batch(request: Any) -> HttpResponse:
    """List the drafts that would be issued and sent, and do it for those that are ticked."""
    chosen = [int(value) for value in request.POST.getlist("document") if value.isascii() and value.isdigit() and len(value) < 19][:200]
    results = []
    if request.method == "POST":
        try:
            results = sending.issue_and_send(request.workspace, chosen, now=timezone.now(), by=str(request.user))
        except UserError as error:
            flash(request, str(error), level="bad")
        sent = sum(1 for result in results if not result.error)
        if sent:
            text = ngettext("%(count)s paper is on its way.", "%(count)s papers are on their way.", sent)
            flash(request, text % {"count": sent})
        if results and sent == len(results):
            return redirect("billing:outbox")
    drafts = sending.ready_drafts(request.workspace)
    rows = [(draft, sending.receivers_of(draft)) for draft in drafts]
    context = {"rows": rows, "failed": [result for result in results if result.error], "chosen": chosen}
    return render(request, "billing/send_batch.html", context)


def as_file(name: str, mime: str, content: bytes) -> HttpResponse:
    """Answer with a file to be kept; never shown in the page's own origin, whatever it is."""
    from django.utils.http import content_disposition_header

    plain = mime if mime in {"application/pdf", "application/xml", "text/xml"} else "application/octet-stream"
    header = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return HttpResponse(content, content_type=plain, headers={"Content-Disposition": header, "Cache-Control": "no-store"})


def _prepared(request: Any, document_id: int) -> sending.Prepared:
    if not sending.batch(request.workspace, [document_id]):
        raise Http404
    return sending.prepare(request.workspace, document_id)
