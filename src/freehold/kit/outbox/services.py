"""Tidying the outbox."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Count, F

from freehold.kit.outbox.models import Event


def prune(now: datetime, *, keep: timedelta = timedelta(days=30)) -> int:
    """Forget events older than `keep` that all their handlers have handled; return how many."""
    old = Event.objects.filter(created_at__lt=now - keep).annotate(handled_count=Count("handled"))
    ids = list(old.filter(handled_count__gte=F("subscribers")).values_list("pk", flat=True)[:10_000])
    for start in range(0, len(ids), 500):
        Event.objects.filter(pk__in=ids[start : start + 500]).delete()
    return len(ids)


def forget_workspace(workspace_id: object) -> int:
    """Delete the events of a workspace, as when its owner erases it; return how many."""
    doomed = Event.objects.filter(workspace_id=str(workspace_id))
    count = doomed.count()
    doomed.delete()
    return count
