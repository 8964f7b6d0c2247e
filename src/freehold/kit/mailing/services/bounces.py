"""Noting that a mail came back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from freehold.kit.mailing.models import MailState, OutgoingMail
from freehold.kit.mailing.services.settling import told_bounced

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
    elif mail.state == MailState.SENT:
        mail.error = words
        mail.save(update_fields=["error"])
    return mail
