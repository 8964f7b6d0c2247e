"""Okapi BM25 over a fixed set of texts (Robertson and Zaragoza, 2009)."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from freehold.domain.retrieval.words import terms

K1 = 1.2
B = 0.75


class Bm25:
    """An index of texts. Scores are 0 for texts that share no term with the question."""

    def __init__(self, texts: Sequence[str]) -> None:
        counts = [Counter(terms(text)) for text in texts]
        lengths = np.array([sum(count.values()) for count in counts], dtype=np.float64)
        self.size = len(texts)
        mean = lengths.mean() if self.size else 1.0
        norm = K1 * (1 - B + B * lengths / max(mean, 1.0))
        rows: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for row, count in enumerate(counts):
            for term, times in count.items():
                rows[term].append((row, times * (K1 + 1) / (times + norm[row])))
        self._postings = {
            term: (np.array([row for row, _ in hits]), np.array([weight for _, weight in hits]) * self._idf(len(hits)))
            for term, hits in rows.items()
        }

    def _idf(self, holding: int) -> float:
        return math.log(1 + (self.size - holding + 0.5) / (holding + 0.5))

    def scores(self, question: str) -> NDArray[np.float64]:
        """Return one score for each text."""
        found = np.zeros(self.size)
        for term in set(terms(question)):
            hit = self._postings.get(term)
            if hit is not None:
                found[hit[0]] += hit[1]
        return found

    def coverage(self, question: str, row: int) -> float:
        """Return how much of the question's weight (by rarity) text `row` holds, from 0 to 1; unknown words weigh most."""
        asked = set(terms(question))
        total = held = 0.0
        for term in asked:
            hit = self._postings.get(term)
            weight = self._idf(0 if hit is None else len(hit[0]))
            total += weight
            held += weight if hit is not None and row in hit[0] else 0.0
        return held / total if total else 0.0

    def coverages(self, question: str) -> NDArray[np.float64]:
        """Return `coverage` of every text."""
        held = np.zeros(self.size)
        total = 0.0
        for term in set(terms(question)):
            hit = self._postings.get(term)
            weight = self._idf(0 if hit is None else len(hit[0]))
            total += weight
            if hit is not None:
                held[hit[0]] += weight
        return held / total if total else held
