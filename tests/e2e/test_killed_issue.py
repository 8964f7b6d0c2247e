"""Pulling the plug while invoices are issued, and two processes that issue at once: no half document, no gap, nothing lost."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from tests.e2e.program import environment_for

SCRIPT = [sys.executable, "-m", "tests.e2e.issuing"]
ROOT = Path(__file__).resolve().parents[2]


def run(environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run([*SCRIPT, *arguments], env=environment, cwd=ROOT, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def begin(environment: dict[str, str], *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*SCRIPT, "issue", *arguments], env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_a_kill_in_the_middle_of_issuing_leaves_no_half_document_and_no_gap(tmp_path: Path):
    environment = environment_for(tmp_path)
    drafts = 14
    run(environment, "prepare", str(drafts))
    told: list[str] = []
    for pause in (0.05, 0.21, 0.34):
        process = begin(environment)
        assert process.stdout is not None
        told.append(process.stdout.readline().strip())
        time.sleep(pause)
        process.kill()
        rest, _errors = process.communicate(timeout=60)
        told += rest.split()
        issued, left, gaps, half = map(int, run(environment, "count").split())
        assert (gaps, half) == (0, 0)
        assert issued + left == drafts
        # What was told before the plug was pulled is there; at most one more had just been written.
        assert len(told) <= issued <= len(told) + 3
        assert (
            "as they were issued"
            in subprocess.run(
                [*SCRIPT, "verify"], env=environment, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
            ).stderr
        )
    told += run(environment, "issue").split()
    assert run(environment, "count").split() == [str(drafts), "0", "0", "0"]
    assert len(told) == len(set(told))


def test_two_processes_issue_at_once_without_gap_duplicate_or_loss(tmp_path: Path):
    environment = environment_for(tmp_path)
    run(environment, "prepare", "14")
    processes = [begin(environment, turn, "2") for turn in ("0", "1")]
    told: list[str] = []
    for process in processes:
        out, errors = process.communicate(timeout=240)
        assert process.returncode == 0, errors[-3000:]
        told += out.split()
    assert len(told) == len(set(told)) == 14
    assert run(environment, "count").split() == ["14", "0", "0", "0"]
    run(environment, "verify")
