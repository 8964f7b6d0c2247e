"""An answerer that stands in while a larger change is being fitted: it never answers from what was changed or taken away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from freehold.domain.retrieval import Answer, Answerer, Considered, Entry, Passage

_NOT_YET = Answer("handover", (), 0.1, "unknown")


class StandingAnswerer(Answerer):
    """Asks the answerer of before, and hands over where its answer does not stand in today's knowledge any more."""

    def __init__(self, before: Answerer | None, entries: Sequence[Entry], passages: Sequence[Passage]) -> None:
        self.entries = list(entries)
        self.threshold = before.threshold if before else None
        self._before = before
        self._texts = {entry.id: entry.answer for entry in entries} | {passage.id: passage.text for passage in passages}

    def ask(self, question: str, **options: Any) -> Answer:
        """Return what to do with a question."""
        return self.consider(question, **options).answer

    def consider(self, question: str, **options: Any) -> Considered:
        """Return the answer of before where it still stands, together with what was weighed."""
        if self._before is None:
            return Considered(_NOT_YET, (), (), float("inf"))
        found = self._before.consider(question, **options)
        candidates = tuple(one for one in found.candidates if self._texts.get(one.entry.id) == one.entry.answer)
        hits = tuple(hit for hit in found.hits if self._texts.get(hit.passage.id) == hit.passage.text)
        answer = found.answer if all(quote.text in self._texts.get(quote.origin, "") for quote in found.answer.quotes) else _NOT_YET
        return replace(found, answer=answer, candidates=candidates, hits=hits)
