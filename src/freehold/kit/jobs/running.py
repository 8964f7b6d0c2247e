"""Running one claimed task and writing what came of it: done, again later, or failed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial
from random import Random
from typing import Any

from django.db import DataError
from django_tasks import TaskContext
from django_tasks.signals import task_finished, task_started
from django_tasks.utils import normalize_json
from django_tasks_db.models import DBTaskResult

from freehold.kit.jobs.attempts import note_failure
from freehold.kit.jobs.claims import Claim, settle
from freehold.kit.jobs.outcomes import put_back, put_done, put_failed
from freehold.kit.jobs.patience import patiently
from freehold.kit.jobs.retry import NEVER, RetryPolicy, policy_of

logger = logging.getLogger(__name__)
Clock = Callable[[], datetime]


def run_claim(claim: Claim, clock: Clock, random: Random) -> bool:
    """Run the task of a claim to its end and return whether its outcome counted (False: the lease was lost meanwhile).

    Errors of the task are written down, not raised. Raises a database error when the outcome cannot be
    written: then the lease runs out and the task is run again.
    """
    try:
        value = _call(claim.result)
    except KeyboardInterrupt:
        patiently(lambda: settle(claim, clock(), put_back))
        raise
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a task may raise anything, and its worker must live on
        return _conclude(claim, clock, partial(_write_failure, error=error, clock=clock, random=random))
    try:
        return _conclude(claim, clock, lambda result: put_done(result, value, clock()))
    except DataError:
        # JSON that the database refuses, such as a NUL character on PostgreSQL: running again would not help.
        fault = TypeError("The database cannot store what the task returned.")
        return _conclude(claim, clock, partial(_write_failure, error=fault, clock=clock, random=random))


def _call(result: DBTaskResult) -> Any:
    task, task_result = result.task, result.task_result
    task_started.send(sender=type(task.get_backend()), task_result=task_result)
    context = (TaskContext(task_result=task_result),) if task.takes_context else ()
    # Here and not while saving: what is no JSON is the task's fault, and the database is not kept waiting for it.
    return normalize_json(task.call(*context, *task_result.args, **task_result.kwargs))


def _conclude(claim: Claim, clock: Clock, write: Callable[[DBTaskResult], None]) -> bool:
    if not patiently(lambda: settle(claim, clock(), write)):
        logger.warning("Task %s had been given to another worker; this outcome is dropped", claim.result.pk)
        return False
    if claim.result.finished_at is not None:
        _announce_end(claim.result)
    return True


def _write_failure(result: DBTaskResult, error: BaseException, clock: Clock, random: Random) -> None:
    now = clock()
    failures = note_failure(result.pk, error, now)
    policy = _policy(result)
    if policy.allows(error, failures):
        delay = policy.backoff.delay(failures, random)
        logger.info(
            "Task %s failed (%d of %d), next try in %.1f s: %s", result.pk, failures, policy.max_attempts, delay.total_seconds(), error
        )
        put_back(result, now + delay)
    else:
        put_failed(result, error, now)


def _policy(result: DBTaskResult) -> RetryPolicy:
    try:
        return policy_of(result.task.func)
    except Exception:  # noqa: BLE001 - the path no longer leads to a task; that is the failure being written
        return NEVER


def _announce_end(result: DBTaskResult) -> None:
    try:
        task_finished.send(sender=type(result.task.get_backend()), task_result=result.task_result)
    except Exception:  # a receiver's fault, or a path that leads nowhere: the outcome is written and stands
        logger.exception("After task %s (%s)", result.pk, result.task_path)
