"""Vectors of postings: time per text on one core and on two, how it grows with the number and the length of texts."""

from __future__ import annotations

from typing import Any

from bench.corpus import postings
from bench.measure import growth, milliseconds, rss_mb
from freehold.integrations.ai import EmbedderMiniLM

WORDS = 200


def run(n: int) -> dict[str, Any]:
    """Embed `n` texts (default 200) of up to 200 words each."""
    rows = postings(max(n, 200) if n else 200)
    words = " ".join(row.description for row in rows).split()
    texts = [" ".join(words[start : start + WORDS]) for start in range(0, WORDS * len(rows), WORDS) if words[start : start + WORDS]]
    texts = (texts * (len(rows) // len(texts) + 1))[: n or 200]
    one, two = EmbedderMiniLM(threads=1), EmbedderMiniLM(threads=2)
    loading = milliseconds(lambda: one.embed(["a"]))
    two.embed(["a"])
    alone = milliseconds(lambda: one.embed(texts))
    both = milliseconds(lambda: two.embed(texts))
    return {
        "n": len(texts),
        "load_ms": round(loading, 1),
        "per_second": round(1000 * len(texts) / alone, 1),
        "per_second_two_cores": round(1000 * len(texts) / both, 1),
        "rss_mb": rss_mb(),
        "by_texts": growth(
            [size for size in (10, 50, 100, 200, 500) if size <= len(texts)], lambda size: milliseconds(lambda: two.embed(texts[:size]))
        ),
        "by_words": growth([20, 60, 120, 200], lambda size: milliseconds(lambda: two.embed([" ".join(words[:size])]))),
    }
