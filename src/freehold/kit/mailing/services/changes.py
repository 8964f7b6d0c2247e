"""What a person does with one mail of the outbox: cancel it, send it again, or say that it did leave."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from freehold.domain.errors import UserError
from freehold.kit.audit.services import record
from freehold.kit.mailing.addresses import checked_mail_address
from freehold.kit.mailing.digests import normalised
from freehold.kit.mailing.models import MailState, OutgoingMail
from freehold.kit.mailing.selectors import is_approved, is_suppressed_digest
from freehold.kit.mailing.services.queueing import Suppressed
from freehold.kit.mailing.services.settling import told_cancelled, told_sent
from freehold.kit.mailing.services.starting import start
from freehold.kit.mailing.services.suppression import suppressed_words


@transaction.atomic
def cancel(workspace_id: int, mail_id: int, *, by: str, now: datetime) -> OutgoingMail:
    """Keep a mail from leaving. Raises UserError when it has left, or is just leaving."""
    mail = locked(workspace_id, mail_id)
    if mail.state == MailState.CANCELLED:
        return mail
    if not mail.can_cancel:
        raise UserError(_("This mail is no longer waiting (%(state)s), so it was not cancelled.") % {"state": mail.get_state_display()})
    told_cancelled(mail, "", now)
    record("mail.cancelled", workspace_id=workspace_id, actor=by, target=mail, detail={"to": mail.to}, at=now)
    return mail


@transaction.atomic
def retry(workspace_id: int, mail_id: int, *, by: str, now: datetime, to: str = "") -> OutgoingMail:
    """Have a mail that did not arrive, or may not have, sent again, to another address if `to` gives one.

    A mail that certainly did not arrive gets a new Message-ID; one that may have keeps its own, so that the receiver's
    program shows it once. Raises UserError when there is nothing to repeat, or `to` is no address.
    """
    mail = locked(workspace_id, mail_id)
    if not mail.can_retry:
        raise UserError(
            _("This mail does not need to be sent again (%(state)s). Nothing was changed.") % {"state": mail.get_state_display()}
        )
    was = mail.state
    if mail.stream:
        _check_stream(mail, to)
    wanted = checked_mail_address(to) if to.strip() else mail.to
    if was in {MailState.BOUNCED, MailState.FAILED} or wanted != mail.to:
        mail.edition += 1
        mail.message_id = ""
    mail.to = wanted
    mail.state = MailState.QUEUED if is_approved(workspace_id, mail.kind) else MailState.WAITING_APPROVAL
    mail.attempts, mail.error, mail.claim, mail.not_before = 0, "", "", None
    mail.claimed_at = mail.data_at = mail.sent_at = mail.bounced_at = None
    mail.save()
    record("mail.retried", workspace_id=workspace_id, actor=by, target=mail, detail={"to": mail.to, "was": was}, at=now)
    start(mail, now)
    return mail


def _check_stream(mail: OutgoingMail, to: str) -> None:
    """Advertising was allowed for one person: it goes to nobody else, and not at all once that person wants none."""
    if to.strip() and normalised(to) != normalised(mail.to):
        raise UserError(_("This mail was written for one person, so it cannot go to another address. Nothing was changed."))
    if is_suppressed_digest(mail.workspace_id, mail.to_digest):
        raise Suppressed(f"{suppressed_words()} {_('Nothing was sent.')}")


@transaction.atomic
def confirm_sent(workspace_id: int, mail_id: int, *, by: str, now: datetime) -> OutgoingMail:
    """Note a person's word that a mail which may have been sent was. Raises UserError for a mail in any other state."""
    mail = locked(workspace_id, mail_id)
    if mail.state == MailState.SENT:
        return mail
    if mail.state != MailState.UNKNOWN:
        raise UserError(_("It is known what became of this mail (%(state)s). Nothing was changed.") % {"state": mail.get_state_display()})
    told_sent(mail, mail.data_at or now, now)
    record("mail.confirmed_sent", workspace_id=workspace_id, actor=by, target=mail, detail={"to": mail.to}, at=now)
    return mail


def locked(workspace_id: int, mail_id: int) -> OutgoingMail:
    """Return the mail, held until the transaction ends. Raises UserError when it is not of this workspace."""
    mail = OutgoingMail.objects.for_workspace(workspace_id).select_for_update().filter(pk=mail_id).first()
    if mail is None:
        raise UserError(_("This mail is not there any more. Nothing was changed."))
    return mail
