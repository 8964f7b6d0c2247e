"""Answering from the knowledge alone: an approved answer, or quoted sentences, or a person. Nothing is ever put into other words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from freehold.domain.ports import Embedder
from freehold.domain.retrieval.intents import Candidate, IntentModel, rows_of
from freehold.domain.retrieval.knowledge import Answer, Entry, Passage, Quote, valid_entries
from freehold.domain.retrieval.passages import Hit, PassageIndex
from freehold.domain.retrieval.threshold import Threshold, choose_threshold
from freehold.domain.retrieval.words import terms

# A page is quoted when its sentence is near the question in meaning and its paragraph holds the question's rare words. The line let through
# 1 of 100 questions about other articles and kept 93 of 100 about the article (SQuAD 2.0, every second article of a quarter of it).
COVERAGE_WEIGHT = 0.3
PAGE_LINE = 0.62
# Asking to rephrase is worth it when an entry came this near the line.
ALMOST = 0.2
LONGEST_QUESTION = 2_000


@dataclass(frozen=True, slots=True)
class Considered:
    """Why a question was answered as it was, for the test bench: the nearest entries and sentences with their scores."""

    answer: Answer
    candidates: tuple[Candidate, ...]
    hits: tuple[Hit, ...]
    line: float


class Answerer:
    """Knowledge made ready for questions. Building it embeds everything and chooses the threshold; asking takes milliseconds."""

    def __init__(self, entries: Sequence[Entry], passages: Sequence[Passage], embedder: Embedder, *, today: date) -> None:
        self.entries = valid_entries(entries, today)
        self._embedder = embedder
        self._pages = PassageIndex(passages, embedder)
        self.threshold: Threshold | None = None
        self._intents: IntentModel | None = None
        if self.entries:
            rows = rows_of(self.entries, embedder)
            self._intents = IntentModel(rows)
            self.threshold = choose_threshold(rows, embedder)

    def ask(self, question: str, *, asked_again: bool = False) -> Answer:
        """Return what to do with a question. With `asked_again` an unclear one goes to a person at once."""
        return self.consider(question, asked_again=asked_again).answer

    def consider(self, question: str, *, asked_again: bool = False) -> Considered:
        """Return the answer together with what was weighed."""
        text = " ".join(question.split())[:LONGEST_QUESTION]
        line = self.threshold.score if self.threshold else float("inf")
        if not terms(text) or (not self.entries and not self._pages.passages):
            return Considered(Answer("handover", (), 0.0, "empty"), (), (), line)
        candidates = self._candidates(text)
        hits = tuple(self._pages.find(text))
        return Considered(self._decide(candidates, hits, line, asked_again), candidates, hits, line)

    def _candidates(self, text: str) -> tuple[Candidate, ...]:
        if self._intents is None:
            return ()
        scores = self._intents.scores([text], self._embedder.embed([text]))[0]
        best = scores.argsort()[::-1][:5]
        return tuple(Candidate(self.entries[row], float(scores[row])) for row in best)

    def _decide(self, candidates: tuple[Candidate, ...], hits: tuple[Hit, ...], line: float, asked_again: bool) -> Answer:
        near = candidates[0].entry.id if candidates else ""
        if candidates and candidates[0].score >= line:
            entry = candidates[0].entry
            quote = Quote(entry.answer, entry.source or entry.question, "", entry.id)
            return Answer("answer", (quote,), self._confidence(candidates[0].score, line), "entry", near)
        fitting = [hit for hit in hits if hit.likeness + COVERAGE_WEIGHT * hit.coverage >= PAGE_LINE]
        if fitting:
            return Answer("answer", tuple(hit.quote() for hit in fitting[:3]), min(0.9, fitting[0].likeness), "passage", near)
        if candidates and candidates[0].score >= line - ALMOST and not asked_again:
            return Answer("rephrase", (), 0.4, "unsure", near)
        return Answer("handover", (), 0.1, "unknown", near)

    def _confidence(self, score: float, line: float) -> float:
        # On the held-out phrasings this share of what was answered was right; a score well above the line is surer.
        known = self.threshold
        right = known.answered / (known.answered + known.wrong) if known and known.answered else 0.9
        return min(0.99, right + max(0.0, score - line) * (1 - right))
