"""The worker in the caller's thread: order, results, failures, lost leases."""

from __future__ import annotations

import signal
import threading
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import OperationalError
from django_tasks import task
from django_tasks.signals import task_finished
from django_tasks_db.models import DBTaskResult

from freehold.domain.errors import SystemFault
from freehold.kit import jobs
from freehold.kit.jobs import patience, running
from freehold.kit.jobs.claims import claim_next
from freehold.kit.jobs.keeper import Keeper
from freehold.kit.jobs.models import Lease
from freehold.kit.jobs.patience import patiently
from freehold.kit.jobs.sweep import sweep
from freehold.kit.jobs.worker import Worker

pytestmark = pytest.mark.django_db
DONE: list[object] = []


@pytest.fixture(autouse=True)
def nothing_done():
    DONE.clear()


@task()
def add(number: int) -> int:
    DONE.append(number)
    return number + 1


@task()
def add_two() -> None:
    add.enqueue(1)
    add.enqueue(2)


@task(takes_context=True)
def which_attempt(context) -> int:
    return context.attempt


@task()
def give_an_object():
    return object()


@task()
def leave() -> None:
    raise SystemExit(3)


@task()
def interrupted() -> None:
    raise KeyboardInterrupt


@task()
def complain_with_nul() -> None:
    raise ValueError("a page said \x00 here")


@task()
def give_nul() -> str:
    return "\x00"


def the_row() -> DBTaskResult:
    return DBTaskResult.objects.get()


def test_tasks_run_until_none_is_ready_and_leave_their_result(clock):
    add.enqueue(1)
    assert Worker("w", clock=clock).run_until_idle() == 1
    row = the_row()
    assert (row.status, row.return_value, row.worker_ids, row.finished_at) == ("SUCCESSFUL", 2, ["w"], clock.now)
    assert not Lease.objects.exists()


def test_tasks_that_tasks_enqueue_are_run_too(clock):
    add_two.enqueue()
    assert Worker("w", clock=clock).run_until_idle() == 3
    assert DONE == [1, 2]


def test_a_task_set_for_later_waits_for_its_time(clock):
    add.using(run_after=clock.now + timedelta(minutes=5)).enqueue(1)
    worker = Worker("w", clock=clock)
    assert worker.run_until_idle() == 0
    clock.advance(minutes=6)
    assert worker.run_until_idle() == 1


def test_the_more_urgent_task_runs_first(clock):
    add.enqueue(1)
    add.using(priority=10).enqueue(2)
    Worker("w", clock=clock).run_until_idle()
    assert DONE == [2, 1]


def test_no_task_is_begun_after_the_time_is_up(clock):
    add.enqueue(1)
    assert Worker("w", clock=clock).run_until_idle(max_seconds=0) == 0


def test_a_task_may_ask_for_its_context(clock):
    which_attempt.enqueue()
    Worker("w", clock=clock).run_until_idle()
    assert the_row().return_value == 1


@pytest.mark.parametrize(("chore", "error"), [(give_an_object, "TypeError"), (leave, "SystemExit"), (complain_with_nul, "ValueError")])
def test_whatever_a_task_raises_is_its_failure_and_not_the_workers(clock, chore, error):
    chore.enqueue()
    add.enqueue(1)
    assert Worker("w", clock=clock).run_until_idle() == 2
    failed = DBTaskResult.objects.get(status="FAILED")
    assert failed.exception_class_path.endswith(error)
    assert "\x00" not in failed.traceback
    assert DONE == [1]


def test_a_result_with_a_nul_character_ends_the_task_on_either_database(clock):
    give_nul.enqueue()
    assert Worker("w", clock=clock).run_until_idle() == 1
    assert the_row().finished_at is not None
    assert not Lease.objects.exists()


def test_a_task_that_exists_no_longer_fails_and_the_next_one_runs(clock):
    add.enqueue(1)
    DBTaskResult.objects.update(task_path=f"{__name__}.was_removed")
    add.enqueue(2)
    assert Worker("w", clock=clock).run_until_idle() == 2
    assert DBTaskResult.objects.filter(status="FAILED", exception_class_path__contains="ImportError").count() == 1
    assert DONE == [2]


def test_ctrl_c_gives_the_task_back(clock):
    interrupted.enqueue()
    with pytest.raises(KeyboardInterrupt):
        Worker("w", clock=clock).run_until_idle()
    assert the_row().status == "READY"
    assert not Lease.objects.exists()


def test_the_outcome_of_a_worker_that_lost_its_lease_is_dropped(clock, monkeypatch):
    add.enqueue(1)
    late = claim_next("late", ["default"], clock.now)
    clock.advance(minutes=5)
    assert sweep(clock.now) == 1
    heir = claim_next("heir", ["default"], clock.now)

    assert not running.run_claim(late, clock, None)
    assert the_row().status == "RUNNING"
    assert running.run_claim(heir, clock, None)
    assert the_row().worker_ids == ["late", "heir"]


