"""Processes killed again and again while they send, against a real SMTP server and a database on disk: each reader gets one mail at most."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

from tests.apps.outreach.sending.program import COUNT
from tests.integrations.mail.smtp_server import Behaviour, smtp_server

ROOT = Path(__file__).resolve().parents[4]
KILLS = 4


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "tests.apps.outreach.sending.program", *map(str, arguments)]


def environment(folder: Path) -> dict[str, str]:
    return {**{name: value for name, value in os.environ.items() if name != "DATABASE_URL"}, "FREEHOLD_DATA_DIR": str(folder)}


def run(folder: Path, *arguments: object) -> dict[str, str]:
    done = subprocess.run(command(*arguments), cwd=ROOT, env=environment(folder), capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def kill_after(process: subprocess.Popen, server: Behaviour, mails: int, wait: float) -> None:
    """Kill the process when the server has taken so many mails, and a moment later."""
    deadline = time.monotonic() + 120
    while len(server.taken) < mails and process.poll() is None:
        assert time.monotonic() < deadline, "it never came to that point"
        time.sleep(0.005)
    time.sleep(wait)
    process.kill()
    process.wait(30)


def test_processes_that_are_killed_while_they_send_write_to_nobody_twice(tmp_path):
    rng = random.Random(5)
    with smtp_server(Behaviour()) as server:
        run(tmp_path, "prepare", server.port)
        server.slow = {"data": 0.05, "to": 0.05}
        for turn in range(KILLS):
            process = subprocess.Popen(
                command("go"), cwd=ROOT, env=environment(tmp_path), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            kill_after(process, server, 2 * turn + 1, rng.uniform(0, 0.15))
        server.slow = {}
        states = run(tmp_path, "go", 0)
        receivers = [str(mail["To"]) for mail in server.mails]
    assert len(receivers) == len(set(receivers))
    # Who had objected has no mail in the outbox at all; everybody else got theirs, or a person has to look whether they did.
    assert len(states) == COUNT - COUNT // 5
    assert set(states.values()) <= {"sent", "unknown"}
    assert len(receivers) >= len(states) - KILLS
    assert sum(state == "unknown" for state in states.values()) <= KILLS
