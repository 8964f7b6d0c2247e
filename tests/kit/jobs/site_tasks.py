"""Tasks of the other processes: each writes a line into the shared log, so that what ran is seen from outside."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django_tasks import task


@dataclass(frozen=True)
class Happened:
    number: int


def hear(event: Happened) -> None:
    """Take long enough for a second delivery to arrive meanwhile."""
    _log("heard", event.number)
    time.sleep(0.5)


def _folder() -> Path:
    return Path(settings.SITE_FOLDER)


def _log(*words: object) -> None:
    with (_folder() / "log").open("a") as log:
        log.write(" ".join(map(str, words)) + "\n")


@task()
def note(number: int) -> None:
    _log("note", number, os.getpid())


@task()
def wait_for_go(number: int) -> None:
    """Run until somebody makes the file `go`."""
    _log("start", number, os.getpid())
    while not (_folder() / "go").exists():
        time.sleep(0.02)
    _log("end", number, os.getpid())


@task()
def nap(number: int) -> None:
    _log("start", number)
    time.sleep(2.0)
    _log("end", number)
