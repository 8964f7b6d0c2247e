"""Workers as real processes: killed in the middle, two at once, beside a web server that writes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter

import pytest

from freehold.kit.jobs.processes import is_alive, this_process


def test_a_task_whose_worker_was_killed_is_finished_by_the_next(site):
    site.run("enqueue", "wait_for_go", 1)
    doomed = site.start("work", "doomed", 1)
    site.wait_for("start")
    doomed.kill()
    doomed.communicate(timeout=30)
    assert site.run("report")["statuses"] == ["RUNNING"]

    (site.folder / "go").touch()
    report = site.run("serve_until_done", "heir", 30)

    assert report["statuses"] == ["SUCCESSFUL"]
    assert report["workers"] == [["doomed", "heir"]]
    assert (report["leases"], report["abandoned"]) == (0, 1)
    assert [line[0] for line in site.log()] == ["start", "start", "end"]


def test_two_workers_at_once_never_run_one_task_twice(site):
    site.run("enqueue", "note", 60)
    workers = [site.start("work", name, 2) for name in ("left", "right")]
    counts = [site.finish(worker)["count"] for worker in workers]

    assert sum(counts) == 60
    assert Counter(line[1] for line in site.log()) == {str(number): 1 for number in range(60)}
    assert site.run("report")["statuses"] == ["SUCCESSFUL"] * 60


def test_a_living_task_is_not_taken_away_by_a_second_worker(site):
    site.run("enqueue", "wait_for_go", 1)
    first = site.start("work", "first", 1)
    site.wait_for("start")
    # The second looks for two seconds, which is ten heartbeats of the first.
    site.run("serve_until_done", "second", 2)
    (site.folder / "go").touch()
    site.finish(first)

    assert site.run("report")["workers"] == [["first"]]
    assert [line[0] for line in site.log()] == ["start", "end"]


def test_writes_go_on_while_a_task_runs_and_a_new_task_need_not_wait_for_the_poll(site):
    seen = site.run("write_while_working")
    assert seen["still_asleep"]
    assert seen["slowest"] < 1.0
    assert seen["woke"] < 10.0  # its poll is 30 seconds
    assert seen["ended"]


def test_a_task_cut_short_by_a_stop_is_finished_after_the_restart_and_not_counted_against(site):
    seen = site.run("stop_in_the_middle")
    assert seen == {"ended": False, "stopping": [True]}
    (site.folder / "go").touch()
    report = site.run("serve_until_done", "restarted", 30)
    assert (report["statuses"], report["abandoned"]) == (["SUCCESSFUL"], 0)


def test_two_deliveries_at_the_same_time_call_the_handler_once(site):
    site.run("publish_with_two_deliveries")
    for worker in [site.start("work", name, 1) for name in ("left", "right")]:
        site.finish(worker)
    assert site.log() == [["heard", "1"]]
    assert site.run("report")["statuses"] == ["SUCCESSFUL"] * 2


def test_several_workers_that_tick_enqueue_each_period_once(site):
    site.run("schedule")
    tickers = [site.start("tick_often", 1) for _ in range(3)]
    assert sum(site.finish(ticker)["enqueued"] for ticker in tickers) == 1
    assert site.run("report")["statuses"] == ["READY"]


def test_this_process_lives_and_one_that_ended_does_not():
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait(timeout=30)
    assert is_alive(os.getpid())
    assert not is_alive(ended.pid)
    assert this_process() is this_process()


@pytest.mark.parametrize("pid", [0, -1, 2**80])
def test_what_can_be_no_process_id_is_not_alive(pid):
    assert not is_alive(pid)
