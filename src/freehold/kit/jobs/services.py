"""Writes for the doctor page and the nightly tidying: try a failed job again, discard it, forget old ones."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from freehold.kit.jobs.models import Attempt, Progress


def try_again(result_id: uuid.UUID) -> bool:
    """Put a failed job back into the queue with a clean count; return whether there was such a failed job."""
    fresh = {"status": TaskResultStatus.READY, "started_at": None, "finished_at": None, "run_after": get_date_max()}
    with transaction.atomic():
        failed = DBTaskResult.objects.filter(pk=result_id, status=TaskResultStatus.FAILED)
        if not failed.update(**fresh, exception_class_path="", traceback=""):
            return False
        Attempt.objects.filter(result_id=result_id).delete()
    return True


def discard(result_id: uuid.UUID) -> bool:
    """Delete a failed job; return whether there was such a failed job."""
    with transaction.atomic():
        deleted, _ = DBTaskResult.objects.filter(pk=result_id, status=TaskResultStatus.FAILED).delete()
        if deleted:
            Attempt.objects.filter(result_id=result_id).delete()
    return bool(deleted)


def prune(now: datetime, *, keep_done: timedelta = timedelta(days=7), keep_failed: timedelta = timedelta(days=90)) -> int:
    """Forget jobs that ended long ago, and the attempts and progress of such; return how many jobs were forgotten."""
    done: int
    failed: int
    done, _ = DBTaskResult.objects.filter(status=TaskResultStatus.SUCCESSFUL, finished_at__lt=now - keep_done).delete()
    failed, _ = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED, finished_at__lt=now - keep_failed).delete()
    Attempt.objects.filter(updated_at__lt=now - keep_done).exclude(result_id__in=DBTaskResult.objects.values("pk")).delete()
    ended = (Progress.State.DONE, Progress.State.STOPPED, Progress.State.FAILED)
    Progress.objects.filter(state__in=ended, updated_at__lt=now - keep_failed).delete()
    return done + failed
