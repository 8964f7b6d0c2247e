"""What outreach does when mails leave, come back or are answered, and when clients change; each may be called twice, in any order."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from freehold.apps.billing.events import InvoiceIssued
from freehold.apps.clients.events import ClientForgotten, ClientsMerged, ClientsUnmerged
from freehold.apps.outreach.events import ApproachSent
from freehold.apps.outreach.models import Approach, ApproachState
from freehold.apps.outreach.selectors.campaigns import settings_of
from freehold.apps.outreach.services.gate import ABOUT
from freehold.apps.outreach.services.stopping import note_outcome, note_won, note_won_by_name, stop
from freehold.domain.outreach.cadence import after, follow_up_due
from freehold.kit.mailing.events import MailBounced, MailCancelled, MailComplained, MailFailed, MailReplied, MailSent, MailUnsubscribed
from freehold.kit.mailing.models import OutgoingMail
from freehold.kit.mailing.selectors import mail_of, reply_of
from freehold.kit.outbox.publish import publish

INVOICES = frozenset({"invoice", "deposit", "final"})


class WonAt(Protocol):
    """An event that tells of a win at a company: `company` as postings name it."""

    @property
    def workspace_id(self) -> int: ...

    @property
    def company(self) -> str: ...


@transaction.atomic
def mail_sent(event: MailSent) -> None:
    """Note that a mail has left, and when silence is followed up."""
    mail, row = _mail_and_approach(event.workspace_id, event.mail_id)
    if mail is None or row is None or row.sent_at is not None:
        return
    now = timezone.now()
    sent_at = mail.sent_at or now
    row.sent_at, row.changed_at = sent_at, now
    stopped = row.state == ApproachState.STOPPED
    row.state = after(row.state, "sent")
    if row.state == ApproachState.SENT:
        # One that was stopped while it was leaving has left, and is not followed up.
        row.ended_at = row.ended_at if stopped else None
        row.due_at = None if stopped or row.step else follow_up_due(sent_at, settings_of(row.workspace_id).follow_up_days)
    row.save(update_fields=["sent_at", "changed_at", "state", "ended_at", "due_at"])
    publish(ApproachSent(row.workspace_id, row.campaign_id, row.pk, row.step), now)


@transaction.atomic
def mail_failed(event: MailFailed) -> None:
    """Note that a mail will not leave by itself."""
    _not_sent(event.workspace_id, event.mail_id, "fail", event.reason)


@transaction.atomic
def mail_cancelled(event: MailCancelled) -> None:
    """Note that a mail was kept from leaving, by a person in the outbox or by a rule."""
    _not_sent(event.workspace_id, event.mail_id, "stop", event.reason or _("The mail was cancelled in the outbox."))


@transaction.atomic
def mail_bounced(event: MailBounced) -> None:
    """Note that a mail came back, and write to that address no more."""
    _came_of_it(event.workspace_id, event.mail_id, "bounced", timezone.now())


@transaction.atomic
def mail_unsubscribed(event: MailUnsubscribed) -> None:
    """Note that the reader wants no more, and write to them no more."""
    _came_of_it(event.workspace_id, event.mail_id, "opted_out", timezone.now())


@transaction.atomic
def mail_complained(event: MailComplained) -> None:
    """Note that the reader called it spam, and write to them no more."""
    _came_of_it(event.workspace_id, event.mail_id, "complained", timezone.now())


@transaction.atomic
def mail_replied(event: MailReplied) -> None:
    """Note an answer, and follow up no more; an automatic one only puts the follow-up off."""
    reply = reply_of(event.workspace_id, event.reply_id)
    if reply is None or reply.direction != "from_them":
        return
    if not reply.automatic:
        _came_of_it(event.workspace_id, event.mail_id, "replied", reply.read_at)
        return
    _mail, row = _mail_and_approach(event.workspace_id, event.mail_id)
    if row is None or row.step or row.state not in {ApproachState.SENT, ApproachState.QUEUED} or row.due_at is None:
        return
    due = follow_up_due(row.sent_at or reply.at, settings_of(row.workspace_id).follow_up_days, away_at=reply.at)
    if due > row.due_at:
        row.due_at, row.reason = due, _("An automatic answer came; the follow-up waits a week longer.")
        row.save(update_fields=["due_at", "reason"])


def invoice_issued(event: InvoiceIssued) -> None:
    """Note a win when a client gets an invoice."""
    from freehold.apps.billing.selectors.documents import document

    if event.kind not in INVOICES:
        return
    found = document(event.workspace_id, event.document_id)
    if found is not None and found.client_id is not None:
        note_won(event.workspace_id, found.client_id, now=timezone.now())


def opportunity_won(event: WonAt) -> None:
    """Note a win when an opportunity of a company is won that is a client."""
    note_won_by_name(event.workspace_id, event.company, now=timezone.now())


@transaction.atomic
def clients_merged(event: ClientsMerged) -> None:
    """Let the approaches of a client that became part of another stand with that one."""
    Approach.objects.for_workspace(event.workspace_id).filter(client_id=event.gone_id).update(client_id=event.kept_id)


@transaction.atomic
def clients_unmerged(event: ClientsUnmerged) -> None:
    """Let the approaches stand again with the client that their person belongs to."""
    rows = Approach.objects.for_workspace(event.workspace_id).filter(client_id=event.kept_id, contact__client_id=event.gone_id)
    rows.update(client_id=event.gone_id)


@transaction.atomic
def client_forgotten(event: ClientForgotten) -> None:
    """Delete what was written to the people of a client; what was kept of the client for the law has no approaches."""
    Approach.objects.for_workspace(event.workspace_id).filter(client_id=event.client_id).delete()


def _came_of_it(workspace_id: int, mail_id: int, outcome: str, now: datetime) -> None:
    _mail, row = _mail_and_approach(workspace_id, mail_id)
    if row is None:
        return
    note_outcome(row, outcome, now)
    stop(workspace_id, row.contact_id, why=outcome, now=now)


def _not_sent(workspace_id: int, mail_id: int, happening: str, reason: str) -> None:
    _mail, row = _mail_and_approach(workspace_id, mail_id)
    if row is None or row.mail_id != mail_id or after(row.state, happening) == row.state:
        return
    now = timezone.now()
    row.state, row.reason, row.ended_at, row.changed_at = after(row.state, happening), reason, now, now
    row.save(update_fields=["state", "reason", "ended_at", "changed_at"])


def _mail_and_approach(workspace_id: int, mail_id: int) -> tuple[OutgoingMail | None, Approach | None]:
    """Return a mail and the approach it is about, held until the transaction ends; (None, None) for a mail of another kind."""
    mail = mail_of(workspace_id, mail_id)
    if mail is None or mail.about_type != ABOUT or not mail.about_id.isdecimal():
        return None, None
    rows = Approach.objects.for_workspace(workspace_id).select_for_update()
    return mail, rows.filter(pk=int(mail.about_id)).first()
