"""Timing and memory."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any


def milliseconds(work: Callable[[], object]) -> float:
    """Run `work` once and return how long it took, in milliseconds."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def summary(times: Sequence[float]) -> dict[str, float]:
    """Return p50_ms, p95_ms and per_second of single times in milliseconds."""
    ordered = sorted(times)
    at_95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return {
        "p50_ms": round(statistics.median(ordered), 2),
        "p95_ms": round(at_95, 2),
        "per_second": round(1000 * len(ordered) / max(sum(ordered), 1e-9), 1),
    }


def rss_mb(pid: int | str = "self") -> float | None:
    """Return the resident memory of a process in MB, or None where the system does not tell."""
    status = Path(f"/proc/{pid}/status")
    if status.exists():
        for line in status.read_text().splitlines():
            if line.startswith("VmRSS:"):
                return round(int(line.split()[1]) / 1024, 1)
    if pid == "self" and sys.platform != "win32":
        import resource

        return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10), 1)
    return None


def growth(sizes: Sequence[int], measure: Callable[[int], float]) -> list[dict[str, Any]]:
    """Return the figure at each size, to show how it grows."""
    return [{"n": size, "ms": round(measure(size), 2)} for size in sizes]
