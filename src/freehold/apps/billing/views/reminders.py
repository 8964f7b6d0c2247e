"""Reminders: what would go out today and why, one button to send it, and the ladder behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from freehold.apps.billing.forms.reminders import ClientLadderForm, LadderForm, PauseForm
from freehold.apps.billing.panels import LateNote, late_notes
from freehold.apps.billing.selectors import reminders as reads
from freehold.apps.billing.selectors.reminders import Due
from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.billing.services import reminders
from freehold.apps.billing.services.settings import save_settings
from freehold.apps.billing.tasks import reminders as tasks
from freehold.apps.billing.views.sending import as_file
from freehold.apps.clients import selectors as clients
from freehold.domain.errors import UserError
from freehold.domain.invoicing.ladder import DEFAULT_STEPS, reason_text
from freehold.kit.design.formats import absolute, money
from freehold.kit.design.htmx import flash, refresh
from freehold.kit.mailing.selectors import account_of, is_approved

#: More than these are sent in the background, so that nobody waits for the page.
AT_ONCE = 20
MOST = 500


@dataclass(frozen=True, slots=True)
class Shown:
    """One row of the page: an invoice, and why something goes out or not."""

    due: Due
    why: str
    tone: str
    note: LateNote | None = None


def listing(request: Any) -> HttpResponse:
    """Show what would go out today."""
    today = timezone.localdate()
    found = reads.today(request.workspace, today)
    settings = billing_settings(request.workspace)
    every = (found.going, found.unreachable, found.held, found.waiting)
    notes = late_notes(request.workspace, [row.document.pk for rows in every for row in rows], today)
    going, unreachable, held, waiting = ([_shown(row, notes.get(row.document.pk)) for row in rows] for rows in every)
    context = {
        "going": going,
        "unreachable": unreachable,
        "held": held,
        "waiting": waiting,
        "found": found,
        "history": reads.history(request.workspace, 20),
        "ladder_form": LadderForm(initial=LadderForm.initial_of(settings.ladder or DEFAULT_STEPS)),
        "has_account": account_of(request.workspace.pk) is not None,
        "assumed": any(row.interest and row.interest.assumed for row in found.going),
        "now": timezone.now(),
    }
    return render(request, "billing/reminders.html", context)


@require_POST
def send(request: Any) -> HttpResponse:
    """Send the reminders that are ticked; the first time the button is also the person's leave for mails of this kind."""
    chosen = [int(value) for value in request.POST.getlist("document") if value.isascii() and value.isdigit() and len(value) < 19][:MOST]
    now, actor = timezone.now(), str(request.user)
    if not chosen:
        flash(request, _("Nothing was ticked, so nothing was sent."), level="info")
        return redirect("billing:reminders")
    try:
        if request.POST.get("allow") == "1":
            reminders.allow(request.workspace, by=actor, by_itself=request.POST.get("by_itself") == "1", now=now)
        if len(chosen) > AT_ONCE:
            tasks.send.enqueue(request.workspace.pk, chosen, actor)
            flash(request, _("The reminders are being written. You find them in the outbox in a moment."))
            return redirect("billing:reminders")
        done = reminders.send_reminders(request.workspace, chosen, now=now, actor=actor)
    except UserError as error:
        flash(request, str(error), level="bad")
        return redirect("billing:reminders")
    if done.count:
        text = ngettext("%(count)s reminder is on its way.", "%(count)s reminders are on their way.", done.count)
        flash(request, text % {"count": done.count})
    elif not done.problems:
        flash(request, _("Nothing had to go out any more: it was paid, stopped or sent meanwhile."), level="info")
    for problem in done.problems[:3]:
        flash(request, str(problem), level="warn")
    return redirect("billing:reminders")


def one(request: Any, document_id: int) -> HttpResponse:
    """Show one invoice's reminder as it would go out, its earlier ones, and how to stop it."""
    document = _document(request, document_id)
    try:
        ready = reminders.prepare(request.workspace, document_id, now=timezone.now())
        why = _why(ready.due)
    except UserError as error:
        ready, why = None, str(error)
    files = [(position, file.name, len(file.content)) for position, file in enumerate(ready.files)] if ready else []
    context = {
        "document": document,
        "ready": ready,
        "files": files,
        "why": why,
        "earlier": document.reminders.order_by("-created_at", "-step"),
        "pause_form": PauseForm(initial={"reason": "promise"}),
        "approved": is_approved(request.workspace.pk, reads.KIND),
    }
    return render(request, "billing/reminders_one.html", context)


