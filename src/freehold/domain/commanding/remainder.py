"""The person's own words in a command: what stands in quotes or behind a colon, and mail addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from freehold.domain.commanding.found import Found

_QUOTED = re.compile(r"[\"“„«](?P<words>[^\"”“»]{1,2000})[\"”“»]")
_COLON = re.compile(r"(?<=\S):\s+(?P<words>\S.*)\Z|\s[–—-]\s(?P<dashed>\S.*)\Z", re.DOTALL)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_LEADING = re.compile(r"^(?:for|at|to|by|from|about|of|für|bei|an|von|über)\s+", re.IGNORECASE)
_EDGES = " \t\n,;.–—-"


def said(text: str) -> Found[str] | None:
    """Return the words in quotes, else those behind a colon or a dash; None when there are neither."""
    match = _QUOTED.search(text) or _COLON.search(text)
    if match is None:
        return None
    group = "words" if match["words"] is not None else "dashed"
    words = match[group].strip()
    return Found(match.start(), match.end(), match.group(), words) if words else None


def find_emails(text: str) -> list[Found[str]]:
    """Return the mail addresses in the text."""
    return [Found(match.start(), match.end(), match.group(), match.group().rstrip(".")) for match in _EMAIL.finditer(text)]


def remainder(text: str, taken: Sequence[Found[object]], starters: Sequence[str]) -> str:
    """Return what is left of a command without the parts that were understood and the words that it began with."""
    letters = list(text)
    for one in taken:
        letters[one.start : one.end] = "\x00" + " " * (one.end - one.start - 1)
    left = "".join(letters).strip(_EDGES)
    for words in sorted(starters, key=len, reverse=True):
        if left.lower().startswith(words.lower()) and not left[len(words) : len(words) + 1].isalnum():
            left = left[len(words) :]
            break
    # A preposition that led to a part which is taken leads nowhere now.
    left = re.sub(
        r"(?i)\b(?:for|at|on|to|by|from|with|about|of|für|bei|am|an|auf|von|vom|mit|zu|zum|über|um|the|den|der|die|das)\s*(?=\x00)",
        "",
        left,
    )
    return _LEADING.sub("", " ".join(left.replace("\x00", " ").split()).strip(_EDGES))
