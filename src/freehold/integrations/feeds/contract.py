"""Words for the kind of contract, as boards write them, to the names used in `Posting.structured`."""

from __future__ import annotations

import re

_KINDS = (
    ("freelance", r"freelanc\w*|independent|gig\b|selbst\w*ndig\w*|freiberuf\w*"),
    ("contract", r"contract(?:or|ing)?s?\b"),
    ("internship", r"intern(?:ship)?s?\b|praktik\w*"),
    ("temporary", r"temp(?:orary)?\b|seasonal|befristet"),
    ("part-time", r"part[\s_-]?time|teilzeit"),
    ("permanent", r"full[\s_-]?time|permanent|vollzeit|festanstellung|unbefristet"),
)
_PATTERNS = tuple((name, re.compile(r"\b(?:" + pattern + ")", re.IGNORECASE)) for name, pattern in _KINDS)


def contract_of(text: str) -> str:
    """Return "freelance", "contract", "internship", "temporary", "part-time" or "permanent", "" when `text` names none."""
    text = text.replace("_", " ")
    return next((name for name, pattern in _PATTERNS if pattern.search(text)), "")
