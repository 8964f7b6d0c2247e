"""Tells cheaply that a pattern cannot match: by the words that every one of its matches must hold.

Searching a text for a plain word takes a fraction of the time of a pattern with many alternatives, and most postings hold none of the
words that most patterns are about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

try:  # the parser is no public part of the library; without it every pattern is simply tried
    from re import _parser as _sre  # type: ignore[attr-defined]
except ImportError:  # pragma: no cover
    _sre = None

# More words than this cost as much as the pattern.
MAX_WORDS = 160
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")

Words = frozenset[str]


def may_match(pattern: re.Pattern[str], lowered: str) -> bool:
    """Tell whether `pattern` can match a text whose lower-cased form is `lowered`; False is certain, True is not."""
    words = needed_words(pattern)
    return words is None or (_holds_one(words, lowered) and _holds_together(pattern, lowered))


def _holds_one(words: Iterable[str], lowered: str) -> bool:
    for word in words:  # noqa: SIM110  # any() with a generator takes half as long again
        if word in lowered:
            return True
    return False


def _holds_together(pattern: re.Pattern[str], lowered: str) -> bool:
    """Tell whether the text holds a word of each kind that one of the alternatives needs."""
    return any(all(_holds_one(words, lowered) for words in kinds) for kinds in _alternatives(pattern))


@lru_cache(maxsize=512)
def _alternatives(pattern: re.Pattern[str]) -> tuple[tuple[Words, ...], ...]:
    """Return for each alternative of the whole pattern the kinds of words that its matches hold, one of each kind."""
    items = list(_sre.parse(pattern.pattern, pattern.flags)) if _sre else []
    branches = [items]
    if len(items) == 1 and str(items[0][0]) == "BRANCH":
        branches = [list(branch) for branch in items[0][1][1]]
    return tuple(tuple(words for words in _every_needed(branch) if len(words) <= MAX_WORDS) for branch in branches)


@lru_cache(maxsize=512)
def needed_words(pattern: re.Pattern[str]) -> tuple[str, ...] | None:
    """Return lower-cased strings of which every match holds at least one, None where there are none to name."""
    if _sre is None:
        return None
    words = _needed(_sre.parse(pattern.pattern, pattern.flags))
    if words is None or len(words) > MAX_WORDS:
        return None
    return tuple(sorted(word for word in words if not any(other != word and other in word for other in words)))


def _needed(items: Iterable[tuple[Any, Any]]) -> Words | None:
    """Return the best choice among what the items of a sequence need."""
    best: Words | None = None
    for words in _every_needed(items):
        best = _better(best, words)
    return best


def _every_needed(items: Iterable[tuple[Any, Any]]) -> Iterator[Words]:
    """Yield what each item of a sequence needs; letters that follow each other are one word."""
    run = ""
    for kind, value in items:
        if str(kind) == "LITERAL":
            run += chr(value).lower()
            continue
        if len(run) > 1 or _telling(run):
            yield frozenset({run})
        run = ""
        words = _of(str(kind), value)
        if words is not None:
            yield words
    if len(run) > 1 or _telling(run):
        yield frozenset({run})


def _of(kind: str, value: Any) -> Words | None:
    if kind == "SUBPATTERN":
        return _needed(value[3])
    if kind == "ATOMIC_GROUP":
        return _needed(value)
    if kind in _REPEATS:
        return _needed(value[2]) if value[0] else None
    if kind != "BRANCH":
        return None
    words: set[str] = set()
    for branch in value[1]:
        needed = _needed(branch)
        if needed is None:
            return None
        words |= needed
    return frozenset(words)


def _telling(sign: str) -> bool:
    """Tell whether a single character says something: a letter or blank is in every text."""
    return bool(sign) and not sign.isalnum() and not sign.isspace()


def _better(one: Words | None, other: Words | None) -> Words | None:
    """Return the choice that fewer texts meet: the one with the longer shortest word, then with the fewer words."""
    if one is None or other is None:
        return one or other
    return max(one, other, key=lambda words: (min(*map(len, words), 4), -len(words)))
