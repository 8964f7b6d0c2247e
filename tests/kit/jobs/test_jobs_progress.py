"""Progress: cheap to write, honest about the rest time, stoppable."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import OperationalError

from freehold.kit.jobs import services
from freehold.kit.jobs.models import Progress as Row
from freehold.kit.jobs.progress import Progress, ProgressView, announce, progress, progress_of, progress_under, request_stop

pytestmark = pytest.mark.django_db


class Stopwatch:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def stopwatch() -> Stopwatch:
    return Stopwatch()


@pytest.fixture
def bar(clock, stopwatch) -> Progress:
    return Progress("import:12", 200, clock=clock, monotonic=stopwatch)


def pass_seconds(clock, stopwatch, seconds: float) -> None:
    clock.advance(seconds=seconds)
    stopwatch.seconds += seconds


def test_steps_within_half_a_second_are_not_written(bar, stopwatch, django_assert_num_queries):
    with bar:
        with django_assert_num_queries(0):
            for _ in range(100):
                bar.step()
        assert progress_of("import:12").done == 0
        stopwatch.seconds += 0.5
        bar.step()
        assert progress_of("import:12").done == 101


def test_the_end_is_always_written(bar):
    with bar:
        bar.step(200, "Matching")
    view = progress_of("import:12")
    assert (view.done, view.state, view.message, view.fraction, view.is_finished) == (200, "done", "Matching", 1.0, True)


def test_the_rest_time_follows_the_pace_so_far(bar, clock, stopwatch):
    with bar:
        pass_seconds(clock, stopwatch, 10)
        bar.step(50)
        assert progress_of("import:12").remaining_seconds(clock.now) == pytest.approx(30)
        pass_seconds(clock, stopwatch, 10)
        bar.step(100)
        assert progress_of("import:12").remaining_seconds(clock.now) == pytest.approx(20 / 150 * 50)
    assert progress_of("import:12").remaining_seconds(clock.now) == 0


@pytest.mark.parametrize(("done", "total", "started"), [(0, 10, True), (5, None, True), (5, 0, True), (5, 10, False)])
def test_without_a_pace_or_an_end_no_rest_time_is_invented(clock, done, total, started):
    view = ProgressView("k", "running", done, 0, total, "", clock.now if started else None, clock.now, False)
    assert view.remaining_seconds(clock.now) is None


def test_more_done_than_announced_means_no_rest_and_not_more_than_all(clock):
    view = ProgressView("k", "running", 12, 0, 10, "", clock.now, clock.now, False)
    assert view.remaining_seconds(clock.advance(seconds=5)) == 0
    assert view.fraction == 1.0


def test_what_an_earlier_run_did_counts_for_the_bar_and_not_for_the_pace(clock, stopwatch):
    with Progress("import:12", 200, done=100, clock=clock, monotonic=stopwatch) as bar:
        assert progress_of("import:12").fraction == 0.5
        assert progress_of("import:12").remaining_seconds(clock.now) is None
        pass_seconds(clock, stopwatch, 10)
        bar.step(50)
        assert progress_of("import:12").remaining_seconds(clock.now) == pytest.approx(10)


def test_an_announced_total_and_message_stay_unless_the_work_knows_better(clock):
    announce("a", clock.now, 7, "Reading")
    with progress("a"):
        view = progress_of("a")
        assert (view.total, view.message) == (7, "Reading")
    announce("a", clock.now, 7, "Reading")
    with progress("a", 9, "Matching"):
        view = progress_of("a")
        assert (view.total, view.message) == (9, "Matching")
    with progress("a"):
        assert progress_of("a").total is None


def test_a_person_can_stop_running_work(bar, stopwatch):
    with bar:
        assert request_stop("import:12")
        bar.step()
        assert not bar.stopped
        stopwatch.seconds += 1
        bar.step()
        assert bar.stopped
    view = progress_of("import:12")
    assert (view.state, view.stop_requested, view.done) == ("stopped", False, 2)


def test_a_stop_pressed_while_the_work_still_waits_is_not_lost(bar, clock):
    announce("import:12", clock.now, 200)
    assert progress_of("import:12").state == "waiting"
    assert request_stop("import:12")
    with bar:
        assert bar.stopped


def test_a_stop_of_what_is_over_or_never_was_does_nothing(bar):
    with bar:
        bar.step()
    assert not request_stop("import:12")
    assert not request_stop("nothing")
    with bar:
        assert not bar.stopped


def test_an_error_inside_is_shown_as_failed_and_goes_on(bar):
    with pytest.raises(ValueError, match="row 3"), bar:
        raise ValueError("row 3")
    assert progress_of("import:12").state == "failed"


def test_a_new_run_of_the_same_key_begins_at_nothing(clock):
    with progress("k", 2) as bar:
        bar.step(2)
    announce("k", clock.now, 5)
    view = progress_of("k")
    assert (view.done, view.total, view.state, view.started_at) == (0, 5, "waiting", None)


def test_a_busy_database_does_not_end_the_work(bar, stopwatch, monkeypatch):
    def busy(*_, **__):
        raise OperationalError("database is locked")

    with bar:
        with monkeypatch.context() as patch:
            patch.setattr("django.db.models.query.QuerySet.update", busy)
            stopwatch.seconds += 1
            bar.step()
        bar.step()
    assert progress_of("import:12").done == 2


def test_running_work_that_is_silent_for_long_is_stale(bar, clock):
    with bar:
        view = progress_of("import:12")
        assert not view.is_stale(clock.now)
        assert view.is_stale(clock.now + timedelta(minutes=3))
    assert not progress_of("import:12").is_stale(clock.now + timedelta(minutes=3))


def test_work_is_listed_by_the_beginning_of_its_key(clock):
    for key in ("7:import", "7:match", "70:import"):
        announce(key, clock.advance(seconds=1))
    assert [view.key for view in progress_under("7:")] == ["7:match", "7:import"]
    assert progress_of("7:none") is None


def test_old_progress_is_forgotten_with_old_jobs(clock):
    announce("waiting", clock.now)
    with Progress("over", clock=clock):
        pass
    services.prune(clock.advance(days=91))
    assert list(Row.objects.values_list("key", flat=True)) == ["waiting"]
