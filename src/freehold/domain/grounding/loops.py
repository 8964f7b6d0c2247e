"""Whether a model has lost itself in repetition."""

from __future__ import annotations

from collections import Counter

from freehold.domain.retrieval.words import words

MOST_REPEATED = 3


def loops(text: str) -> bool:
    """Tell whether three words in a row come again and again, or hardly a new word comes."""
    every = words(text)
    if len(every) < 9:
        return False
    triples = Counter(zip(every, every[1:], every[2:], strict=False))
    return max(triples.values()) > MOST_REPEATED or len(set(every)) / len(every) < 0.3
