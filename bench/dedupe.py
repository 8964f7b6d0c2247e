"""Finding postings of the same job: postings a second with growth in their number, the memory it takes, and the same as they come in."""

from __future__ import annotations

import os
import random
import time
from typing import Any

from bench.measure import rss_mb
from freehold.domain.postings.near import Fingerprint, fingerprint
from freehold.domain.postings.near_families import families

VOCABULARY, LENGTH, SEED = 20_000, 250, 7
SIZES = (1_000, 10_000, 50_000)


def run(n: int) -> dict[str, Any]:
    """Fingerprint and group made postings of 250 words, a third of them reposts with some words changed, up to `n` (default 50,000)."""
    largest = n or SIZES[-1]
    sizes = [size for size in SIZES if size < largest] + [largest]
    before = rss_mb()
    steps = [_measure(size) for size in sizes]
    return {**steps[-1], "rss_mb_before": before, "rss_mb": rss_mb(), "by_postings": steps, "cpu_s": round(os.times().user, 1)}


def _measure(size: int) -> dict[str, Any]:
    texts = _texts(size)
    started = time.perf_counter()
    prints: list[Fingerprint] = [fingerprint(title, company, text) for title, company, text in texts]
    read = time.perf_counter()
    found = families(prints)
    done = time.perf_counter()
    return {
        "n": size,
        "per_second": round(size / (done - started)),
        "fingerprints_s": round(read - started, 2),
        "families_s": round(done - read, 2),
        "families": len(set(found)),
    }


def _texts(size: int) -> list[tuple[str, str, str]]:
    """Return title, company and text; words come as often as in speech (by Zipf's law), every third posting repeats an earlier one."""
    chance = random.Random(SEED)
    words = [f"w{number}" for number in range(VOCABULARY)]
    weights = [1 / (rank + 10) for rank in range(VOCABULARY)]
    made: list[tuple[str, str, str]] = []
    for number in range(size):
        if number % 3 == 2:
            title, company, text = made[chance.randrange(len(made))]
            changed = text.split()
            for _ in range(4):
                changed[chance.randrange(len(changed))] = "changed"
            made.append((title, company, " ".join(changed)))
        else:
            drawn = chance.choices(words, weights, k=LENGTH)
            made.append((f"{drawn[0]} developer", f"Client {number % 5000}", " ".join(drawn)))
    return made
