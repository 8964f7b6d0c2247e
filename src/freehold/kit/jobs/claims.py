"""Taking a task, holding it, and giving it back: each one short transaction, none of them open while the task runs."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, DBTaskResultQuerySet, get_date_max
from django_tasks_db.utils import exclusive_transaction

from freehold.kit.jobs.models import Lease
from freehold.kit.jobs.processes import this_process

BACKEND = "default"


@dataclass(frozen=True, slots=True)
class Claim:
    """One task taken by one worker. `lease_id` is never used twice, so it also tells a lost claim from a held one."""

    result: DBTaskResult
    lease_id: int


def ready_tasks(queues: Collection[str], now: datetime) -> DBTaskResultQuerySet:
    """Return the tasks that may start at `now`, in the order in which they should."""
    due = Q(run_after=get_date_max()) | Q(run_after__lte=now)
    return DBTaskResult.objects.filter(due, status=TaskResultStatus.READY, queue_name__in=queues, backend_name=BACKEND)


def claim_next(worker: str, queues: Collection[str], now: datetime) -> Claim | None:
    """Take the next ready task and write its lease, both or neither. Returns None when nothing is ready."""
    ready = ready_tasks(queues, now)
    # An idle worker only reads: on SQLite the claim below takes the one write lock there is.
    if not ready.exists():
        return None
    process = this_process()
    with exclusive_transaction(ready.db):
        result = ready.get_locked()
        if result is None:
            return None
        result.claim(worker)
        Lease.objects.filter(result_id=result.pk).delete()
        lease = Lease.objects.create(
            result_id=result.pk,
            worker=worker,
            host=process.host,
            pid=process.pid,
            process=process.token,
            started_at=now,
            heartbeat_at=now,
        )
    return Claim(result, lease.pk)


def beat(lease_ids: Collection[int], now: datetime) -> None:
    """Say that the runs behind these leases are alive."""
    if lease_ids:
        Lease.objects.filter(pk__in=lease_ids).update(heartbeat_at=now)


def mark_stopping(lease_ids: Collection[int]) -> None:
    """Note that these runs are about to be cut short by us."""
    if lease_ids:
        Lease.objects.filter(pk__in=lease_ids).update(stopping=True)


def settle(claim: Claim, now: datetime, write: Callable[[DBTaskResult], None]) -> bool:
    """End a run: `write` its outcome and drop the lease, both or neither.

    Returns False, with nothing written, when the lease was lost meanwhile: then the task is another worker's.
    """
    with transaction.atomic():
        if not Lease.objects.filter(pk=claim.lease_id).update(heartbeat_at=now):
            return False
        write(claim.result)
        Lease.objects.filter(pk=claim.lease_id).delete()
    return True
