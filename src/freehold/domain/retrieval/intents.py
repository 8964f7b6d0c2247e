"""Which entry a question means: nearness in meaning to each entry's phrasings, and two small classifiers fitted to them.

The weights were chosen on CLINC150 (training and validation parts, domains "work", "small talk", "banking", "travel"); the threshold is
never fixed here: it is chosen on the owner's own phrasings (`threshold.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from freehold.domain.ports import Embedder
from freehold.domain.retrieval.features import hashed, rarity
from freehold.domain.retrieval.knowledge import Entry
from freehold.domain.retrieval.logistic import Matrix, fit, softmax

CLASSIFIER_WEIGHT = 0.5
PENALTY = 1e-5
ITERATIONS = 300
# Fitting costs rows × entries: with more rows fewer steps are worth waiting for.
FEWER_ITERATIONS, MANY_ROWS = 80, 2_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that a question may mean. `score` is comparable between questions, and with the threshold."""

    entry: Entry
    score: float


@dataclass(frozen=True, slots=True)
class Rows:
    """Every phrasing of every entry with its vectors; `labels` says which entry each belongs to."""

    texts: tuple[str, ...]
    labels: NDArray[np.int64]
    meaning: Matrix
    count: int

    def without(self, dropped: NDArray[np.bool_]) -> Rows:
        """Return the rows but those that are `dropped`."""
        kept = ~dropped
        texts = tuple(text for text, stays in zip(self.texts, kept, strict=True) if stays)
        return Rows(texts, self.labels[kept], self.meaning[kept], self.count)


def rows_of(entries: Sequence[Entry], embedder: Embedder) -> Rows:
    """Embed every phrasing of every entry."""
    texts = [text for entry in entries for text in entry.wordings]
    labels = np.array([index for index, entry in enumerate(entries) for _ in entry.wordings], dtype=np.int64)
    return Rows(tuple(texts), labels, embedder.embed(texts), len(entries))


class IntentModel:
    """Scores questions against entries."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        order = np.argsort(rows.labels, kind="stable")
        self._sorted = rows.meaning[order]
        self._starts = np.searchsorted(rows.labels[order], np.arange(rows.count))
        sums = np.add.reduceat(self._sorted, self._starts, axis=0)
        self._centres: Matrix = (sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)).astype(np.float32)
        self._rarity = rarity(rows.texts)
        iterations = ITERATIONS if len(rows.texts) <= MANY_ROWS else FEWER_ITERATIONS
        self._by_meaning = fit(rows.meaning, rows.labels, rows.count, penalty=PENALTY, iterations=iterations)
        words = hashed(rows.texts, self._rarity)
        self._by_words = fit(words, rows.labels, rows.count, penalty=PENALTY, iterations=iterations)

    def scores(self, texts: Sequence[str], meaning: Matrix) -> Matrix:
        """Return one row for each text (with its vector in `meaning`), one column for each entry."""
        nearest = np.maximum.reduceat(meaning @ self._sorted.T, self._starts, axis=1)
        near = (nearest + meaning @ self._centres.T) / 2
        likely = (softmax(meaning @ self._by_meaning) + softmax(hashed(texts, self._rarity) @ self._by_words)) / 2
        found: Matrix = near + np.float32(CLASSIFIER_WEIGHT) * likely
        return found
