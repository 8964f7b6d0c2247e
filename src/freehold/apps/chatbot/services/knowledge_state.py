"""Counting the changes of what is known, so that every process notices, and having them fitted in the background."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from freehold.apps.chatbot.models import KnowledgeState


def state_of(workspace_id: int) -> KnowledgeState:
    """Return the workspace's counter of changes, made at the first need."""
    row, _new = KnowledgeState.objects.for_workspace(workspace_id).get_or_create(workspace_id=workspace_id)
    return row


@transaction.atomic
def bump(workspace_id: int) -> None:
    """Note that something of what is known has changed, and have the answerer fitted anew in the background."""
    from freehold.apps.chatbot.tasks.knowledge import prepare

    state_of(workspace_id)
    KnowledgeState.objects.for_workspace(workspace_id).update(revision=F("revision") + 1)
    prepare.enqueue(workspace_id)
