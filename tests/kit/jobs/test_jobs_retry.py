"""Which errors come back, when, and how often."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest
from django.db import OperationalError
from django_tasks import task
from django_tasks_db.models import DBTaskResult
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.errors import SystemFault, UserError
from freehold.kit.jobs import services
from freehold.kit.jobs.models import Attempt
from freehold.kit.jobs.retry import Backoff, RetryPolicy, policy_of, retrying
from freehold.kit.jobs.selectors import broken_schedules, failed_jobs, queue_state
from freehold.kit.jobs.worker import Worker

ERRORS: list[Exception] = []


@task()
@retrying(max_attempts=3, backoff=Backoff(base=10, factor=2, cap=100))
def flaky() -> str:
    if ERRORS:
        raise ERRORS.pop(0)
    return "done"


@task()
def unforgiving() -> None:
    raise ConnectionError("no retry was asked for")


@pytest.fixture(autouse=True)
def no_errors():
    ERRORS.clear()


@pytest.fixture
def worker(clock) -> Worker:
    return Worker("w", clock=clock, random=Random(7))


def the_row() -> DBTaskResult:
    return DBTaskResult.objects.get()


@pytest.mark.django_db
@pytest.mark.parametrize("error", [SystemFault("s"), OperationalError("o"), ConnectionResetError("c"), TimeoutError("t")])
def test_a_transient_error_comes_back_later_under_the_same_id(clock, worker, error):
    ERRORS.append(error)
    result = flaky.enqueue()
    assert worker.run_until_idle() == 1
    row = the_row()
    assert (str(row.pk), row.status, row.finished_at) == (result.id, "READY", None)
    assert clock.now <= row.run_after <= clock.now + timedelta(seconds=10)
    clock.advance(seconds=11)
    assert worker.run_until_idle() == 1
    assert (the_row().status, the_row().return_value) == ("SUCCESSFUL", "done")


@pytest.mark.django_db
def test_after_the_last_attempt_the_job_stays_failed_and_is_listed(clock, worker):
    ERRORS.extend(SystemFault(f"no answer {number}") for number in range(9))
    flaky.enqueue()
    for _ in range(9):
        worker.run_until_idle()
        clock.advance(minutes=5)
    [failed] = failed_jobs()
    assert (failed.attempts, failed.kind, failed.error) == (3, "fault", "no answer 2")
    assert failed.task_path.endswith("flaky")
    assert "SystemFault" in failed.traceback
    assert queue_state().failed == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("error", "kind"), [(UserError("The file is no CSV."), "user"), (KeyError("a bug"), "fault")])
def test_what_another_try_would_not_mend_is_final(worker, error, kind):
    ERRORS.append(error)
    flaky.enqueue()
    worker.run_until_idle()
    [failed] = failed_jobs()
    assert (failed.attempts, failed.kind) == (1, kind)


@pytest.mark.django_db
def test_without_the_decorator_nothing_is_tried_again(worker):
    unforgiving.enqueue()
    worker.run_until_idle()
    assert the_row().status == "FAILED"


@pytest.mark.django_db
def test_a_failed_job_can_be_tried_again_with_a_clean_count(worker):
    ERRORS.append(UserError("Wrong password."))
    flaky.enqueue()
    worker.run_until_idle()
    [failed] = failed_jobs()
    assert services.try_again(failed.id)
    assert not services.try_again(failed.id)
    worker.run_until_idle()
    assert the_row().status == "SUCCESSFUL"
    assert not Attempt.objects.exists()


@pytest.mark.django_db
def test_a_failed_job_can_be_discarded_and_a_waiting_one_cannot(worker):
    ERRORS.append(UserError("Wrong password."))
    flaky.enqueue()
    assert not services.discard(the_row().pk)
    worker.run_until_idle()
    assert services.discard(the_row().pk)
    assert (failed_jobs(), Attempt.objects.count()) == ([], 0)


@pytest.mark.django_db
def test_old_jobs_are_forgotten_failed_ones_later(clock, worker):
    flaky.enqueue()
    worker.run_until_idle()
    unforgiving.enqueue()
    worker.run_until_idle()
    assert services.prune(clock.advance(days=6)) == 0
    assert services.prune(clock.advance(days=2)) == 1
    assert (len(failed_jobs()), Attempt.objects.count()) == (1, 1)
    assert services.prune(clock.advance(days=90)) == 1
    assert Attempt.objects.count() == 0
    assert broken_schedules() == []


@given(base=st.floats(0.01, 100), factor=st.floats(1, 10), cap=st.floats(0.01, 5000), failures=st.integers(1, 10_000), seed=st.integers())
def test_a_wait_lies_between_nothing_and_the_growing_ceiling(base, factor, cap, failures, seed):
    backoff = Backoff(base, factor, cap)
    wait = backoff.delay(failures, Random(seed)).total_seconds()
    assert 0 <= wait <= backoff.ceiling(failures) + 1e-6
    assert backoff.ceiling(failures) <= backoff.ceiling(failures + 1) <= cap


def test_the_ceiling_doubles_up_to_the_cap():
    backoff = Backoff(base=2, factor=2, cap=10)
    assert [backoff.ceiling(failures) for failures in range(1, 6)] == [2, 4, 8, 10, 10]


def test_waits_use_the_whole_range():
    random = Random(1)
    waits = [Backoff(base=100, cap=100).delay(1, random).total_seconds() for _ in range(500)]
    assert min(waits) < 5 < 95 < max(waits)


def test_a_user_error_is_final_whatever_the_policy_says():
    assert not RetryPolicy(9, Backoff(), on=(Exception,)).allows(UserError("no"), 1)


def test_the_decorator_leaves_the_function_as_it_is_and_refuses_a_wrong_place():
    def plain() -> int:
        return 1

    assert retrying(2)(plain) is plain
    assert policy_of(plain).max_attempts == 2
    with pytest.raises(SystemFault, match="below @task"):
        retrying(2)(flaky)
    with pytest.raises(SystemFault, match="at least 1"):
        retrying(0)
