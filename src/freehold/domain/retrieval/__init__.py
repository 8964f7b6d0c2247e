"""Answers from what was written down: which entry or sentence speaks of a question, and when to say that none does."""

from freehold.domain.retrieval.answering import Answerer, Considered
from freehold.domain.retrieval.knowledge import Answer, Entry, Passage, Quote
from freehold.domain.retrieval.passages import Hit, PassageIndex
from freehold.domain.retrieval.threshold import Threshold

__all__ = ["Answer", "Answerer", "Considered", "Entry", "Hit", "Passage", "PassageIndex", "Quote", "Threshold"]
