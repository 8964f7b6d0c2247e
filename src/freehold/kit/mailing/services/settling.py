"""Writing what became of a mail, with the event that tells it, in the caller's transaction."""

from __future__ import annotations

from datetime import datetime

from freehold.kit.mailing.events import MailBounced, MailCancelled, MailFailed, MailSent
from freehold.kit.mailing.models import MailState, OutgoingMail
from freehold.kit.outbox.publish import publish


def told_sent(mail: OutgoingMail, at: datetime, now: datetime) -> None:
    """Write that the server took the mail at `at`."""
    mail.state, mail.sent_at, mail.error = MailState.SENT, at, ""
    mail.save(update_fields=["state", "sent_at", "error"])
    publish(MailSent(mail.workspace_id, mail.pk, mail.kind, mail.about_type, mail.about_id), now)


def told_failed(mail: OutgoingMail, reason: str, now: datetime) -> None:
    """Write that the mail will not leave by itself any more."""
    mail.state, mail.error = MailState.FAILED, reason
    mail.save(update_fields=["state", "error"])
    publish(MailFailed(mail.workspace_id, mail.pk, mail.kind, mail.about_type, mail.about_id, reason), now)


def told_unknown(mail: OutgoingMail, reason: str) -> None:
    """Write that nobody can say whether the mail left: a person has to look, and nothing is sent again by itself."""
    mail.state, mail.error = MailState.UNKNOWN, reason
    mail.save(update_fields=["state", "error"])


def told_bounced(mail: OutgoingMail, reason: str, now: datetime) -> None:
    """Write that the mail came back for good."""
    mail.state, mail.error, mail.bounced_at = MailState.BOUNCED, reason, now
    mail.save(update_fields=["state", "error", "bounced_at"])
    publish(MailBounced(mail.workspace_id, mail.pk, mail.kind, mail.about_type, mail.about_id, reason), now)


def told_cancelled(mail: OutgoingMail, reason: str, now: datetime) -> None:
    """Write that the mail was kept from leaving; it has certainly not left."""
    mail.state, mail.error, mail.claim, mail.data_at = MailState.CANCELLED, reason, "", None
    mail.save(update_fields=["state", "error", "claim", "data_at"])
    publish(MailCancelled(mail.workspace_id, mail.pk, mail.kind, mail.about_type, mail.about_id, reason), now)


def postponed(mail: OutgoingMail, reason: str, until: datetime | None) -> None:
    """Put the mail back, not to be tried before `until`; it has certainly not left."""
    mail.state, mail.error, mail.not_before, mail.claim, mail.data_at = MailState.QUEUED, reason, until, "", None
    mail.save(update_fields=["state", "error", "not_before", "claim", "data_at", "attempts"])
