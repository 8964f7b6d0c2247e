"""What the machine is busy with, for the progress strip."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.db.models import Min

from freehold.apps.opportunities.models import ImportRun, Opportunity
from freehold.kit.jobs.progress import ProgressView, progress_of
from freehold.kit.scoping.ref import Workspace, id_of

WATCHED = 3


@dataclass(frozen=True, slots=True)
class Work:
    """How far reading, matching, embedding and imports are.

    `read` of `to_read` are done in the present burst; `seconds_left` is None while nothing can be said. The keys of
    the views are what `kit.jobs.progress.request_stop` takes.
    """

    read: int
    to_read: int
    seconds_left: float | None
    matching: ProgressView | None
    embedding: ProgressView | None
    imports: tuple[ProgressView, ...]

    @property
    def is_busy(self) -> bool:
        """Whether anything is under way."""
        return self.to_read > self.read or self.matching is not None or self.embedding is not None or bool(self.imports)


def work(workspace: Workspace, freelancer_id: int | None, now: datetime) -> Work:
    """Return what is under way in a workspace, in at most seven queries."""
    workspace_id = id_of(workspace)
    mine = Opportunity.objects.for_workspace(workspace)
    waiting = mine.filter(analysed_at=None)
    unread = waiting.count()
    read, left = _burst(mine, waiting, unread, now) if unread else (0, 0.0)
    running = ImportRun.objects.for_workspace(workspace).filter(status=ImportRun.Status.RUNNING).order_by("-pk")
    imports = [_going(f"import:{pk}", now) for pk in running.values_list("pk", flat=True)[:WATCHED]]
    return Work(
        read=read,
        to_read=read + unread,
        seconds_left=left,
        matching=_going(f"match:{freelancer_id}", now) if freelancer_id else None,
        embedding=_going(f"embed:{workspace_id}", now),
        imports=tuple(view for view in imports if view is not None),
    )


def _burst(
    mine: models.QuerySet[Opportunity], waiting: models.QuerySet[Opportunity], unread: int, now: datetime
) -> tuple[int, float | None]:
    """Return how many were read since the oldest waiting one came, and the rest time in seconds at that pace."""
    since = waiting.aggregate(since=Min("last_seen_at"))["since"]
    read = mine.filter(analysed_at__gte=since).count()
    elapsed = max(0.0, (now - since).total_seconds())
    return read, (elapsed / read * unread if read else None)


def _going(key: str, now: datetime) -> ProgressView | None:
    view = progress_of(key)
    return view if view is not None and not view.is_finished and not view.is_stale(now) else None
