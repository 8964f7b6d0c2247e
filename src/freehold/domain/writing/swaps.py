"""Tells when two things have changed places: "the logo 500, the site 900" and "the logo 900, the site 500"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from freehold.domain.writing.claims import content_of

Span = tuple[int, int]
Thing = TypeVar("Thing")

_CUT = re.compile(r"(?<!\d)[,.](?!\d)|[,.](?=\s)|[;!?\n]|\s[–—-]\s|\b(?:and|but|while|whereas|und|aber|während|sondern)\b", re.IGNORECASE)


def pieces(text: str) -> list[tuple[Span, frozenset[str]]]:
    """Return the parts of a text that say one thing each, with their words of meaning."""
    found, start = [], 0
    for end, following in [*(match.span() for match in _CUT.finditer(text)), (len(text), len(text))]:
        found.append(((start, end), frozenset(content_of(text[start:end]))))
        start = following
    return found


def swapped(
    old: Sequence[tuple[Thing, frozenset[str]]], new: Sequence[tuple[Thing, frozenset[str]]], fits: Callable[[Thing, Thing], bool]
) -> list[tuple[Thing, Thing]]:
    """Return (old, new) for what stands beside the words that another thing stood beside before; nothing unless two changed places.

    Each thing comes with the words of the piece it stands in.
    """
    found: list[tuple[Thing, Thing]] = []
    for thing, beside in new:
        own = [words for one, words in old if fits(one, thing)]
        others = [(one, words) for one, words in old if not fits(one, thing) and words & beside]
        if own and others and all(words and not words & beside for words in own):
            found.append((others[0][0], thing))
    return found if len(found) > 1 else []


def turned_pieces(old: str, new: str, old_denied: Sequence[Span], new_denied: Sequence[Span]) -> list[tuple[Span, Span]]:
    """Return (old, new) places of negations that now deny what was affirmed while what was denied is affirmed."""
    ours, theirs = pieces(old), pieces(new)
    denied = [(span, words) for span, words in ours if words and _any_in(old_denied, span)]
    affirmed = [words for span, words in ours if words and not _any_in(old_denied, span)]
    now_affirmed = [words for span, words in theirs if words and not _any_in(new_denied, span)]
    found = []
    for span, words in theirs:
        if not words or not _any_in(new_denied, span) or any(words & held for _, held in denied):
            continue
        freed = [(place, held) for place, held in denied if any(held & other for other in now_affirmed)]
        if freed and any(words & held for held in affirmed):
            first = next(one for one in new_denied if span[0] <= one[0] < span[1])
            found.append((next(one for one in old_denied if freed[0][0][0] <= one[0] < freed[0][0][1]), first))
    return found


def _any_in(places: Sequence[Span], span: Span) -> bool:
    return any(span[0] <= start < span[1] for start, _ in places)
