"""Reminders: sent once a step, decided anew under a lock at the moment of sending, stopped by payment, dispute and promise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from freehold.apps.billing.models import BillingSettings, ClientLadder, Document, Reminder
from freehold.apps.billing.selectors import reminders as reads
from freehold.apps.billing.selectors.reminders import BY_ITSELF, KIND, Due
from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.billing.services.reminder_letter import letter
from freehold.apps.billing.services.reminder_words import written
from freehold.apps.billing.services.sending import ABOUT, files_of
from freehold.apps.clients import selectors as clients
from freehold.domain.errors import Problem, UserError
from freehold.domain.invoicing.ladder import check_steps
from freehold.kit.audit import record
from freehold.kit.mailing.port import MailFile
from freehold.kit.mailing.selectors import is_approved, mails_about
from freehold.kit.mailing.services import approve_kind, cancel, queue, withdraw_approval
from freehold.kit.scoping.ref import Workspace, id_of

#: From this tone on a letter with the sums goes out beside the invoice.
LETTER_FROM = 2
PAUSES = ("dispute", "promise")


@dataclass(frozen=True, slots=True)
class Reminded:
    """How many reminders are on their way, and which could not be made."""

    count: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A reminder as it would go out."""

    due: Due
    subject: str
    text: str
    language: str
    files: tuple[MailFile, ...]


def prepare(workspace: Workspace, document_id: int, *, now: datetime) -> Prepared:
    """Return the mail that would go out for an invoice today, with its files; nothing is stored.

    Raises UserError when nothing would go out.
    """
    settings = billing_settings(workspace)
    document = reads.unpaid(workspace).filter(pk=document_id).first()
    if document is None:
        raise UserError(_("Nothing is open on this invoice any more, so nothing goes out."))
    due = reads.judged(document, settings, reads.client_ladders(workspace), timezone.localdate(now))
    if due.decision.step is None:
        raise UserError(_("No reminder of %(number)s is due today.") % {"number": document.number})
    return _prepared(due, settings, now)


def send_reminders(
    workspace: Workspace, document_ids: Iterable[int], *, now: datetime, actor: str = "", automatic: bool = False
) -> Reminded:
    """Put the reminders of these invoices that are due into the outbox, one mail an invoice, each in a transaction of its own.

    What was paid, disputed, promised or reminded since the page was shown is left out without a word. `automatic` says that
    nobody looked at the list; then nothing leaves on a weekend.
    """
    if billing_settings(workspace).workspace.is_demo:
        raise UserError(_("This is the demo: nothing leaves it. In your own workspace this button sends the mail."))
    count, problems = 0, []
    for document_id in dict.fromkeys(document_ids):
        try:
            count += _remind(workspace, document_id, now=now, actor=actor, automatic=automatic)
        except UserError as error:
            number = Document.objects.for_workspace(workspace).filter(pk=document_id).values_list("number", flat=True).first()
            problems.append(Problem(number or str(document_id), str(error)))
    return Reminded(count, tuple(problems))


def send_what_is_due(workspace: Workspace, *, now: datetime) -> int:
    """Send what is due today without anybody looking; return how many. Nothing where that was not allowed."""
    if not is_approved(id_of(workspace), BY_ITSELF):
        return 0
    going = reads.today(workspace, timezone.localdate(now)).going
    return send_reminders(workspace, [row.document.pk for row in going], now=now, automatic=True).count


def allow(workspace: Workspace, *, by: str, by_itself: bool, now: datetime) -> None:
    """Keep the person's leave to send reminders, and whether they may go out each morning without being looked at."""
    approve_kind(id_of(workspace), KIND, by=by, now=now)
    if by_itself:
        approve_kind(id_of(workspace), BY_ITSELF, by=by, now=now)
    else:
        withdraw_approval(id_of(workspace), BY_ITSELF, by=by, now=now)


@transaction.atomic
def pause(
    workspace: Workspace, document_id: int, *, reason: str, now: datetime, until: date | None = None, note: str = "", actor: str = ""
) -> Document:
    """Hold reminders of an invoice back: "dispute" until it is ended, "promise" until a day. Mails that have not left are cancelled.

    Raises UserError for another reason, or a promise without a day to come.
    """
    if reason not in PAUSES:
        raise UserError(_("Reminders stop for a dispute or a promise. Nothing was changed. Choose one of them."))
    if reason == "promise" and (until is None or until < timezone.localdate(now)):
        raise UserError(_("A promise needs the day until which to wait. Nothing was changed. Choose today or a later day."))
    document = _locked(workspace, document_id)
    document.pause_reason, document.paused_until, document.pause_note = reason, until if reason == "promise" else None, note.strip()[:500]
    document.save(update_fields=["pause_reason", "paused_until", "pause_note"])
    stop_waiting(document, now=now, actor=actor)
    record("reminders.paused", workspace_id=document.workspace_id, actor=actor, target=document, detail={"reason": reason}, at=now)
    return document


@transaction.atomic
def resume(workspace: Workspace, document_id: int, *, now: datetime, actor: str = "") -> Document:
    """End a dispute or promise: reminders go on where the ladder is."""
    document = _locked(workspace, document_id)
    document.pause_reason, document.paused_until, document.pause_note = "", None, ""
    document.save(update_fields=["pause_reason", "paused_until", "pause_note"])
    record("reminders.resumed", workspace_id=document.workspace_id, actor=actor, target=document, at=now)
    return document


