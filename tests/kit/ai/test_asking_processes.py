"""Asking in many threads at once and in a process that is killed, on a database of its own."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

PROGRAM = Path(__file__).with_name("program.py")
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def folder(tmp_path, django_db_setup, django_db_blocker) -> Path:
    """A data folder; on SQLite with the tables of the test's own database, so that they need not be made again."""
    if connection.vendor == "sqlite":
        copy = sqlite3.connect(tmp_path / "freehold.sqlite3")
        # Outside any transaction, which would keep the copy waiting for good.
        with django_db_blocker.unblock():
            connection.ensure_connection()
            connection.connection.backup(copy)
        copy.close()
    return tmp_path


def start(folder: Path, *step: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "FREEHOLD_DATA_DIR": str(folder), "PYTHONPATH": str(ROOT)}
    environment.pop("DATABASE_URL", None)
    return subprocess.Popen([sys.executable, str(PROGRAM), *step], env=environment, stdout=subprocess.PIPE, text=True)


def done(process: subprocess.Popen[str]) -> dict:
    told, _errors = process.communicate(timeout=120)
    assert process.returncode == 0
    return json.loads(told.splitlines()[-1])


def test_calls_at_the_same_time_cannot_spend_more_than_the_budget(folder, hostile_chat_server):
    def behave(call) -> None:
        # Slow enough that all of them have reserved before the first is closed.
        time.sleep(1.5)
        call.say("yes", usage={"prompt_tokens": 10, "completion_tokens": 2, "total_tokens": 12})

    hostile_chat_server.behave = behave
    told = done(start(folder, "race", hostile_chat_server.url, "12"))
    assert told["outcomes"] == ["answered"] * 5 + ["spent"] * 7
    assert told["tokens"] == 5 * 12 and len(hostile_chat_server.calls) == 5


def test_a_kill_in_the_middle_of_a_call_leaves_an_honest_log(folder, hostile_chat_server):
    hostile_chat_server.behave = lambda _call: time.sleep(3)
    process = start(folder, "hang", hostile_chat_server.url)
    end = time.monotonic() + 100
    while not hostile_chat_server.calls and time.monotonic() < end:
        time.sleep(0.02)
    process.kill()
    process.communicate()
    assert hostile_chat_server.calls, "the call was not made in time"
    told = done(start(folder, "after"))
    assert told["before"] == ["under_way"] and told["after"] == "lost"
    assert "Hello" in told["sent"] and told["used"] == told["room"]
