"""Abandoned tasks: found, given back once, and not for ever."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from freehold.kit.jobs import sweep as sweeping
from freehold.kit.jobs.claims import beat, claim_next, mark_stopping
from freehold.kit.jobs.models import Attempt, Lease
from freehold.kit.jobs.selectors import failed_jobs
from freehold.kit.jobs.sweep import sweep, sweep_orphans
from freehold.kit.jobs.worker import Worker

pytestmark = pytest.mark.django_db
DONE: list[int] = []


@task()
def chore(number: int) -> None:
    DONE.append(number)


@pytest.fixture(autouse=True)
def nothing_done():
    DONE.clear()


def abandon(clock, **lease):
    """Claim the one task and never come back."""
    claim = claim_next("dead", ["default"], clock.now)
    Lease.objects.filter(pk=claim.lease_id).update(**lease)
    return claim


def status() -> str:
    return DBTaskResult.objects.get().status


def test_an_abandoned_task_is_done_exactly_once_by_the_next_worker(clock):
    chore.enqueue(1)
    abandon(clock, host="elsewhere")
    worker = Worker("heir", clock=clock)
    assert worker.run_until_idle() == 0
    clock.advance(seconds=61)
    assert worker.run_until_idle() == 1
    assert worker.run_until_idle() == 0
    assert (DONE, status()) == ([1], "SUCCESSFUL")


def test_a_second_sweep_finds_nothing_left(clock):
    chore.enqueue(1)
    abandon(clock)
    clock.advance(seconds=61)
    assert [sweep(clock.now), sweep(clock.now)] == [1, 0]
    assert Attempt.objects.get().abandoned == 1


def test_of_two_sweeps_that_saw_the_same_lease_one_takes_it(clock):
    chore.enqueue(1)
    seen = Lease.objects.get(pk=abandon(clock).lease_id)
    later = clock.advance(seconds=61)
    assert sweeping._take_over(seen, later, 5)
    assert not sweeping._take_over(seen, later, 5)


def test_a_beat_after_the_sweep_looked_saves_the_lease(clock):
    chore.enqueue(1)
    seen = Lease.objects.get(pk=abandon(clock).lease_id)
    beat([seen.pk], clock.advance(seconds=61))
    assert not sweeping._take_over(seen, clock.now, 5)
    assert status() == "RUNNING"


def test_a_lease_that_the_caller_holds_is_left(clock):
    chore.enqueue(1)
    claim = abandon(clock)
    assert sweep(clock.advance(hours=8), held=[claim.lease_id]) == 0


def test_a_process_of_this_machine_that_is_gone_need_not_wait_for_its_lease(clock, monkeypatch):
    chore.enqueue(1)
    abandon(clock, pid=123456, process="other")
    monkeypatch.setattr(sweeping, "is_alive", lambda pid: False)
    assert sweep(clock.advance(seconds=9)) == 0  # it may be a namesake: two heartbeats must be missed too
    assert sweep(clock.advance(seconds=2)) == 1


def test_our_own_pid_with_another_token_is_a_predecessor(clock):
    chore.enqueue(1)
    abandon(clock, process="before")
    assert sweep(clock.advance(seconds=11)) == 1


@pytest.mark.parametrize("lease", [{"pid": 123456, "process": "other"}, {"host": "elsewhere", "pid": 123456, "process": "other"}, {}])
def test_a_process_that_may_be_alive_keeps_its_lease_for_the_lease_time(clock, monkeypatch, lease):
    chore.enqueue(1)
    abandon(clock, **lease)
    monkeypatch.setattr(sweeping, "is_alive", lambda pid: True)
    assert sweep(clock.advance(seconds=59)) == 0
    assert sweep(clock.advance(seconds=2)) == 1


def test_a_task_that_kills_its_process_again_and_again_is_failed(clock):
    chore.enqueue(1)
    for time in range(1, 4):
        abandon(clock)
        assert status() == "RUNNING", time
        sweep(clock.advance(seconds=61), max_abandoned=3)
    assert status() == "FAILED"
    [failed] = failed_jobs()
    assert (failed.kind, failed.attempts) == ("abandoned", 3)
    assert not Lease.objects.exists()


def test_a_run_cut_short_by_our_own_stop_is_not_counted(clock):
    chore.enqueue(1)
    mark_stopping([abandon(clock).lease_id])
    sweep(clock.advance(seconds=61), max_abandoned=1)
    assert status() == "READY"
    assert not Attempt.objects.exists()


def test_the_lease_of_a_task_that_has_ended_is_dropped(clock):
    chore.enqueue(1)
    abandon(clock)
    DBTaskResult.objects.update(status="SUCCESSFUL")
    assert sweep(clock.advance(seconds=61)) == 0
    assert (status(), Lease.objects.count()) == ("SUCCESSFUL", 0)


def test_a_task_that_runs_without_a_lease_is_given_back_after_a_long_time(clock):
    chore.enqueue(1)
    row = DBTaskResult.objects.get()
    row.claim("another program")
    assert sweep_orphans(clock.advance(minutes=30)) == 0
    assert sweep_orphans(clock.advance(minutes=45)) == 1
    assert sweep_orphans(clock.now) == 0
    assert status() == "READY"


def test_a_running_task_with_a_lease_is_no_orphan(clock):
    chore.enqueue(1)
    abandon(clock)
    assert sweep_orphans(clock.advance(hours=9), orphan_time=timedelta(hours=1)) == 0
