"""Having a waiting mail sent: at once when its time has come, else by the clock."""

from __future__ import annotations

from datetime import datetime

from freehold.kit.mailing.models import MailState, OutgoingMail


def start(mail: OutgoingMail, now: datetime) -> None:
    """Enqueue the sending of a queued mail that is due; a later one is found by the schedule."""
    from freehold.kit.mailing.tasks import send

    if mail.state == MailState.QUEUED and (mail.not_before is None or mail.not_before <= now):
        send.enqueue(mail.pk)
