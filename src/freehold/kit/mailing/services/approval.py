"""A person's leave for one kind of mail: before it nothing of that kind goes out."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from freehold.kit.audit.services import record
from freehold.kit.mailing.models import MailState, OutgoingMail, SendingApproval
from freehold.kit.mailing.services.starting import start


@transaction.atomic
def approve_kind(workspace_id: int, kind: str, *, by: str, now: datetime) -> int:
    """Allow mails of this kind to leave from now on and send those that wait for it; return how many. Twice does no harm."""
    approval, is_new = SendingApproval.objects.get_or_create(
        workspace_id=workspace_id, kind=kind, defaults={"approved_at": now, "by": by[:200]}
    )
    if is_new:
        record("sending.approved", workspace_id=workspace_id, actor=by, target=approval, detail={"kind": kind}, at=now)
    waiting = OutgoingMail.objects.for_workspace(workspace_id).select_for_update().filter(kind=kind, state=MailState.WAITING_APPROVAL)
    count = 0
    for mail in waiting.order_by("pk"):
        mail.state = MailState.QUEUED
        mail.save(update_fields=["state"])
        start(mail, now)
        count += 1
    return count


@transaction.atomic
def withdraw_approval(workspace_id: int, kind: str, *, by: str, now: datetime) -> int:
    """Let no more mails of this kind leave; those still waiting to be sent wait for a word again. Return how many."""
    deleted, _models = SendingApproval.objects.for_workspace(workspace_id).filter(kind=kind).delete()
    if deleted:
        record("sending.approval_withdrawn", workspace_id=workspace_id, actor=by, detail={"kind": kind}, at=now)
    queued = OutgoingMail.objects.for_workspace(workspace_id).filter(kind=kind, state=MailState.QUEUED)
    return queued.update(state=MailState.WAITING_APPROVAL)
