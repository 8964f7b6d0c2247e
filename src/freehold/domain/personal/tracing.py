"""Whether a personal sentence says no more than its stored facts: numbers, money, dates, names, addresses and words that claim."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from freehold.domain.grounding.figures import Figure
from freehold.domain.grounding.guard import unfit_to_show
from freehold.domain.grounding.marks import marks, names
from freehold.domain.grounding.numerals import spoken
from freehold.domain.grounding.plain import clean, plain_words
from freehold.domain.grounding.word_lists import NEGATION, PROMISE, root, roots
from freehold.domain.personal.connecting import CONNECTING
from freehold.domain.personal.dates import Day, dates
from freehold.domain.personal.facts import StoredFact
from freehold.domain.retrieval.words import fold, terms

_WORD = re.compile(r"[^\W_](?:[^\W_]|[-'’&](?=[^\W_]))*")
_LETTERS = re.compile(r"[^\W\d_]+")


def traces(line: str, facts: Iterable[StoredFact], *, own: str = "") -> bool:
    """Tell whether everything that a personal sentence claims stands in its facts.

    `own` are the fixed words of the template the sentence came from: words of the writer, which claim nothing about the reader by
    themselves. Numbers, money, dates, names and addresses are not excused by them.
    """
    return not why_untraced(line, facts, own=own)


def why_untraced(line: str, facts: Iterable[StoredFact], *, own: str = "") -> str:
    """Return "" when the sentence traces to its facts, else the code of what does not.

    Codes: "no_facts", "unfit" (markup, too long), "address", "date", "number", "name", "promise", "negation", "claim".
    """
    known = [fact.text for fact in facts]
    if not known:
        return "no_facts"
    said = clean(line)
    if unfit_to_show(said):
        return "unfit"
    ground = _ground("\n".join(known))
    return _marks_of(said, ground) or _names_of(said, ground, own) or _turned(said, ground, own) or _claims(said, ground, own)


@dataclass(frozen=True, slots=True)
class _Ground:
    """What the facts hold."""

    folded: str
    words: frozenset[str]
    roots: frozenset[str]
    contacts: frozenset[str]
    figures: frozenset[tuple[str, str]]
    dates: tuple[Day, ...]


@lru_cache(maxsize=2048)
def _ground(text: str) -> _Ground:
    every, rest = dates(text)
    found = marks(rest, cited=True)
    return _Ground(
        folded=fold(plain_words(text)),
        words=frozenset(_exact(text)),
        roots=frozenset(roots(text)),
        contacts=marks(text, cited=True).contacts,
        figures=frozenset((figure.value, figure.unit) for figure in found.figures),
        dates=tuple(day for meanings in every for day in meanings),
    )


def _exact(text: str) -> list[str]:
    return [word.group().casefold().replace("’", "'") for word in _WORD.finditer(text)]


def _marks_of(said: str, ground: _Ground) -> str:
    if marks(said).contacts - ground.contacts:
        return "address"
    # An address that stands in the facts may hold digits of its own; it was compared as a whole.
    every, rest = dates(said)
    if any(not any(day.is_of(there) for day in meanings for there in ground.dates) for meanings in every):
        return "date"
    return "number" if any(not _is_counted(figure, ground.figures) for figure in marks(rest).figures) else ""


def _is_counted(figure: Figure, known: frozenset[tuple[str, str]]) -> bool:
    """Tell whether the facts hold this number of the same thing. "One" and "a" count nothing by themselves."""
    return (figure.value, figure.unit) in known or (figure.value == "1" and not figure.unit)


def _names_of(said: str, ground: _Ground, own: str) -> str:
    allowed = ground.words | frozenset(_exact(own))
    whole = plain_words(own)
    for name in names(said):
        folded = plain_words(name)
        if fold(folded) not in ground.folded and folded not in whole and not all(_is_known(word, allowed) for word in _exact(name)):
            return "name"
    for word in _WORD.finditer(said):
        text = word.group()
        if text[:1].isupper() and not _is_known(text.casefold().replace("’", "'"), allowed):
            return "name"
    return ""


def _is_known(word: str, allowed: frozenset[str]) -> bool:
    """Tell whether a word stands in facts or template literally, or is one that every letter may use."""
    if word in allowed or is_connecting(word) or _is_number(word):
        return True
    parts = re.split(r"[-']", word)
    return len(parts) > 1 and all(part in allowed or is_connecting(part) or len(part) == 1 for part in parts)


def is_connecting(word: str) -> bool:
    """Tell whether a word claims nothing: function words, and what letters are held together by."""
    folded = fold(word)
    return folded in CONNECTING or root(folded) in CONNECTING or _is_function_word(folded)


def _is_number(word: str) -> bool:
    """Tell whether a word is a number written out: it was compared as one."""
    return spoken([fold(word)], 0) is not None


@lru_cache(maxsize=8192)
def _is_function_word(word: str) -> bool:
    # The list of function words is asked through the reader of terms: beside a word of meaning they vanish.
    return terms(f"zebra {word}") == ["zebra"]


def _turned(said: str, ground: _Ground, own: str) -> str:
    folded, other = fold(plain_words(said)), fold(plain_words(own))
    promised = {match.group() for match in PROMISE.finditer(f"{ground.folded} {other}")}
    if any(match.group() not in promised for match in PROMISE.finditer(folded)):
        return "promise"
    denied = {match.group() for match in NEGATION.finditer(f"{ground.folded} {other}")}
    if any(match.group() not in denied for match in NEGATION.finditer(folded)):
        return "negation"
    return ""


def _claims(said: str, ground: _Ground, own: str) -> str:
    held = ground.roots | frozenset(roots(own))
    _, rest = dates(said)
    return "claim" if any(not _is_held(word, held) for word in _exact(rest) if _LETTERS.search(word)) else ""


def _is_held(word: str, held: frozenset[str]) -> bool:
    if is_connecting(word) or _is_number(word):
        return True
    return all(term in held or is_connecting(term) for term in roots(word))


def needs_own_words(line: str, facts: Sequence[StoredFact]) -> bool:
    """Tell whether a sentence of a template holds numbers, dates, names or addresses of the writer's own, which no fact holds."""
    return why_untraced(line, facts, own=line) in {"address", "date", "number", "no_facts", "promise", "negation"}