@require_safe
def file(request: Any, document_id: int, position: int) -> HttpResponse:
    """Hand out one of the files that would go out."""
    _document(request, document_id)
    try:
        files = reminders.prepare(request.workspace, document_id, now=timezone.now()).files
    except UserError:
        raise Http404 from None
    if position >= len(files):
        raise Http404
    return as_file(files[position].name, files[position].mime, files[position].content)


@require_safe
def letter(request: Any, document_id: int) -> HttpResponse:
    """Hand out the reminder as a letter to print."""
    document = _document(request, document_id)
    try:
        content = reminders.letter_pdf(request.workspace, document_id, now=timezone.now())
    except UserError as error:
        flash(request, str(error), level="bad")
        return refresh(request)
    return as_file(f"{document.number}-{timezone.localdate().isoformat()}.pdf", "application/pdf", content)


@require_POST
def pause(request: Any, document_id: int) -> HttpResponse:
    """Stop reminders of one invoice."""
    form = PauseForm(request.POST)
    if not form.is_valid():
        flash(request, _("Choose why it stops, and a day for a promise. Nothing was changed."), level="warn")
        return redirect("billing:reminder", document_id)
    given = form.cleaned_data
    try:
        document = reminders.pause(
            request.workspace,
            document_id,
            reason=given["reason"],
            until=given["until"],
            note=given["note"],
            now=timezone.now(),
            actor=str(request.user),
        )
        flash(request, _("Nothing goes out for %(number)s until you say so.") % {"number": document.number})
        if document.paused_until:
            flash(request, _("It goes on after %(day)s if nothing was paid.") % {"day": absolute(document.paused_until)}, level="info")
    except UserError as error:
        flash(request, str(error), level="bad")
    return redirect("billing:reminder", document_id)


@require_POST
def resume(request: Any, document_id: int) -> HttpResponse:
    """Let reminders of one invoice go on."""
    try:
        document = reminders.resume(request.workspace, document_id, now=timezone.now(), actor=str(request.user))
        flash(request, _("%(number)s is reminded of again.") % {"number": document.number})
    except UserError as error:
        flash(request, str(error), level="bad")
    return refresh(request)


@require_POST
def ladder(request: Any) -> HttpResponse:
    """Keep the days on which clients are reminded."""
    form = LadderForm(request.POST)
    if form.is_valid() and form.cleaned_data["steps"]:
        save_settings(request.workspace, ladder=form.cleaned_data["steps"], now=timezone.now(), actor=str(request.user))
        flash(request, _("Saved. It holds from the next reminder on."))
    else:
        flash(
            request,
            " ".join(str(error) for error in form.errors.get("steps", [_("Write at least one day. Nothing was saved.")])),
            level="bad",
        )
    return redirect("billing:reminders")


@require_POST
def by_itself(request: Any) -> HttpResponse:
    """Switch on or off that reminders go out each working morning without being looked at."""
    wanted = request.POST.get("on") == "1"
    reminders.allow(request.workspace, by=str(request.user), by_itself=wanted, now=timezone.now())
    text = _("From now on reminders go out by themselves each working morning.") if wanted else _("Nothing goes out by itself any more.")
    flash(request, text)
    return redirect("billing:reminders")


def client_ladder(request: Any, client_id: int) -> HttpResponse:
    """Ask how one client is reminded."""
    client = clients.client(request.workspace, client_id)
    if client is None:
        raise Http404
    own = reads.client_ladders(request.workspace).get(client.pk)
    usual = billing_settings(request.workspace).ladder or DEFAULT_STEPS
    initial = LadderForm.initial_of(own or usual) | {"how": "usual" if own is None else "own" if own else "never"}
    form = ClientLadderForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        reminders.set_client_ladder(request.workspace, client_id, form.ladder(), now=timezone.now(), actor=str(request.user))
        flash(request, _("Saved. It holds from the next reminder on."))
        return redirect("clients:detail", client_id)
    return render(request, "billing/reminders_client.html", {"client": client, "form": form}, status=422 if form.errors else 200)


def _shown(due: Due, note: LateNote | None = None) -> Shown:
    tones = (_("Friendly note"), _("Reminder"), _("Second reminder"), _("Last reminder"))
    return Shown(due, _why(due), tones[min(due.decision.level, len(tones) - 1)] if due.decision.step is not None else "", note)


def _why(due: Due) -> str:
    def show(value: object) -> str:
        if isinstance(value, date):
            return absolute(value)
        if isinstance(value, Decimal):
            return money(value, due.document.currency)
        return ngettext("%(count)s day", "%(count)s days", value) % {"count": value} if isinstance(value, int) else str(value)

    return reason_text(due.decision.reason, due.decision.values, _, show)


def _document(request: Any, document_id: int) -> Any:
    document = reads.document_of(request.workspace, document_id)
    if document is None:
        raise Http404
    return document
