"""Pulling the plug while visitors write and are answered, and several processes that answer at once: nothing lost, nothing said twice."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.e2e.program import PROGRAM, environment_for

SCRIPT = [sys.executable, "-m", "tests.e2e.talking"]
ROOT = Path(__file__).resolve().parents[2]


def run(environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run([*SCRIPT, *arguments], env=environment, cwd=ROOT, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def begin(environment: dict[str, str], *arguments: str, command: list[str] = SCRIPT) -> subprocess.Popen[str]:
    return subprocess.Popen([*command, *arguments], env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def kill(process: subprocess.Popen[str]) -> list[tuple[int, int]]:
    """Kill it and return the (conversation, number) of every message that it said it had stored."""
    process.kill()
    out, _errors = process.communicate(timeout=60)
    lines = [line.split() for line in out.splitlines() if line.endswith(tuple("0123456789"))]
    return [(int(one), int(other)) for one, other in (line for line in lines if len(line) == 2)]


def figures(environment: dict[str, str]) -> dict[str, int]:
    names = ("messages", "unanswered", "gaps", "twice", "late", "handovers", "mails", "mails_twice")
    return dict(zip(names, map(int, run(environment, "count").split()), strict=True))


def assert_whole(found: dict[str, int]) -> None:
    assert (found["gaps"], found["twice"], found["late"], found["mails_twice"]) == (0, 0, 0, 0)
    assert found["handovers"] == found["mails"]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """One data folder for all of them: what one leaves is there for the next, as in real life."""
    made = environment_for(tmp_path_factory.mktemp("talking"))
    run(made, "prepare")
    return made


def test_a_kill_while_visitors_write_loses_no_message_and_answers_none_twice(environment: dict[str, str]):
    told: list[tuple[int, int]] = []
    for pause in (0.15, 0.4):
        processes = [begin(environment, "talk", f"{turn}{pause}") for turn in ("a", "b")]
        for process in processes:
            assert process.stdout is not None
            process.stdout.readline()
        time.sleep(pause)
        for process in processes:
            told += kill(process)
    assert_whole(figures(environment))
    assert told
    run(environment, "answer")
    found = figures(environment)
    assert_whole(found)
    assert found["unanswered"] == 0
    assert found["messages"] >= len(told)
    assert found["handovers"] > 0


def test_a_person_takes_over_while_two_processes_answer(environment: dict[str, str]):
    talking = begin(environment, "talk", "a")
    assert talking.stdout is not None
    for _ in range(12):
        talking.stdout.readline()
    processes = [begin(environment, "answer"), begin(environment, "take")]
    run(environment, "take")
    kill(talking)
    for process in processes:
        _out, errors = process.communicate(timeout=240)
        assert process.returncode == 0, errors[-3000:]
    run(environment, "answer")
    found = figures(environment)
    assert_whole(found)
    assert found["unanswered"] == 0


def test_two_workers_of_which_one_is_killed_pass_each_conversation_on_once(environment: dict[str, str]):
    run(environment, "answer")
    before = figures(environment)["handovers"]
    run(environment, "queue")
    workers = [begin(environment, "worker", "--until-idle", command=PROGRAM) for _ in range(2)]
    end = time.monotonic() + 120
    while figures(environment)["unanswered"] > 20 and time.monotonic() < end:
        time.sleep(0.2)
    workers[0].kill()
    for worker in workers:
        worker.communicate(timeout=240)
    run(environment, "answer")
    found = figures(environment)
    assert_whole(found)
    assert (found["unanswered"], found["handovers"]) == (0, before + 24)
