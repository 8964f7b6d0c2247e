"""What of a text that won once can be said again to somebody else: sentences without numbers, names, quotes and contacts."""

from __future__ import annotations

import re
from collections.abc import Iterable

from freehold.domain.grounding.marks import marks, names
from freehold.domain.grounding.plain import plain_words
from freehold.domain.retrieval.sentences import sentences

#: Below this share of its sentences a text was about one client and is not said again.
_LEAST = 0.6
_QUOTES = re.compile(r"[“”„«»\"]")
_GREETS = re.compile(r"^\s*(?:hello|hi|dear|hallo|guten tag|sehr geehrte|lieber?)\b", re.IGNORECASE)


def reusable(text: str, *, shunned: Iterable[str] = ()) -> str:
    """Return the paragraphs' sentences that hold for everybody, "" when too few do. `shunned` are names that must not come again."""
    secret = [plain_words(word) for word in shunned if len(word.strip()) > 2]
    kept: list[str] = []
    whole = told = 0
    for paragraph in text.split("\n"):
        fine = []
        for part in sentences(paragraph):
            whole += 1
            if _holds_for_all(part.words, secret):
                fine.append(part.words)
        told += len(fine)
        kept.append(" ".join(fine))
    return "\n".join(kept).strip() if whole and told / whole >= _LEAST else ""


def _holds_for_all(words: str, secret: list[str]) -> bool:
    found, plain = marks(words), plain_words(words)
    if found.figures or found.contacts or _QUOTES.search(words) or _GREETS.match(words):
        return False
    return not names(words) and not any(name in plain for name in secret)
