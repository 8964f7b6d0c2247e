"""Whether an answer gives away what only the model was told: its instructions, or the secret mark in them."""

from __future__ import annotations

import base64
import binascii
import codecs
import re
from collections.abc import Callable

from freehold.domain.grounding.plain import plain_words

#: So many signs in a row of the instructions, none of which stand in a text, are an echo.
LONGEST_COMMON = 24
_NOT_LETTERS = re.compile(r"[\W_]+")
_BASE64 = re.compile(r"[A-Za-z0-9+/=_-]{16,}")
_HEX = re.compile(r"(?:[0-9a-fA-F]{2}[\s:]?){8,}")


def echoes(words: str, told: str, known: Callable[[str], bool], *, longest: int = LONGEST_COMMON) -> bool:
    """Tell whether `longest` signs in a row of the sentence stand in what was told while `known` does not find them in a text.

    All of them are plain words (see `plain`).
    """
    for start in range(max(0, len(words) - longest + 1)):
        window = words[start : start + longest]
        if window in told and not known(window):
            return True
    return False


def leaks(answer: str, canary: str) -> bool:
    """Tell whether the secret mark stands in an answer: as it is, spaced out, backwards, in ROT13, base64 or hexadecimal."""
    if not canary:
        return False
    secret = _letters(canary)
    forms = [answer, codecs.encode(answer, "rot13"), *_decoded(answer)]
    return any(secret in _letters(form) or secret[::-1] in _letters(form) for form in forms)


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", plain_words(text))


def _decoded(text: str) -> list[str]:
    found = []
    for match in _BASE64.finditer(text):
        code = match.group().replace("-", "+").replace("_", "/").rstrip("=")
        try:
            found.append(base64.b64decode(code + "=" * (-len(code) % 4)).decode("utf-8", "ignore"))
        except (binascii.Error, ValueError):
            continue
    found.extend(bytes.fromhex(re.sub(r"[\s:]", "", match.group())).decode("utf-8", "ignore") for match in _HEX.finditer(text))
    return found
