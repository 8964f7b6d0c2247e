"""Reading postings: time per posting, postings a second on one core and on two, and how it grows with number and length."""

from __future__ import annotations

import os
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from typing import Any

from bench.corpus import NOW, postings
from bench.measure import growth, milliseconds, rss_mb, summary
from freehold.domain.postings.analyse import analyse
from freehold.integrations.ai import language_detector
from freehold.integrations.skills import load_gazetteer


def run(n: int) -> dict[str, Any]:
    """Analyse `n` postings (default 1,000) one by one."""
    gazetteer, detect = load_gazetteer(), language_detector()

    def once(posting: Any) -> float:
        return milliseconds(lambda: analyse(posting, gazetteer=gazetteer, today=NOW.date(), detect_language=detect))

    rows = postings(n or 1000)
    once(rows[0])
    times = [once(row) for row in rows]
    long_text = "\n\n".join(row.description for row in rows[:200])

    def of_length(size: int) -> float:
        return once(replace(rows[0], description=(long_text * (size // len(long_text) + 1))[:size]))

    return {
        "n": len(rows),
        **summary(times),
        "rss_mb": rss_mb(),
        "per_second_two_cores": _on_two_cores(len(rows)),
        "by_number": growth([100, 300, 1000], lambda size: sum(once(row) for row in (rows * (size // len(rows) + 1))[:size])),
        "by_characters": growth([1_000, 10_000, 100_000], of_length),
        "cpu_s": round(os.times().user, 1),
    }


def _on_two_cores(n: int) -> float:
    """Return how many postings a second two processes read, each `n` of them; starting and loading are not counted."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        spans = list(pool.map(_read_all, (n, n)))
    return round(2 * n / (max(end for _, end in spans) - min(start for start, _ in spans)), 1)


def _read_all(n: int) -> tuple[float, float]:
    """Read `n` postings in this process; return when it began and ended."""
    gazetteer, detect, rows = load_gazetteer(), language_detector(), postings(n)
    analyse(rows[0], gazetteer=gazetteer, today=NOW.date(), detect_language=detect)
    started = time.time()
    for row in rows:
        analyse(row, gazetteer=gazetteer, today=NOW.date(), detect_language=detect)
    return started, time.time()
