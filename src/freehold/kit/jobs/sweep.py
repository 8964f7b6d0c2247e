"""Giving the tasks of dead workers back to the queue, each exactly once."""

from __future__ import annotations

import logging
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from freehold.domain.errors import SystemFault
from freehold.kit.jobs.attempts import note_abandoned
from freehold.kit.jobs.models import Lease
from freehold.kit.jobs.outcomes import put_back, put_failed
from freehold.kit.jobs.processes import ProcessIdentity, is_alive, this_process

logger = logging.getLogger(__name__)
LEASE_TIME = timedelta(seconds=60)
HEARTBEAT = timedelta(seconds=5)
ORPHAN_TIME = timedelta(hours=1)
MAX_ABANDONED = 5


def sweep(
    now: datetime,
    *,
    lease_time: timedelta = LEASE_TIME,
    heartbeat: timedelta = HEARTBEAT,
    max_abandoned: int = MAX_ABANDONED,
    held: Collection[int] = (),
) -> int:
    """Requeue tasks whose worker is dead and return how many were taken from it.

    Dead is a lease older than `lease_time`, or one of a process of this machine that is gone; the latter must
    have missed two heartbeats too, because two machines or containers can bear the same name. `held` are
    leases that the caller knows to be running: after the machine slept they look old, and are not.
    A task abandoned `max_abandoned` times is failed instead: it may be what kills its process.
    """
    taken = 0
    for lease in Lease.objects.filter(heartbeat_at__lt=now - min(lease_time, 2 * heartbeat)).exclude(pk__in=held):
        expired = lease.heartbeat_at < now - lease_time
        if (expired or _process_is_gone(lease, this_process())) and _take_over(lease, now, max_abandoned):
            taken += 1
    return taken


def sweep_orphans(now: datetime, *, orphan_time: timedelta = ORPHAN_TIME) -> int:
    """Requeue tasks that run without any lease since `orphan_time` (another program's worker took them); return how many.

    Reads every running task, so it is meant for the start and for now and then.
    """
    began_before = Q(started_at__lt=now - orphan_time) | Q(started_at=None, enqueued_at__lt=now - orphan_time)
    running = DBTaskResult.objects.filter(began_before, status=TaskResultStatus.RUNNING)
    taken = 0
    for result_id, started_at in running.exclude(pk__in=Lease.objects.values("result_id")).values_list("pk", "started_at"):
        # Conditional on what was read: of two sweeps only one finds the row unchanged.
        unchanged = DBTaskResult.objects.filter(pk=result_id, status=TaskResultStatus.RUNNING, started_at=started_at)
        taken += unchanged.update(status=TaskResultStatus.READY, started_at=None)
    return taken


def _process_is_gone(lease: Lease, own: ProcessIdentity) -> bool:
    if lease.host != own.host or lease.process == own.token:
        return False
    return lease.pid == own.pid or not is_alive(lease.pid)


def _take_over(lease: Lease, now: datetime, max_abandoned: int) -> bool:
    with transaction.atomic():
        # One UPDATE with the heartbeat that was read decides between two sweeps, and between a sweep and a late beat.
        if not Lease.objects.filter(pk=lease.pk, heartbeat_at=lease.heartbeat_at).update(heartbeat_at=now):
            return False
        result = DBTaskResult.objects.select_for_update().filter(pk=lease.result_id, status=TaskResultStatus.RUNNING).first()
        Lease.objects.filter(pk=lease.pk).delete()
        if result is None:
            return False
        abandoned = 0 if lease.stopping else note_abandoned(lease, now)
        if abandoned >= max_abandoned:
            put_failed(result, SystemFault(f"The process that ran it ended {abandoned} times in the middle of it."), now)
        else:
            put_back(result)
    logger.warning("Task %s of worker %s was abandoned (time %d)", lease.result_id, lease.worker, abandoned)
    return True
