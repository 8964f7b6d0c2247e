"""A PostgreSQL cluster of its own for one test run: in a temporary folder, on loopback, gone afterwards."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from environment import find_postgres, say


@contextlib.contextmanager
def temporary_postgres() -> Iterator[str]:
    """Start a cluster and yield its address. Durability is switched off: the data lives for one run."""
    programs = find_postgres()
    if programs is None:
        sys.exit("PostgreSQL was not found. Install it (Debian: postgresql), then run the same command again.")
    folder = Path(tempfile.mkdtemp(prefix="freehold-pg-"))
    as_user = unprivileged(folder)
    port = free_port()
    data = folder / "data"
    options = (
        f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c full_page_writes=off -c max_connections=60"
    )
    try:
        say(f"Starting a temporary PostgreSQL on port {port} …")
        quiet([*as_user, programs / "initdb", "-D", data, "-U", "freehold", "-A", "trust", "-E", "UTF8", "--no-sync"])
        quiet([*as_user, programs / "pg_ctl", "-D", data, "-l", folder / "log", "-w", "-o", options, "start"])
        yield f"postgresql://freehold@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*as_user, programs / "pg_ctl", "-D", data, "-m", "immediate", "stop"], check=False, capture_output=True, cwd=folder)
        shutil.rmtree(folder, ignore_errors=True)


def unprivileged(folder: Path) -> list[str]:
    """Return the words that run a command as the postgres user: PostgreSQL refuses to run as root."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return []
    shutil.chown(folder, "postgres")
    return ["runuser", "-u", "postgres", "--"]


def free_port() -> int:
    """Return a port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def quiet(command: list[str | Path]) -> None:
    """Run a command and show what it printed only when it fails."""
    words = [str(word) for word in command]
    done = subprocess.run(words, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=tempfile.gettempdir())
    if done.returncode:
        sys.exit(f"{' '.join(words)} failed:\n{done.stdout}")
