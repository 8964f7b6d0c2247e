"""Which paragraph and which sentences speak of a question: words (BM25) and meaning (cosine) together.

The weights were chosen by random search over 621 answerable questions of every second article of a quarter of SQuAD 2.0's development part.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from freehold.domain.ports import Embedder
from freehold.domain.retrieval.bm25 import Bm25
from freehold.domain.retrieval.knowledge import Passage, Quote
from freehold.domain.retrieval.question_kind import asked_for
from freehold.domain.retrieval.sentences import Sentence, sentences

# Sentences are looked for in so many of the best paragraphs.
PARAGRAPHS = 6
# A paragraph: its words count 1, its meaning, that of its nearest sentence, and the words of its best sentence so much.
MEANING, NEAREST, BEST_SENTENCE = 1.1, 1.4, 0.4
# A sentence: its meaning counts 1, its words, those of it and its neighbours, its paragraph, what is asked for, and its length so much.
OWN_WORDS, AROUND, FROM_PARAGRAPH, KIND, LENGTH = 0.7, 0.1, 0.15, 0.3, 0.2
USUAL_LENGTH = 100


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

    def __init__(self, passages: Sequence[Passage], embedder: Embedder) -> None:
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
        self._meaning = embedder.embed([passage.text for passage in self.passages]) if self.passages else np.zeros((0, embedder.dimensions))
        self._meaning_parts = embedder.embed([part.words for part in self._parts]) if self._parts else np.zeros((0, embedder.dimensions))

    def paragraphs(self, question: str, *, limit: int = 3) -> list[Passage]:
        """Return the paragraphs that speak of the question, the best first."""
        if not self.passages:
            return []
        scores = self._paragraph_scores(question, self._embedder.embed([question])[0])
        return [self.passages[row] for row in np.argsort(-scores, kind="stable")[:limit]]

    def find(self, question: str, *, limit: int = 3) -> list[Hit]:
        """Return the sentences most likely to answer, the best first; none when nothing was written."""
        if not self._parts:
            return []
        meaning = self._embedder.embed([question])[0]
        by_paragraph = self._paragraph_scores(question, meaning)
        best = np.argsort(-by_paragraph, kind="stable")[:PARAGRAPHS]
        rows = np.flatnonzero(np.isin(self._owner, best))
        likeness = self._meaning_parts[rows] @ meaning
        scores = (
            likeness
            + OWN_WORDS * _scaled(self._lexical_parts.scores(question))[rows]
            + AROUND * _scaled(self._lexical_around.scores(question))[rows]
            + FROM_PARAGRAPH * by_paragraph[self._owner[rows]]
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

    def _paragraph_scores(self, question: str, meaning: NDArray[np.float32]) -> NDArray[np.float64]:
        # A long paragraph is embedded only in its beginning; the best of its sentences speaks for the rest.
        near = self._meaning @ meaning
        nearest = np.full(len(self.passages), -1.0)
        np.maximum.at(nearest, self._owner, self._meaning_parts @ meaning)
        best = np.zeros(len(self.passages))
        np.maximum.at(best, self._owner, self._lexical_parts.scores(question))
        found: NDArray[np.float64] = (
            _scaled(self._lexical.scores(question)) + MEANING * near + NEAREST * nearest + BEST_SENTENCE * _scaled(best)
        )
        return found


def _scaled(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    top = scores.max(initial=0.0)
    return scores / top if top > 0 else scores
