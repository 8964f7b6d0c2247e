"""Starting and stopping `freehold` as a process of its own, in a data folder of its own."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

PROGRAM = [sys.executable, "-m", "freehold"]
PATIENCE = 180


@dataclass
class Program:
    """A running Freehold."""

    address: str
    link: str
    data_dir: Path
    process: subprocess.Popen[bytes]
    environment: dict[str, str]

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self.process.wait(timeout=20)


def environment_for(data_dir: Path) -> dict[str, str]:
    """Return the environment of a program with a database of its own, on the kind of database that is being tested."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("FREEHOLD_", "DJANGO_"))}
    environment["FREEHOLD_DATA_DIR"] = str(data_dir)
    if server := environment.get("DATABASE_URL"):
        environment["DATABASE_URL"] = new_database(server)
    return environment


def new_database(server: str) -> str:
    """Make a fresh database on a PostgreSQL and return its address."""
    import psycopg

    name = f"e2e_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"{server.rsplit('/', 1)[0]}/{name}"


def call(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    return subprocess.run(
        [*PROGRAM, *arguments], env=environment, capture_output=True, text=True, encoding="utf-8", check=False, timeout=240
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(data_dir: Path, environment: dict[str, str] | None = None) -> Iterator[Program]:
    """Start the program, wait until it answers, and stop it at the end."""
    environment = environment or environment_for(data_dir)
    port = free_port()
    log = data_dir / f"log-{port}.txt"
    with log.open("wb") as out:
        process = subprocess.Popen([*PROGRAM, "--no-browser", "--port", str(port)], env=environment, stdout=out, stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}"
    try:
        link = _wait(process, address, log)
        yield Program(address, link, data_dir, process, environment)
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(timeout=20)


def _wait(process: subprocess.Popen[bytes], address: str, log: Path) -> str:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        found = re.search(r"(http://\S+/sign-in/\S+)", log.read_text(encoding="utf-8", errors="replace"))
        if found:
            try:
                urlopen(address, timeout=10).close()
                return found[1]
            except OSError:
                pass
        time.sleep(0.1)
    raise AssertionError(f"Freehold did not start:\n{log.read_text(encoding='utf-8', errors='replace')}")
