"""Reading postings: time per posting, and how it grows with the length of the text."""

from __future__ import annotations

import os
from dataclasses import replace
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
        "by_characters": growth([1_000, 10_000, 100_000], of_length),
        "cpu_s": round(os.times().user, 1),
    }
