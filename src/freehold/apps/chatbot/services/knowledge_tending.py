"""What has to be done from time to time: due pages, a new day, new questions, and what was deleted a day ago."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from freehold.apps.chatbot.models import KnowledgeEntry, KnowledgeSource, KnowledgeState
from freehold.apps.chatbot.services.answerer import is_prepared
from freehold.apps.chatbot.services.coverage import has_new_questions

FORGET_AFTER = timedelta(days=1)
CLAIM = timedelta(minutes=30)
"""How long a reading that was enqueued keeps others from being enqueued."""


def tend(now: datetime) -> int:
    """Start what is due, each thing once however many workers look; return how many tasks were enqueued."""
    from freehold.apps.chatbot.tasks import knowledge as tasks

    forget_removed(now)
    count = read_due(now)
    # any workspace: the clock serves all
    for workspace_id in list(KnowledgeState.objects.values_list("workspace_id", flat=True)):
        if not is_prepared(workspace_id, now=now):
            tasks.prepare.enqueue(workspace_id)
            count += 1
        if has_new_questions(workspace_id):
            tasks.group_questions.enqueue(workspace_id)
            count += 1
    return count


def read_due(now: datetime) -> int:
    """Enqueue one reading for each page whose time has come; return how many."""
    from freehold.apps.chatbot.tasks import knowledge as tasks

    count = 0
    # any workspace: the clock serves all
    due = KnowledgeSource.objects.filter(enabled=True, removed_at=None, next_read_at__lte=now).exclude(url="")
    for pk, planned in list(due.order_by("next_read_at", "pk").values_list("pk", "next_read_at")):
        with transaction.atomic():
            # any workspace: as above; of several workers one finds the row as it was read
            if KnowledgeSource.objects.filter(pk=pk, next_read_at=planned).update(next_read_at=now + CLAIM):
                tasks.read_source.enqueue(pk)
                count += 1
    return count


def forget_removed(now: datetime) -> int:
    """Forget for good what was deleted more than a day ago; return how many rows."""
    gone = 0
    for model in (KnowledgeEntry, KnowledgeSource):
        # any workspace: the sweep is for all
        deleted, _by_model = model.objects.filter(removed_at__lt=now - FORGET_AFTER).delete()
        gone += deleted
    return gone
