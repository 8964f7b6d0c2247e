"""Recurring tasks: once a period, once after a pause, whatever else is broken."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django_tasks import task
from django_tasks_db.models import DBTaskResult
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.errors import SystemFault
from freehold.kit.jobs import schedule as scheduling
from freehold.kit.jobs import schedules as jobs_schedules
from freehold.kit.jobs.models import Schedule
from freehold.kit.jobs.schedule import ScheduleSpec, drop_schedule, ensure_schedules, following, put_schedule, tick
from freehold.kit.jobs.selectors import broken_schedules
from freehold.kit.jobs.worker import Worker
from freehold.kit.outbox import schedules as outbox_schedules

HOUR = timedelta(hours=1)
DONE: list[object] = []


@task()
def poll(source: str, depth: int = 1) -> None:
    DONE.append((source, depth))


PATH = poll.module_path
HOURLY = ScheduleSpec("hourly", PATH, HOUR, args=("feeds",), kwargs={"depth": 2})


@pytest.fixture(autouse=True)
def nothing_done():
    DONE.clear()


def finish_all() -> None:
    DBTaskResult.objects.update(status="SUCCESSFUL")


@pytest.mark.django_db
def test_a_due_schedule_is_enqueued_once_a_period(clock):
    ensure_schedules([HOURLY], clock.now)
    assert tick(clock.now) == ["hourly"]
    assert tick(clock.now) == []
    finish_all()
    assert tick(clock.advance(minutes=59)) == []
    assert tick(clock.advance(minutes=1)) == ["hourly"]


@pytest.mark.django_db
def test_a_worker_runs_what_is_due_with_its_arguments(clock):
    ensure_schedules([HOURLY], clock.now)
    assert Worker("w", clock=clock).run_until_idle() == 1
    assert DONE == [("feeds", 2)]


@pytest.mark.django_db
def test_after_a_pause_there_is_one_run_and_the_rhythm_is_kept(clock):
    start = clock.now
    ensure_schedules([HOURLY], start)
    tick(start)
    finish_all()
    assert tick(start + 7.5 * HOUR) == ["hourly"]
    row = Schedule.objects.get()
    assert (row.next_run_at, row.last_run_at) == (start + 8 * HOUR, start + 7.5 * HOUR)


@pytest.mark.django_db
def test_a_period_is_left_out_while_the_last_run_is_not_done(clock):
    ensure_schedules([HOURLY], clock.now)
    tick(clock.now)
    assert tick(clock.advance(hours=1)) == []
    finish_all()
    assert tick(clock.advance(hours=1)) == ["hourly"]
    assert DBTaskResult.objects.count() == 2


@pytest.mark.django_db
def test_of_two_workers_that_saw_the_same_due_row_one_enqueues(clock):
    ensure_schedules([HOURLY], clock.now)
    seen = Schedule.objects.get()
    assert [scheduling._run_due(seen, clock.now), scheduling._run_due(seen, clock.now)] == [True, False]
    assert DBTaskResult.objects.count() == 1


@pytest.mark.django_db
def test_a_schedule_without_a_task_is_named_and_holds_up_nobody(clock):
    ensure_schedules([ScheduleSpec("a-broken", PATH, HOUR, args=("x",)), HOURLY], clock.now)
    Schedule.objects.filter(name="a-broken").update(task_path="nowhere.at_all")
    assert tick(clock.now) == ["hourly"]
    assert tick(clock.now) == []
    [(name, fault)] = broken_schedules()
    assert name == "a-broken"
    assert "nowhere.at_all" in fault


@pytest.mark.django_db
def test_when_enqueueing_fails_the_schedule_stays_due(clock, monkeypatch):
    ensure_schedules([HOURLY], clock.now)
    with monkeypatch.context() as patch, pytest.raises(RuntimeError):
        patch.setattr(type(poll), "enqueue", lambda *_, **__: (_ for _ in ()).throw(RuntimeError("disk full")))
        tick(clock.now)
    assert tick(clock.now) == ["hourly"]


@pytest.mark.django_db
def test_ensuring_again_changes_nothing_and_keeps_when_it_is_due(clock):
    ensure_schedules([HOURLY], clock.now)
    tick(clock.now)
    before = list(Schedule.objects.values())
    ensure_schedules([HOURLY], clock.advance(minutes=10))
    assert list(Schedule.objects.values()) == before


@pytest.mark.django_db
def test_a_shorter_period_takes_effect_at_once_and_the_last_run_is_kept(clock):
    start = clock.now
    ensure_schedules([HOURLY], start)
    tick(start)
    ensure_schedules([ScheduleSpec("hourly", PATH, timedelta(minutes=5), args=("feeds",))], start)
    row = Schedule.objects.get()
    assert (row.next_run_at, row.last_run_at, row.kwargs) == (start + timedelta(minutes=5), start, {})


@pytest.mark.django_db
def test_what_the_code_lists_no_longer_goes_and_what_was_added_at_run_time_stays(clock):
    put_schedule(ScheduleSpec("source:7", PATH, HOUR, args=("7",)), clock.now)
    ensure_schedules([HOURLY], clock.now)
    ensure_schedules([], clock.now)
    assert list(Schedule.objects.values_list("name", flat=True)) == ["source:7"]
    drop_schedule("source:7")
    drop_schedule("source:7")
    assert not Schedule.objects.exists()


@pytest.mark.django_db
def test_a_first_run_can_be_put_off(clock):
    ensure_schedules([ScheduleSpec("later", PATH, HOUR, args=("x",), first_after=timedelta(minutes=3))], clock.now)
    assert tick(clock.now) == []
    assert tick(clock.advance(minutes=3)) == ["later"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "specs",
    [
        [HOURLY, HOURLY],
        [ScheduleSpec("x", PATH, timedelta(0))],
        [ScheduleSpec("x", "nowhere", HOUR)],
        [ScheduleSpec("x", "json.dumps", HOUR)],
    ],
)
def test_a_wrong_list_is_refused_whole(clock, specs):
    with pytest.raises(SystemFault):
        ensure_schedules([ScheduleSpec("good", PATH, HOUR), *specs], clock.now)
    assert not Schedule.objects.exists()


@pytest.mark.django_db
def test_the_kits_own_schedules_lead_to_tasks_that_run(clock):
    ensure_schedules([*jobs_schedules.SCHEDULES, *outbox_schedules.SCHEDULES], clock.now)
    clock.advance(hours=1)
    assert Worker("w", clock=clock).run_until_idle() == 2
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"SUCCESSFUL"}


@given(every=st.integers(1, 10**6), late=st.integers(0, 10**9))
def test_the_next_time_is_the_first_in_the_rhythm_after_now(every, late):
    due = datetime(2026, 1, 1, tzinfo=UTC)
    period, now = timedelta(seconds=every), due + timedelta(seconds=late)
    then = following(due, period, now)
    assert now < then <= now + period
    assert (then - due) % period == timedelta(0)