def test_a_receiver_that_fails_does_not_undo_the_task(clock):
    def receiver(**_):
        raise RuntimeError("monitoring is down")

    task_finished.connect(receiver)
    try:
        add.enqueue(1)
        Worker("w", clock=clock).run_until_idle()
    finally:
        task_finished.disconnect(receiver)
    assert the_row().status == "SUCCESSFUL"


def test_an_idle_look_takes_no_lock(clock, django_assert_num_queries):
    with django_assert_num_queries(1) as queries:
        assert claim_next("w", ["default"], clock.now) is None
    assert queries[0]["sql"].startswith("SELECT")


def test_another_queue_is_left_alone(clock):
    add.enqueue(1)
    assert claim_next("w", ["mail"], clock.now) is None


@pytest.mark.parametrize("wrong", [{"name": ""}, {"name": "x" * 65}, {"concurrency": 0}, {"lease_time": timedelta(seconds=1)}])
def test_a_worker_that_could_not_work_is_refused(wrong):
    with pytest.raises(SystemFault):
        Worker(**{"name": "w", **wrong})


def test_a_held_lease_is_kept_alive_and_a_sleep_of_the_machine_costs_nobody_his_task(clock):
    add.enqueue(1)
    add.enqueue(2)
    mine, other = claim_next("me", ["default"], clock.now), claim_next("other", ["default"], clock.now)
    keeper = Keeper(lambda: [mine.lease_id], clock)
    keeper.keep_house()
    clock.advance(hours=8)
    keeper.keep_house()  # the lid was closed: the other may be alive and just waking up
    assert Lease.objects.count() == 2
    clock.advance(seconds=5)
    keeper.keep_house()
    assert list(Lease.objects.values_list("pk", flat=True)) == [mine.lease_id]
    assert DBTaskResult.objects.get(pk=other.result.pk).status == "READY"


def test_a_busy_database_is_asked_again_and_a_dead_one_is_reported(monkeypatch):
    waits: list[float] = []
    answers = iter([OperationalError("locked"), OperationalError("locked"), 7])

    def ask():
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def fail():
        raise OperationalError("gone")

    outside = SimpleNamespace(in_atomic_block=False, close_if_unusable_or_obsolete=lambda: None)
    monkeypatch.setattr(patience, "connection", outside)
    assert patiently(ask, waits.append) == 7
    assert waits == [0.1, 0.3]
    with pytest.raises(OperationalError):
        patiently(fail, waits.append)


def test_inside_a_transaction_a_broken_action_is_not_repeated():
    calls: list[int] = []

    def fail():
        calls.append(1)
        raise OperationalError("deadlock")

    with pytest.raises(OperationalError):
        patiently(fail, lambda seconds: None)
    assert calls == [1]


def test_threads_outlive_a_database_that_is_gone_for_a_moment(monkeypatch):
    came_back = threading.Event()
    answers = iter([OperationalError("gone"), RuntimeError("worse"), None])

    def claim(*_):
        answer = next(answers, None)
        if answer is not None:
            raise answer
        came_back.set()

    monkeypatch.setattr("freehold.kit.jobs.worker.claim_next", claim)
    monkeypatch.setattr("freehold.kit.jobs.worker.patiently", lambda action: action())
    monkeypatch.setattr(Keeper, "keep_house", lambda self: None)
    worker = Worker("w", poll_seconds=0.01)
    worker.start_thread()
    with pytest.raises(SystemFault):
        worker.start_thread()
    assert came_back.wait(20)
    assert worker.is_working
    assert worker.stop()
    assert not worker.is_working


def test_a_worker_that_runs_for_ever_ends_when_it_is_told_to(monkeypatch):
    worker = Worker("w", poll_seconds=0.01)
    monkeypatch.setattr("freehold.kit.jobs.worker.claim_next", lambda *_: None)
    monkeypatch.setattr(Keeper, "keep_house", lambda self: None)
    before = signal.getsignal(signal.SIGTERM)
    threading.Timer(0.2, lambda: signal.raise_signal(signal.SIGTERM)).start()
    worker.run_forever()
    assert worker.stop()
    assert signal.getsignal(signal.SIGTERM) is before


def test_the_package_offers_the_worker_and_nothing_it_lacks():
    assert jobs.Worker is Worker
    with pytest.raises(AttributeError, match="Wrker"):
        jobs.Wrker


def test_a_worker_can_be_started_again_after_it_was_stopped(monkeypatch):
    looks = threading.Semaphore(0)
    monkeypatch.setattr("freehold.kit.jobs.worker.claim_next", lambda *_: looks.release())
    monkeypatch.setattr(Keeper, "keep_house", lambda self: None)
    worker = Worker("w", poll_seconds=0.01)
    for _ in range(2):
        worker.start_thread()
        assert looks.acquire(timeout=20)
        assert worker.stop()
