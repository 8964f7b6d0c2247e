"""What a stranger typed, made safe to store and to show: no control characters, no tricks with the direction of writing."""

from __future__ import annotations

import re
import unicodedata

LONGEST_MESSAGE = 2_000
_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BLANK_LINES = re.compile(r"\n{3,}")
_EMAIL = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9_%+-]+(?:\.[A-Za-z0-9_%+-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}"
)


def clean(text: str) -> str:
    """Return the text without control characters (line breaks and tabs stay), halves of characters and writing-direction marks."""
    whole = text.encode("utf-8", "replace").decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(sign for sign in whole if sign in "\n\t" or (unicodedata.category(sign) != "Cc" and sign not in _DIRECTION))
    return _BLANK_LINES.sub("\n\n", kept).strip()


def one_line(text: str, longest: int = 200) -> str:
    """Return the text on one line, cut at `longest` characters: for names and subjects."""
    return " ".join(clean(text[: longest * 8]).split())[:longest]


def email_in(text: str) -> str:
    """Return the first e-mail address in the text, in small letters, or ""."""
    found = _EMAIL.search(text[:LONGEST_MESSAGE])
    return found.group().lower() if found and len(found.group()) <= 254 else ""
