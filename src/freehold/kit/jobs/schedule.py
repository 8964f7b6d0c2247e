"""Recurring tasks: listed in code or added at run time, enqueued once per period by whichever worker looks first."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.module_loading import import_string
from django_tasks import TaskResultStatus
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from freehold.domain.errors import SystemFault
from freehold.kit.jobs.models import Schedule

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ScheduleSpec:
    """A recurring task: `task` is the dotted path of a `@task`, `first_after` how long after its creation it first runs."""

    name: str
    task: str
    every: timedelta
    args: tuple[Any, ...] = ()
    kwargs: dict[str, Any] = field(default_factory=dict)
    first_after: timedelta = timedelta(0)


def ensure_schedules(specs: Iterable[ScheduleSpec], now: datetime) -> None:
    """Make the table hold what the code lists: create, change, and remove what it listed before. Schedules of others stay.

    Called at every start; when a schedule is due is kept. Raises SystemFault for a path that is no task,
    a period that is not positive, or a name given twice.
    """
    wanted = list(specs)
    names = [spec.name for spec in wanted]
    if len(set(names)) != len(names):
        raise SystemFault(f"Schedules are listed twice: {', '.join(sorted(names))}")
    with transaction.atomic():
        for spec in wanted:
            put_schedule(spec, now, managed=True)
        Schedule.objects.filter(managed=True).exclude(name__in=names).delete()


def put_schedule(spec: ScheduleSpec, now: datetime, *, managed: bool = False) -> None:
    """Create or change one schedule. Raises SystemFault as `ensure_schedules` does."""
    if spec.every <= timedelta(0):
        raise SystemFault(f"Schedule {spec.name}: the period must be longer than nothing")
    task_at(spec.task)
    wanted = {"task_path": spec.task, "args": list(spec.args), "kwargs": spec.kwargs, "every": spec.every, "managed": managed}
    row, created = Schedule.objects.get_or_create(name=spec.name, defaults={**wanted, "next_run_at": now + spec.first_after})
    if created or all(getattr(row, name) == value for name, value in wanted.items()):
        return
    for name, value in wanted.items():
        setattr(row, name, value)
    row.next_run_at = min(row.next_run_at, now + spec.every)
    # Not `last_run_at`: another worker may have just run it.
    row.save(update_fields=[*wanted, "next_run_at"])


def drop_schedule(name: str) -> None:
    """Remove a schedule, if there is one of this name."""
    Schedule.objects.filter(name=name).delete()


def tick(now: datetime) -> list[str]:
    """Enqueue each due schedule once and return their names.

    After a pause there is one run, not one per missed period, and the rhythm is kept. While the task of the
    period before is still waiting or running, a period is left out. A schedule whose task cannot be found
    is logged once a period and does not hold up the others.
    """
    return [row.name for row in Schedule.objects.filter(next_run_at__lte=now).order_by("next_run_at", "pk") if _run_due(row, now)]


def _run_due(row: Schedule, now: datetime) -> bool:
    try:
        task = task_at(row.task_path)
    except SystemFault as fault:
        logger.error("Schedule %s left out: %s", row.name, fault)  # noqa: TRY400 - the message says it all, once a period
        task = None
    with transaction.atomic():
        # One UPDATE with the time that was read: of several workers only one finds the row unchanged.
        mine = Schedule.objects.filter(pk=row.pk, next_run_at=row.next_run_at)
        if not mine.update(next_run_at=following(row.next_run_at, row.every, now)):
            return False
        if task is None or _is_pending(row):
            return False
        result = task.enqueue(*row.args, **row.kwargs)
        Schedule.objects.filter(pk=row.pk).update(last_run_at=now, last_result_id=result.id)
    return True


def following(due: datetime, every: timedelta, now: datetime) -> datetime:
    """Return the first time after `now` in the rhythm of `due`, `due` + `every`, …"""
    return due + every * ((now - due) // every + 1)


def task_at(path: str) -> Task[..., Any]:
    """Return the task at a dotted path. Raises SystemFault when there is none."""
    try:
        found = import_string(path)
    except Exception as error:  # a module that breaks while it is imported must not hold up the other schedules
        raise SystemFault(f"There is no task {path}: {error}") from error
    if not isinstance(found, Task):
        raise SystemFault(f"{path} is no task: it lacks @task")
    return found


def _is_pending(row: Schedule) -> bool:
    waiting = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
    return row.last_result_id is not None and DBTaskResult.objects.filter(pk=row.last_result_id, status__in=waiting).exists()
