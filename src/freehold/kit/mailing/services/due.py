"""What the clock finds: mails whose time has come, and mails whose sender died."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from freehold.kit.mailing.models import Attachment, MailAccount, MailState, OutgoingMail
from freehold.kit.mailing.services.sending import LEASE, recover

BATCH = 200
"""Mails that are started at once; the next ones a minute later."""
KEEP_FILES = timedelta(days=400)


def send_due(now: datetime) -> int:
    """Enqueue the sending of mails that are due in workspaces that can send; return how many. Twice does no harm."""
    from freehold.kit.mailing.tasks import send

    for pk in list(OutgoingMail.objects.filter(state=MailState.SENDING, claimed_at__lt=now - LEASE).values_list("pk", flat=True)[:BATCH]):
        recover(pk, now)
    working = MailAccount.objects.filter(paused_at=None).values("workspace_id")
    ready = OutgoingMail.objects.filter(Q(not_before=None) | Q(not_before__lte=now), state=MailState.QUEUED, workspace_id__in=working)
    ids = list(ready.order_by("created_at", "pk").values_list("pk", flat=True)[:BATCH])
    for pk in ids:
        send.enqueue(pk)
    return len(ids)


def forget_old_files(now: datetime, *, keep: timedelta = KEEP_FILES) -> int:
    """Drop the contents of files that left long ago; names and hashes stay, and whoever queued them keeps the originals."""
    done = {MailState.SENT, MailState.CANCELLED, MailState.BOUNCED, MailState.FAILED}
    old = OutgoingMail.objects.filter(state__in=done, created_at__lt=now - keep)
    return Attachment.objects.filter(mail__in=old).exclude(content=b"").update(content=b"")
