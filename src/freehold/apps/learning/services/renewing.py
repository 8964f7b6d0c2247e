"""Keeping pictures fresh: once a day for everybody who has asked for theirs, and after each change of a profile."""

from __future__ import annotations

from datetime import datetime, timedelta

from freehold.apps.learning.models import LearningPicture
from freehold.apps.learning.services.picture import start

FRESH_FOR = timedelta(hours=23)


def renew(now: datetime) -> int:
    """Start the pictures anew that are a day old; return how many were begun."""
    # any workspace: the clock serves all
    rows = LearningPicture.objects.filter(as_of__lt=now - FRESH_FOR).values_list("workspace_id", "freelancer_id")
    return sum(start(workspace_id, freelancer_id, now=now) for workspace_id, freelancer_id in list(rows))


def renew_for(workspace_id: int, freelancer_id: int, *, now: datetime) -> bool:
    """Start one picture anew if there is one; return whether a run was begun."""
    if not LearningPicture.objects.for_workspace(workspace_id).filter(freelancer_id=freelancer_id).exists():
        return False
    return start(workspace_id, freelancer_id, now=now)
