"""Answering from the knowledge alone: an approved answer, or quoted sentences, or a person. Nothing is ever put into other words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from freehold.domain.ports import Embedder
from freehold.domain.retrieval.intents import Candidate, IntentModel, rows_of
from freehold.domain.retrieval.knowledge import Answer, Entry, Passage, Quote, valid_entries
from freehold.domain.retrieval.logistic import Matrix
from freehold.domain.retrieval.passages import Hit, PassageIndex
from freehold.domain.retrieval.threshold import Threshold, choose_for
from freehold.domain.retrieval.words import terms

# A page is quoted when its sentence is near the question in meaning and its paragraph holds the question's rare words. The line let through
# 1 of 100 questions about other articles and kept 93 of 100 about the article (SQuAD 2.0, every second article of a quarter of it).
COVERAGE_WEIGHT = 0.3
PAGE_LINE = 0.62
# Without a model for meaning, the paragraph must hold so much of the question's weight in words.
PAGE_LINE_BY_WORDS = 0.75
LONGEST_QUESTION = 2_000
CANDIDATES = 5
# An entry in the visitor's language may be so much farther than the nearest one and still go before it.
OWN_LANGUAGE = 0.1


@dataclass(frozen=True, slots=True)
class Considered:
    """Why a question was answered as it was, for the test bench: the nearest entries and sentences with their scores."""

    answer: Answer
    candidates: tuple[Candidate, ...]
    hits: tuple[Hit, ...]
    line: float


class Answerer:
    """Knowledge made ready for questions. Building it embeds everything and chooses the threshold; asking takes milliseconds.

    Without an embedder everything is found by words alone, and more is handed over.
    """

    def __init__(self, entries: Sequence[Entry], passages: Sequence[Passage], embedder: Embedder | None, *, today: date) -> None:
        self.entries = valid_entries(entries, today)
        self._embedder = embedder
        self._pages = PassageIndex(passages, embedder)
        self.threshold: Threshold | None = None
        self._intents: IntentModel | None = None
        if self.entries:
            rows = rows_of(self.entries, embedder)
            self._intents = IntentModel(rows)
            self.threshold = choose_for(self._intents, rows, embedder)

    def ask(self, question: str, *, asked_again: bool = False, language: str = "") -> Answer:
        """Return what to do with a question. With `asked_again` an unclear one goes to a person at once.

        `language` (ISO 639-1) is the visitor's: where entries of that language answer too, theirs is given.
        """
        return self.consider(question, asked_again=asked_again, language=language).answer

    def consider(self, question: str, *, asked_again: bool = False, language: str = "") -> Considered:
        """Return the answer together with what was weighed."""
        text = " ".join(question[: 4 * LONGEST_QUESTION].split())[:LONGEST_QUESTION]
        line = self.threshold.score if self.threshold else float("inf")
        if not terms(text) or (not self.entries and not self._pages.passages):
            return Considered(Answer("handover", (), 0.0, "empty"), (), (), line)
        meaning = None if self._embedder is None else self._embedder.embed([text])
        candidates = self._candidates(text, meaning, line, language)
        hits = tuple(self._pages.find(text, meaning=None if meaning is None else meaning[0]))
        return Considered(self._decide(candidates, hits, line, asked_again), candidates, hits, line)

    def _candidates(self, text: str, meaning: Matrix | None, line: float, language: str) -> tuple[Candidate, ...]:
        """Return the nearest entries, the best first; one of the visitor's language goes before a little better ones."""
        if self._intents is None:
            return ()
        scores = self._intents.scores([text], meaning)[0]
        best = [int(row) for row in np.argsort(-scores, kind="stable")]
        if language and self.entries[best[0]].language not in ("", language):
            least = max(line, float(scores[best[0]]) - OWN_LANGUAGE)
            own = [row for row in best if scores[row] >= least and self.entries[row].language in ("", language)][:CANDIDATES]
            best = own + [row for row in best if row not in own]
        return tuple(Candidate(self.entries[row], float(scores[row])) for row in best[:CANDIDATES])

    def _decide(self, candidates: tuple[Candidate, ...], hits: tuple[Hit, ...], line: float, asked_again: bool) -> Answer:
        near = candidates[0].entry.id if candidates else ""
        if candidates and candidates[0].score >= line:
            entry = candidates[0].entry
            quote = Quote(entry.answer, entry.source or entry.question, "", entry.id)
            return Answer("answer", (quote,), self._confidence(candidates[0].score, line), "entry", near)
        fitting = [hit for hit in hits if self._fits(hit)]
        if fitting:
            sure = min(0.9, max(0.0, fitting[0].likeness))
            return Answer("answer", tuple(hit.quote() for hit in fitting[:3]), sure, "passage", near)
        if not asked_again and self.threshold and candidates and candidates[0].score >= self.threshold.unclear:
            return Answer("rephrase", (), 0.4, "unsure", near)
        return Answer("handover", (), 0.1, "unknown", near)

    def _fits(self, hit: Hit) -> bool:
        if self._embedder is None:
            return hit.coverage >= PAGE_LINE_BY_WORDS
        return hit.likeness + COVERAGE_WEIGHT * hit.coverage >= PAGE_LINE

    def _confidence(self, score: float, line: float) -> float:
        # On the held-out phrasings this share of what was answered was right; a score well above the line is surer.
        known = self.threshold
        right = known.answered / (known.answered + known.wrong) if known and known.answered else 0.9
        return min(0.99, right + max(0.0, score - line) * (1 - right))
