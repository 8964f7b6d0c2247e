"""Finds the sentence or clause around a match, short enough to be shown as a quote."""

from __future__ import annotations

import re
from collections.abc import Sequence

from freehold.domain.text.readable import Readable

MAX_QUOTE = 160
# A part of a quote shorter than this says too little to stand for it.
MIN_PART = 24

_RUN = re.compile(r"\S+")
_BOUNDARY = re.compile(r"[.!?…](?=[\s\"')\]])|[|•·\n;]|\s[-–—*]\s(?=\S)")
# A full stop after these ends no sentence.
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|z\.b|ca|approx|incl|inkl|min|max|std|bzw|vs|inc|ltd|u\.s|sr|jr|nr|no|mtl|p\.a)|\b\w)\.$", re.IGNORECASE
)


def clause_span(text: str, start: int, end: int, limit: int = MAX_QUOTE) -> tuple[int, int]:
    """Return the bounds of the clause around text[start:end], at most `limit` characters unless the match itself is longer."""
    room = max(0, limit - (end - start))
    low, high = max(0, start - room), min(len(text), end + room)
    left = low
    cut_left = low > 0
    for found in _BOUNDARY.finditer(text, low, start):
        if text[found.start()] not in ".\n" or not _ABBREVIATION.search(text, max(low, found.end() - 7), found.end()):
            left, cut_left = found.end(), False
    right = high
    cut_right = high < len(text)
    for found in _BOUNDARY.finditer(text, end, min(len(text), high + 1)):
        if text[found.start()] not in ".\n" or not _ABBREVIATION.search(text, max(start, found.end() - 7), found.end()):
            right, cut_right = (found.end() if text[found.start()] in ".!?…" else found.start()), False
            break
    if right - left > limit:
        spare = limit - (end - start)
        before = min(start - left, max(spare // 2, spare - (right - end)))
        cut_left, left = cut_left or start - before > left, start - before
        after = max(0, spare - before)
        cut_right, right = cut_right or end + after < right, min(right, end + after)
    if cut_left:
        while left < start and not text[left - 1].isspace():
            left += 1
    if cut_right:
        while right > end and not text[right : right + 1].isspace():
            right -= 1
    return left, right


def clause(readable: Readable, start: int, end: int, limit: int = MAX_QUOTE) -> str:
    """Return the sentence or clause around the match as a literal quote; the match alone where no more of it is literal."""
    return readable.quote(start, end, *clause_span(readable.text, start, end, limit))


def literal_part(words: str, sources: Sequence[str], least: int = MIN_PART) -> str:
    """Return the longest run of whole words of `words` that stands letter for letter in one of `sources`.

    `words` itself where no run of at least `least` characters does: a few odd words would tell a reader less than the whole.
    """
    if any(words in source for source in sources):
        return words
    spans = [found.span() for found in _RUN.finditer(words)]
    best, first = "", 0
    for last in range(len(spans)):
        while first <= last and not any(words[spans[first][0] : spans[last][1]] in source for source in sources):
            first += 1
        if first <= last and spans[last][1] - spans[first][0] > len(best):
            best = words[spans[first][0] : spans[last][1]]
    return best if len(best) >= least else words


def line_around(text: str, start: int, end: int, reach: int = 400) -> tuple[int, int]:
    """Return the bounds of the line around text[start:end], at most `reach` characters either way."""
    left = text.rfind("\n", max(0, start - reach), start)
    right = text.find("\n", end, end + reach)
    return (left + 1 if left >= 0 else max(0, start - reach)), (right if right >= 0 else min(len(text), end + reach))
