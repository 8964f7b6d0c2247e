"""Noting that a mail came back, or was called spam by its receiver."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from freehold.kit.mailing.digests import digest_of
from freehold.kit.mailing.events import MailComplained
from freehold.kit.mailing.models import MailState, OutgoingMail, SuppressionReason
from freehold.kit.mailing.services.settling import told_bounced
from freehold.kit.mailing.services.suppression import suppress_digest
from freehold.kit.mailing.services.unsubscribing import unsubscribe_mail
from freehold.kit.outbox.publish import publish

_MAY_BOUNCE = {MailState.SENT, MailState.UNKNOWN, MailState.SENDING}
LONGEST_REASON = 1000


@transaction.atomic
def note_bounce(message_id: str, *, permanent: bool, reason: str, now: datetime, workspace_id: int | None = None) -> OutgoingMail | None:
    """Note that the mail with this Message-ID came back; return it, or None when it is none of ours. Twice does no harm.

    A bounce that is not permanent is only noted with the mail: the servers go on trying. `workspace_id` keeps a
    mailbox of one workspace from telling about the mails of another.
    """
    if not message_id:
        return None
    rows = OutgoingMail.objects.select_for_update().filter(message_id=message_id)
    if workspace_id is not None:
        rows = rows.filter(workspace_id=workspace_id)
    mail = rows.first()
    if mail is None:
        return None
    words = reason.replace("\x00", "")[:LONGEST_REASON]
    if mail.state in _MAY_BOUNCE and permanent:
        told_bounced(mail, words, now)
        if mail.stream:
            suppress_digest(mail.workspace_id, mail.to_digest, reason=SuppressionReason.BOUNCED, now=now)
    elif mail.state == MailState.SENT:
        mail.error = words
        mail.save(update_fields=["error"])
    return mail


@transaction.atomic
def note_complaint(workspace_id: int, message_id: str, *, token: str = "", opt_out: bool = False, now: datetime) -> OutgoingMail | None:
    """Note that a receiver reported a mail as spam, and write to them no more; None when the mail is none of ours. Twice does no harm.

    `opt_out` is the provider's word that the receiver only wants no more of them.
    """
    rows = OutgoingMail.objects.for_workspace(workspace_id).select_for_update()
    mail = rows.filter(message_id=message_id).first() if message_id else None
    if mail is None and token:
        mail = rows.filter(unsubscribe_token=token).first()
    if mail is None:
        return None
    if opt_out:
        if mail.stream:
            unsubscribe_mail(mail, how="report", now=now)
        return mail
    digest = mail.to_digest or digest_of(workspace_id, mail.to)
    suppress_digest(workspace_id, digest, reason=SuppressionReason.COMPLAINED, now=now)
    if mail.complained_at is None:
        mail.complained_at = now
        mail.save(update_fields=["complained_at"])
        publish(MailComplained(workspace_id, mail.pk), now)
    return mail
