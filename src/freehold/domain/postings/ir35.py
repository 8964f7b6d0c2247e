"""Reads whether British work falls inside or outside IR35."""

from __future__ import annotations

import re

from freehold.domain.postings.contract import FORMS
from freehold.domain.postings.document import Document

_IR35 = tuple((form.removeprefix("ir35_"), pattern) for form, pattern in FORMS if form.startswith("ir35_"))
_OPEN = re.compile(
    r"\bor (?:inside|outside)\b|\b(?:inside|outside) ?(?:/|or) ?(?:inside|outside)\b|\bto be (?:determined|confirmed)\b", re.IGNORECASE
)


def find_ir35(document: Document) -> tuple[str, str] | None:
    """Return ("inside" or "outside", quote), None where the posting says neither or leaves it open."""
    if "ir35" not in document.lowered and "ir 35" not in document.lowered:
        return None
    found = [(match.start(), form, document.clause(*match.span())) for form, pattern in _IR35 if (match := document.first(pattern))]
    if len({form for _, form, _ in found}) != 1:
        return None
    _, form, quote = found[0]
    return None if _OPEN.search(quote) else (form, quote)
