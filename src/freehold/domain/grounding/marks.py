"""What a sentence must not make up: numbers, addresses, telephone numbers, names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from freehold.domain.grounding.figures import Figure, figures
from freehold.domain.grounding.plain import clean, plain_words
from freehold.domain.grounding.word_lists import OPENERS

_MAIL = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_LINK = re.compile(
    r"(?:\b[a-z][a-z0-9+.-]{1,20}://|\bwww\.|\b(?:javascript|data|mailto|tel|vbscript|file|sms|whatsapp):)[^\s\"'<>)\]]{1,2000}"
)
_DOMAIN = re.compile(r"(?<![\w@.])(?:[\w-]{1,63}\.)+[a-z]{2,24}\b(?:/[^\s\"'<>)\]]{0,500})?")
_HANDLE = re.compile(r"(?<![\w@])[@#]\w{2,60}")
_PHONE = re.compile(r"(?<![\w.,])(?:\+|00|\(0|0(?=[1-9]))[\d\s()/.-]{5,24}\d")
_SCHEME = re.compile(r"^(?:https?://)?(?:www\.)?")
_TRAILING = ".,;:!?/)'\""
# A run of capitalised words, with the small words that stand inside names.
_CAPITALS = re.compile(r"[^\W\d_][\w'’&.-]*(?:\s+(?:(?:of|the|de|da|van|von|der|&)\s+){0,2}[^\W\d_][\w'’&-]*)+")
_NAME_WORD = re.compile(r"[^\W\d_][\w'’&-]*")


@dataclass(frozen=True, slots=True)
class Marks:
    """What of a text must stand literally in what it rests on. `contacts` are addresses and telephone numbers in one form each."""

    figures: tuple[Figure, ...]
    contacts: frozenset[str]


def marks(text: str, *, cited: bool = False) -> Marks:
    """Find the numbers and contacts of a text; with `cited` it is read generously, as what others rest on."""
    words = plain_words(text)
    contacts: set[str] = set()
    for pattern in (_MAIL, _LINK, _DOMAIN, _HANDLE):
        words = _take(words, pattern, contacts)
    words = _take(words, _PHONE, contacts)
    odd = tuple(Figure(sign, "") for sign in words if not sign.isascii() and _is_number(sign))
    return Marks((*figures(words, parts=cited), *odd), frozenset(contacts))


def _is_number(sign: str) -> bool:
    return unicodedata.numeric(sign, None) is not None


def _take(words: str, pattern: re.Pattern[str], contacts: set[str]) -> str:
    """Collect what the pattern finds and blank it out, so that its digits are not read as numbers again."""
    taken = list(pattern.finditer(words))
    for match in taken:
        if pattern is _PHONE:
            contacts.add("tel " + "".join(sign for sign in match.group() if sign.isdigit()))
        else:
            contacts.add(_SCHEME.sub("", match.group()).rstrip(_TRAILING))
    return pattern.sub(lambda match: " " * (match.end() - match.start()), words) if taken else words


def made_up_figure(own: Iterable[Figure], cited: Iterable[Figure]) -> Figure | None:
    """Return the first number that is not among the `cited` ones, or that counts something else there."""
    known: dict[str, set[str]] = {}
    for figure in cited:
        known.setdefault(figure.value, set()).add(figure.unit)
    for figure in own:
        units = known.get(figure.value)
        if units is None or (figure.unit and figure.unit not in units):
            return figure
    return None


def names(text: str) -> list[str]:
    """Return runs of two and more capitalised words. An article or preposition at the head of a run is no part of a name."""
    found = []
    for match in _CAPITALS.finditer(clean(text)):
        run: list[str] = []
        for word in [*_NAME_WORD.findall(match.group()), ""]:
            if word[:1].isupper() and not run and word.lower() in OPENERS:
                continue
            if word[:1].isupper() or (run and word.lower() in {"of", "the", "de", "da", "van", "von", "der", "&"}):
                run.append(word)
                continue
            while run and run[-1].islower():
                run.pop()
            if len(run) > 1:
                found.append(" ".join(run))
            run = []
    return found
