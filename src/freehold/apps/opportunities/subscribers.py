"""Handlers of events. Each only enqueues a task: a handler holds a transaction, and reading takes longer than that may."""

from __future__ import annotations

from freehold.apps.accounts.events import ProfileChanged
from freehold.apps.opportunities import tasks
from freehold.apps.opportunities.events import PostingsAnalysed, PostingsSighted


def analyse_sighted(event: PostingsSighted) -> None:
    """Have new and changed opportunities read."""
    tasks.analyse.enqueue(event.workspace_id, list(event.opportunity_ids))


def match_analysed(event: PostingsAnalysed) -> None:
    """Have what was read compared with every freelancer."""
    tasks.match.enqueue(event.workspace_id, list(event.opportunity_ids))


def rematch_changed_profile(event: ProfileChanged) -> None:
    """Have everything compared with the changed profile."""
    tasks.rematch.enqueue(event.workspace_id, event.freelancer_id)
