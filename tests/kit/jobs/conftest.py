"""A clock that tests turn, and a small installation of its own in other processes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

PROGRAM = Path(__file__).with_name("site_program.py")


class Clock:
    """Stands still until it is advanced."""

    def __init__(self) -> None:
        self.now = timezone.now()

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **amount: float) -> datetime:
        self.now += timedelta(**amount)
        return self.now


class Site:
    """Processes that share one database and one log of what their tasks did."""

    def __init__(self, database: dict[str, object], folder: Path) -> None:
        self._database = json.dumps(database, default=str)
        self.folder = folder
        self.started: list[subprocess.Popen[str]] = []

    def start(self, command: str, *arguments: object) -> subprocess.Popen[str]:
        line = [sys.executable, str(PROGRAM), self._database, str(self.folder), command, *map(str, arguments)]
        process = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.started.append(process)
        return process

    def finish(self, process: subprocess.Popen[str]) -> dict:
        out, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
        return json.loads(out.splitlines()[-1])

    def run(self, command: str, *arguments: object) -> dict:
        return self.finish(self.start(command, *arguments))

    def log(self) -> list[list[str]]:
        path = self.folder / "log"
        return [line.split() for line in path.read_text().splitlines()] if path.exists() else []

    def wait_for(self, first: str, seconds: float = 30) -> None:
        deadline = time.monotonic() + seconds
        while not any(line and line[0] == first for line in self.log()):
            assert time.monotonic() < deadline, f"{first} was never logged"
            time.sleep(0.02)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def prepared_sqlite(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("prepared")
    path = folder / "site.sqlite3"
    Site(_sqlite_at(path), folder).run("prepare")
    return path


@pytest.fixture
def site(request, tmp_path, transactional_db) -> Iterator[Site]:
    if connection.vendor == "sqlite":
        path = tmp_path / "site.sqlite3"
        shutil.copy(request.getfixturevalue("prepared_sqlite"), path)
        database = _sqlite_at(path)
    else:
        keys = ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT")
        database = {key: connection.settings_dict[key] for key in keys}
    site = Site(database, tmp_path)
    yield site
    for process in site.started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def _sqlite_at(path: Path) -> dict[str, object]:
    options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": path, "OPTIONS": options}