@transaction.atomic
def set_client_ladder(workspace: Workspace, client_id: int, steps: list[int] | None, *, now: datetime, actor: str = "") -> None:
    """Give a client a ladder of its own, an empty one for never, None for the workspace's again. Raises UserError for a bad ladder."""
    client = clients.client(workspace, client_id)
    if client is None:
        raise UserError(_("This client is not there any more. Nothing was changed."))
    client_id = client.pk  # who stands for one that was merged meanwhile
    rows = ClientLadder.objects.for_workspace(workspace)
    if steps is None:
        rows.filter(client_id=client_id).delete()
    else:
        checked = list(check_steps(steps))
        ClientLadder.objects.for_workspace(workspace).update_or_create(
            client_id=client_id, defaults={"workspace_id": id_of(workspace), "steps": checked}
        )
    record("reminders.client_ladder", workspace_id=id_of(workspace), actor=actor, detail={"client": client_id, "steps": steps}, at=now)


def stop_waiting(document: Document, *, now: datetime, actor: str = "") -> int:
    """Cancel reminders of an invoice that have not left yet; return how many. The caller's transaction holds the invoice."""
    stopped = 0
    for mail in mails_about(document.workspace_id, ABOUT, document.pk):
        if mail.kind != KIND or not mail.can_cancel:
            continue
        try:
            cancel(document.workspace_id, mail.pk, by=actor, now=now)
        except UserError:
            continue  # it left in this very moment
        stopped += Reminder.objects.for_workspace(document.workspace_id).filter(mail_id=mail.pk).update(state="skipped")
    return stopped


def letter_pdf(workspace: Workspace, document_id: int, *, now: datetime) -> bytes:
    """Return the reminder of an invoice as a letter to print, whatever its ladder says. Raises UserError when nothing is open."""
    settings = billing_settings(workspace)
    document = reads.unpaid(workspace).filter(pk=document_id).first()
    if document is None:
        raise UserError(_("Nothing is open on this invoice any more, so there is nothing to remind of."))
    due = reads.judged(document, settings, reads.client_ladders(workspace), timezone.localdate(now))
    return letter(due, settings, now=now)


@transaction.atomic
def _remind(workspace: Workspace, document_id: int, *, now: datetime, actor: str, automatic: bool) -> int:
    # Locked before it is judged: a payment that is being booked is waited for, and two buttons send one mail.
    _locked(workspace, document_id)
    document = reads.unpaid(workspace).filter(pk=document_id).first()
    if document is None:
        return 0
    settings = billing_settings(workspace)
    due = reads.judged(document, settings, reads.client_ladders(workspace), timezone.localdate(now), weekdays_only=automatic)
    _skip(due, now)
    if due.decision.step is None:
        return 0
    if not due.goes_out:
        words = _("%(client)s has no e-mail address. Nothing was sent; write one on the client's page.")
        raise UserError(words % {"client": document.client.name})
    ready = _prepared(due, settings, now)
    reminder = _row(due, due.decision.step, "queued", now)
    mail = queue(
        document.workspace_id,
        kind=KIND,
        key=f"reminder:{document.pk}:{due.decision.step}",
        to=due.receiver[1],
        to_name=due.receiver[0],
        subject=ready.subject,
        text=ready.text,
        language=ready.language,
        attachments=ready.files,
        about=(ABOUT, str(document.pk)),
        reply_to=settings.email,
        automatic=automatic,
        now=now,
    )
    reminder.mail_id = mail.pk
    reminder.save(update_fields=["mail_id"])
    detail = {"number": document.number, "step": due.decision.step, "to": due.receiver[1]}
    record("reminder.queued", workspace_id=document.workspace_id, actor=actor, target=document, detail=detail, at=now)
    return 1


def _prepared(due: Due, settings: BillingSettings, now: datetime) -> Prepared:
    document, level = due.document, due.decision.level
    sender = settings.trading_name or settings.name
    words, language = written(
        document,
        level=level,
        days=max(due.days_late, 0),
        sender=sender,
        contact=due.receiver[0] or document.client.name,
        interest=due.interest,
    )
    files = files_of(document)
    if level >= LETTER_FROM:
        files = (MailFile(f"{document.number}-{max(due.days_late, 0)}.pdf", "application/pdf", letter(due, settings, now=now)), *files)
    return Prepared(due, words.subject, words.text, language, files)


def _skip(due: Due, now: datetime) -> None:
    for step in due.decision.skipped:
        _row(due, step, "skipped", now)


def _row(due: Due, step: int, state: str, now: datetime) -> Reminder:
    return Reminder.objects.create(
        workspace_id=due.document.workspace_id,
        document=due.document,
        step=step,
        state=state,
        open_amount=due.document.open,
        interest=due.interest.total if due.interest and state != "skipped" else None,
        created_at=now,
    )


def _locked(workspace: Workspace, document_id: int) -> Document:
    document = Document.objects.for_workspace(workspace).select_for_update().filter(pk=document_id).first()
    if document is None:
        raise UserError(_("This invoice is not there any more. Nothing was changed."))
    return document
