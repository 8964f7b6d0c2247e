"""Which of the two languages of the house a text is written in, told from its small words."""

from __future__ import annotations

from typing import Literal

from freehold.domain.retrieval.words import words

Language = Literal["en", "de"]
_ENGLISH = frozenset(
    [
        "the",
        "a",
        "an",
        "and",
        "of",
        "to",
        "is",
        "are",
        "was",
        "for",
        "with",
        "you",
        "your",
        "i",
        "my",
        "we",
        "our",
        "it",
        "this",
        "that",
        "be",
        "on",
        "in",
        "will",
        "can",
        "have",
        "not",
        "please",
        "by",
        "at",
        "from",
        "as",
        "if",
    ]
)
_GERMAN = frozenset(
    [
        "der",
        "die",
        "das",
        "den",
        "dem",
        "ein",
        "eine",
        "einen",
        "und",
        "ist",
        "sind",
        "war",
        "fur",
        "mit",
        "sie",
        "ihr",
        "ihre",
        "ihnen",
        "ich",
        "mein",
        "wir",
        "unser",
        "es",
        "dass",
        "nicht",
        "bitte",
        "auf",
        "im",
        "am",
        "zu",
        "zum",
        "zur",
        "von",
        "bis",
        "wird",
        "werden",
        "kann",
        "habe",
        "haben",
        "wenn",
        "bei",
        "als",
        "aus",
        "noch",
        "du",
        "dir",
        "euch",
        "nach",
    ]
)


def language_of(text: str) -> Language:
    """Return the language in which more small words stand; English when neither wins."""
    every = words(text[:20_000])
    english, german = sum(word in _ENGLISH for word in every), sum(word in _GERMAN for word in every)
    return "de" if german > english else "en"
