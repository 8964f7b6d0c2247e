"""Cold start of the installed program in an empty folder: time to the first page, and its memory."""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

from bench.measure import rss_mb, summary

PROGRAM = Path(sys.executable).parent / ("freehold.exe" if sys.platform == "win32" else "freehold")
LONGEST_SECONDS = 60


def run(n: int) -> dict[str, Any]:
    """Start `n` times (default 3), each in a folder of its own."""
    rounds = [_start_once() for _ in range(n or 3)]
    again = [milliseconds for _, _, milliseconds in rounds]
    return {
        "n": len(rounds),
        **summary([first for first, _, _ in rounds]),
        "second_start_p50_ms": summary(again)["p50_ms"],
        "rss_mb": max(memory or 0 for _, memory, _ in rounds),
    }


def _start_once() -> tuple[float, float | None, float]:
    with tempfile.TemporaryDirectory() as folder:
        first, memory = _until_first_page(folder)
        second, _ = _until_first_page(folder)
    return first, memory, second


def _until_first_page(folder: str) -> tuple[float, float | None]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    started = time.perf_counter()
    process = subprocess.Popen(
        [str(PROGRAM), "--no-browser", "--port", str(port), "--data-dir", folder], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while time.perf_counter() - started < LONGEST_SECONDS:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
                    answer.read()
                    return (time.perf_counter() - started) * 1000, rss_mb(process.pid)
            except OSError:
                time.sleep(0.02)
        raise SystemExit("Freehold did not answer within a minute")
    finally:
        process.terminate()
        process.wait(timeout=20)
