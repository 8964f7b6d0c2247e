"""Asking the chatbot with no chat model: `n` entries with five phrasings each and twice as many passages of pages, made up."""

from __future__ import annotations

import random
import time
from datetime import date
from typing import Any

import numpy as np

from bench.measure import growth, milliseconds, rss_mb, summary
from freehold.domain.retrieval import Answerer, Entry, Passage
from freehold.integrations.ai import embedder

ASKED = 200
PHRASINGS = 5
_ASKING = ("what is the {} for {}", "how much is {} with {}", "can i get {} on {}", "tell me about {} and {}", "is {} included in {}")
_SYLLABLES = ["ba", "ce", "di", "fo", "gu", "ha", "ki", "lo", "mu", "ne", "pa", "qui", "ro", "su", "te", "vi", "wo", "xa", "yo", "zu"]


class MadeUp:
    """Stands in for the model while the index is built: its time is known (about 10 ms a text) and kept on disk by the product."""

    name = "made-up"
    dimensions = 384

    def __init__(self) -> None:
        self._random = np.random.default_rng(7)

    def embed(self, texts: Any) -> Any:
        """Return random unit vectors."""
        rows = self._random.standard_normal((len(texts), self.dimensions)).astype(np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


class BuiltThenReal(MadeUp):
    """Random vectors while building, the real model for what is asked."""

    built = False

    def embed(self, texts: Any) -> Any:
        """Return the real vectors once `built`."""
        return embedder().embed(texts) if self.built else super().embed(texts)


def run(n: int) -> dict[str, Any]:
    """Ask 200 questions of `n` entries (default 1,000) and 2 × `n` passages; the model runs once a question, as in the product."""
    n = n or 1_000
    entries, passages = _knowledge(n)
    model = BuiltThenReal()
    started = time.perf_counter()
    answerer = Answerer(entries, passages, model, today=date(2026, 1, 1))
    build_s = time.perf_counter() - started
    model.built = True
    questions = [text for entry in entries[:: max(1, n // ASKED)] for text in entry.phrasings[:1]][:ASKED]
    answerer.ask(questions[0])
    times = [milliseconds(lambda text=text: answerer.ask(text)) for text in questions]
    by_words = Answerer(entries[:200], passages[:400], None, today=date(2026, 1, 1))
    lexical = [milliseconds(lambda text=text: by_words.ask(text)) for text in questions]

    def of_size(size: int) -> float:
        made = MadeUp()
        small = Answerer(entries[:size], passages[: 2 * size], made, today=date(2026, 1, 1))
        return milliseconds(lambda: [small.ask(text) for text in questions[:20]]) / 20

    return {
        "n": n,
        "passages": len(passages),
        **summary(times),
        "rss_mb": rss_mb(),
        "build_s": round(build_s, 2),
        "by_words_n": len(by_words.entries),
        "by_words_p95_ms": summary(lexical)["p95_ms"],
        "without_model_by_entries": growth([size for size in (10, 100, 300) if size < n], of_size),
    }


def _knowledge(n: int) -> tuple[list[Entry], list[Passage]]:
    made = random.Random(7)
    words = ["".join(made.choices(_SYLLABLES, k=made.randint(2, 4))) for _ in range(3_000)]
    entries = []
    for at in range(n):
        first, second = made.sample(words, 2)
        texts = [form.format(first, second) for form in _ASKING[:PHRASINGS]]
        entries.append(Entry(id=str(at), question=texts[0], phrasings=tuple(texts[1:]), answer=f"The answer about {first}."))
    passages = [Passage(id=str(at), text=" ".join(_sentence(made, words) for _ in range(5)), source=f"page {at}") for at in range(2 * n)]
    return entries, passages


def _sentence(made: random.Random, words: list[str]) -> str:
    return " ".join(made.choices(words, k=made.randint(8, 20))).capitalize() + "."
