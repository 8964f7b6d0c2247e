"""Which entry a question means: nearness to each entry's phrasings in meaning and words, and small classifiers fitted to them.

The weights were chosen on CLINC150's domains other than "work" and "small talk" (training and validation parts) and on BANKING77's
training part; the threshold is never fixed here: it is chosen on the owner's own phrasings (`threshold.py`).
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

# A phrasing that says just this counts so much, the middle of an entry's phrasings the rest.
NEAREST = 0.4
CLASSIFIER_WEIGHT = 0.5
# Of the two classifiers, the one on words counts so much.
WORDS = 0.3
PENALTY = 1e-5
# The classifiers start at the entries' centres, so that few steps are enough. A step costs rows × entries in time and memory: beyond
# about 1,500 entries with 5 phrasings the start itself must do.
ITERATIONS, STEPS_PAID, MOST_CELLS = 30, 30_000_000, 12_000_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that a question may mean. `score` is comparable between questions, and with the threshold."""

    entry: Entry
    score: float


@dataclass(frozen=True, slots=True)
class Rows:
    """Every phrasing of every entry with its vectors; `labels` says which entry each belongs to, in rising order.

    `meaning` is None where no model for it is installed; `rare` weighs the features of `words` (see `features.rarity`).
    """

    texts: tuple[str, ...]
    labels: NDArray[np.int64]
    meaning: Matrix | None
    words: Matrix
    rare: NDArray[np.float32]
    count: int

    def without(self, dropped: NDArray[np.bool_]) -> Rows:
        """Return the rows but those that are `dropped`. Every entry must keep one."""
        kept = ~dropped
        texts = tuple(text for text, stays in zip(self.texts, kept, strict=True) if stays)
        meaning = None if self.meaning is None else self.meaning[kept]
        return Rows(texts, self.labels[kept], meaning, self.words[kept], self.rare, self.count)


def rows_of(entries: Sequence[Entry], embedder: Embedder | None) -> Rows:
    """Return every phrasing of every entry with its vectors."""
    texts = [text for entry in entries for text in entry.wordings]
    labels = np.array([index for index, entry in enumerate(entries) for _ in entry.wordings], dtype=np.int64)
    rare = rarity(texts)
    meaning = None if embedder is None else embedder.embed(texts)
    return Rows(tuple(texts), labels, meaning, hashed(texts, rare), rare, len(entries))


class _View:
    """One kind of vector (meaning or words): how near a question is to each entry, and how likely each is."""

    def __init__(self, vectors: Matrix, labels: NDArray[np.int64], count: int) -> None:
        self.vectors = vectors
        self.starts = np.searchsorted(labels, np.arange(count))
        sums = np.add.reduceat(vectors, self.starts, axis=0)
        self.centres: Matrix = _unit(sums)
        cells = len(labels) * count
        iterations = min(ITERATIONS, max(4, STEPS_PAID // cells)) if cells <= MOST_CELLS else 0
        self.weights = fit(vectors, labels, count, penalty=PENALTY, iterations=iterations, from_centres=True)

    def near(self, asked: Matrix) -> Matrix:
        """Return cosines: the nearest phrasing's and the centre's, blended."""
        nearest = np.maximum.reduceat(asked @ self.vectors.T, self.starts, axis=1)
        found: Matrix = np.float32(NEAREST) * nearest + np.float32(1 - NEAREST) * (asked @ self.centres.T)
        return found

    def likely(self, asked: Matrix) -> Matrix:
        """Return a probability for each entry; they add up to 1, also for a foreign question."""
        return softmax(asked @ self.weights)


class IntentModel:
    """Scores questions against entries."""

    def __init__(self, rows: Rows) -> None:
        self._rare = rows.rare
        self._by_words = _View(rows.words, rows.labels, rows.count)
        self._by_meaning = None if rows.meaning is None else _View(rows.meaning, rows.labels, rows.count)

    def scores(self, texts: Sequence[str], meaning: Matrix | None) -> Matrix:
        """Return one row for each text (with its vector in `meaning`), one column for each entry."""
        return self.scores_of(hashed(texts, self._rare), meaning)

    def scores_of(self, words: Matrix, meaning: Matrix | None) -> Matrix:
        """Return the same for texts whose words are already `features.hashed`."""
        likely = self._by_words.likely(words)
        if self._by_meaning is None or meaning is None:
            found: Matrix = self._by_words.near(words) + np.float32(CLASSIFIER_WEIGHT) * likely
            return found
        likely = np.float32(WORDS) * likely + np.float32(1 - WORDS) * self._by_meaning.likely(meaning)
        return self._by_meaning.near(meaning) + np.float32(CLASSIFIER_WEIGHT) * likely


def _unit(rows: Matrix) -> Matrix:
    found: Matrix = (rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)).astype(np.float32)
    return found
