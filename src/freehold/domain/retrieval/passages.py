"""Which paragraph and which sentences speak of a question: words (BM25) and meaning (cosine) together.

The weights minimise the cross-entropy of the right paragraph and sentence over the answerable questions of every second article of a
quarter of SQuAD 2.0's development part; which features to use was chosen there too, leaving one article out in turn.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from freehold.domain.ports import Embedder
from freehold.domain.retrieval.bm25 import Bm25
from freehold.domain.retrieval.knowledge import Passage, Quote
from freehold.domain.retrieval.question_kind import asked_for
from freehold.domain.retrieval.sentences import Sentence, sentences

# Sentences are looked for in so many of the best paragraphs.
PARAGRAPHS = 6
# A paragraph: its words (by the best one's, and as they are), meaning, nearest sentence, nearest pair of sentences, words of its best
# sentence and of that with its neighbours, and how much of the question's weight it holds.
WORDS, RAW_WORDS, MEANING, NEAREST, NEAREST_PAIR, BEST_SENTENCE, BEST_AROUND, COVERED = 0.45, 0.18, 4.6, 4.6, 4.9, 1.4, 1.1, 1.3
# A sentence: its meaning, that of it with the sentence before and after, its words, those around it, what is asked for, its length, its
# paragraph.
OWN_MEANING, WITH_BEFORE, WITH_AFTER, OWN_WORDS, AROUND, KIND, LENGTH, FROM_PARAGRAPH = 2.9, 3.6, 2.8, 2.8, 1.0, 1.7, 1.05, 0.5
USUAL_LENGTH = 100
_NONE = np.zeros((1, 1), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that may answer. `score` orders hits of one question; `coverage` is how much of it the paragraph speaks of (0 to 1)."""

    passage: Passage
    sentence: Sentence
    score: float
    coverage: float
    likeness: float
    """Cosine of question and sentence."""

    def quote(self) -> Quote:
        """Return the sentence as a quote."""
        return Quote(self.sentence.words, self.passage.source, self.passage.url, self.passage.id)


class PassageIndex:
    """Paragraphs and their sentences, embedded once."""

    def __init__(self, passages: Sequence[Passage], embedder: Embedder | None) -> None:
        self.passages = tuple(passages)
        self._embedder = embedder
        self._split = [sentences(passage.text) for passage in self.passages]
        self._owner = np.array([row for row, parts in enumerate(self._split) for _ in parts], dtype=np.int64)
        self._parts = [part for parts in self._split for part in parts]
        self._lexical = Bm25([passage.text for passage in self.passages])
        self._lexical_parts = Bm25([part.words for part in self._parts])
        self._lexical_around = Bm25(
            [" ".join(part.words for part in parts[max(0, at - 1) : at + 2]) for parts in self._split for at in range(len(parts))]
        )
        self._lengths = np.array([LENGTH * math.log(len(part.words) / USUAL_LENGTH) for part in self._parts])
        # Without a model for meaning every cosine is 0, and words decide alone.
        self._meaning = (
            embedder.embed([passage.text for passage in self.passages]) if embedder else _NONE.repeat(len(self.passages), axis=0)
        )
        self._meaning_parts = embedder.embed([part.words for part in self._parts]) if embedder else _NONE.repeat(len(self._parts), axis=0)

        pairs = [" ".join(part.words for part in parts[at : at + 2]) for parts in self._split for at in range(len(parts))]
        # Row r is sentence r with the next one of its paragraph; the last of a paragraph stands alone.
        self._with_after = embedder.embed(pairs) if embedder else self._meaning_parts
        starts = np.ones(len(self._parts), dtype=np.bool_)
        starts[1:] = self._owner[1:] != self._owner[:-1]
        rows = np.arange(len(self._parts))
        self._before = np.where(starts, rows, rows - 1)
        self._starts = starts

    def paragraphs(self, question: str, *, limit: int = 3) -> list[Passage]:
        """Return the paragraphs that speak of the question, the best first."""
        if not self.passages:
            return []
        scores = self._paragraph_scores(question, self._embedded(question))
        return [self.passages[row] for row in np.argsort(-scores, kind="stable")[:limit]]

    def find(self, question: str, *, limit: int = 3, meaning: NDArray[np.float32] | None = None) -> list[Hit]:
        """Return the sentences most likely to answer, the best first; none when nothing was written.

        `meaning` is the question's vector where it is known already.
        """
        if not self._parts:
            return []
        meaning = self._embedded(question) if meaning is None else meaning
        by_paragraph = self._paragraph_scores(question, meaning)
        best = np.argsort(-by_paragraph, kind="stable")[:PARAGRAPHS]
        rows = np.flatnonzero(np.isin(self._owner, best))
        likeness = self._meaning_parts[rows] @ meaning
        pairs = self._with_after @ meaning
        # A paragraph's first sentence has none before it: it stands for itself.
        before = np.where(self._starts[rows], likeness, pairs[self._before[rows]])
        scores = (
            OWN_MEANING * likeness
            + WITH_BEFORE * before
            + WITH_AFTER * pairs[rows]
            + OWN_WORDS * _scaled(self._lexical_parts.scores(question))[rows]
            + AROUND * _scaled(self._lexical_around.scores(question))[rows]
            + FROM_PARAGRAPH * (by_paragraph[self._owner[rows]] - by_paragraph.max())
            + self._lengths[rows]
        )
        wanted = asked_for(question)
        if wanted is not None:
            scores = scores + np.array([KIND if wanted.search(self._parts[row].words) else 0.0 for row in rows])
        order = np.argsort(-scores, kind="stable")[:limit]
        return [
            Hit(
                self.passages[self._owner[rows[at]]],
                self._parts[rows[at]],
                float(scores[at]),
                self._lexical.coverage(question, int(self._owner[rows[at]])),
                float(likeness[at]),
            )
            for at in order
        ]

    def _embedded(self, question: str) -> NDArray[np.float32]:
        row: NDArray[np.float32] = _NONE[0] if self._embedder is None else self._embedder.embed([question])[0]
        return row

    def _paragraph_scores(self, question: str, meaning: NDArray[np.float32]) -> NDArray[np.float64]:
        # A long paragraph is embedded only in its beginning; the best of its sentences speaks for the rest.
        words = self._lexical.scores(question)
        found: NDArray[np.float64] = (
            WORDS * _scaled(words)
            + RAW_WORDS * words
            + MEANING * (self._meaning @ meaning)
            + NEAREST * self._best(self._meaning_parts @ meaning)
            + NEAREST_PAIR * self._best(self._with_after @ meaning)
            + BEST_SENTENCE * _scaled(np.maximum(self._best(self._lexical_parts.scores(question)), 0))
            + BEST_AROUND * _scaled(np.maximum(self._best(self._lexical_around.scores(question)), 0))
            + COVERED * self._lexical.coverages(question)
        )
        return found

    def _best(self, of_parts: NDArray[Any]) -> NDArray[np.float64]:
        """Return the highest of each paragraph's sentences."""
        best = np.full(len(self.passages), -1.0)
        np.maximum.at(best, self._owner, of_parts)
        return best


def _scaled(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    top = scores.max(initial=0.0)
    return scores / top if top > 0 else scores
