"""Reads of the queue: what failed, what waits, which schedules lead nowhere."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count
from django_tasks import TaskResultStatus
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from freehold.domain.errors import SystemFault
from freehold.kit.jobs.models import Attempt, Lease, Schedule
from freehold.kit.jobs.schedule import task_at


@dataclass(frozen=True, slots=True)
class FailedJob:
    """A job that will not be tried again by itself. `kind` is "user", "fault" or "abandoned": who can mend it."""

    id: uuid.UUID
    task_path: str
    failed_at: datetime | None
    attempts: int
    kind: str
    error: str
    traceback: str


@dataclass(frozen=True, slots=True)
class QueueState:
    """How much work there is, and the oldest heartbeat of what is running."""

    waiting: int
    running: int
    failed: int
    oldest_heartbeat: datetime | None


def failed_jobs(limit: int = 100) -> list[FailedJob]:
    """Return the jobs that failed for good, the latest first."""
    results = list(DBTaskResult.objects.filter(status=TaskResultStatus.FAILED).order_by("-finished_at", "pk")[:limit])
    attempts = {attempt.result_id: attempt for attempt in Attempt.objects.filter(result_id__in=[result.pk for result in results])}
    return [_failed_job(result, attempts.get(result.pk)) for result in results]


def queue_state() -> QueueState:
    """Return the counts of the queue."""
    counts = dict(DBTaskResult.objects.order_by().values_list("status").annotate(Count("pk")))
    oldest = Lease.objects.order_by("heartbeat_at").values_list("heartbeat_at", flat=True).first()
    return QueueState(
        waiting=counts.get(TaskResultStatus.READY, 0),
        running=counts.get(TaskResultStatus.RUNNING, 0),
        failed=counts.get(TaskResultStatus.FAILED, 0),
        oldest_heartbeat=oldest,
    )


def is_waiting(task: Task[..., Any], *args: Any) -> bool:
    """Return whether this very job waits already and begins as soon as a worker is free; it will see what is committed by now.

    For work that looks at everything there is: many events in a row then need one run of it, and not one each.
    """
    same = {"args": list(args), "kwargs": {}}
    return bool(DBTaskResult.objects.ready().filter(task_path=task.module_path, args_kwargs=same).exists())


def broken_schedules() -> list[tuple[str, str]]:
    """Return name and fault of each schedule whose task cannot be found."""
    broken = []
    for name, path in Schedule.objects.order_by("name").values_list("name", "task_path"):
        try:
            task_at(path)
        except SystemFault as fault:
            broken.append((name, str(fault)))
    return broken


def _failed_job(result: DBTaskResult, attempt: Attempt | None) -> FailedJob:
    return FailedJob(
        id=result.pk,
        task_path=result.task_path,
        failed_at=result.finished_at,
        attempts=len(result.worker_ids),
        kind=attempt.kind if attempt else Attempt.Kind.FAULT,
        error=attempt.last_error if attempt else result.exception_class_path,
        traceback=result.traceback,
    )
