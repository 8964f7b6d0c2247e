"""The difference of two texts as single changes of whole words, each of which may be taken or refused by itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# A block with more pairs of words than this is compared by its sentences first, and shown as one change where that does not help.
MOST_PAIRS = 1_000_000

_TOKEN = re.compile(r"(\w+(?:['’.,/-]\w+)*|[^\w\s])(\s*)")
_LEADING = re.compile(r"\s*")
_ENDS = frozenset(".!?…")

_Block = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Change:
    """`before` stands at `start`..`end` of the old text and becomes `after`; `after_start` is its place in the new text."""

    start: int
    end: int
    before: str
    after: str
    after_start: int


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    start: int
    word_end: int
    end: int


def word_diff(before: str, after: str) -> list[Change]:
    """Return the changes that lead from `before` to `after`, in order and apart from each other; blanks count as parts of the text."""
    old, new = _tokens(before), _tokens(after)
    changes: list[Change] = []
    for tag, (old_first, old_last, new_first, new_last) in _operations(old, new):
        if tag:
            for one, other in zip(old[old_first:old_last], new[new_first:new_last], strict=True):
                # The words are the same, what stands between them need not be.
                _add(changes, before, after, (one.word_end, one.end, other.word_end, other.end))
            continue
        start, end = _span(old, old_first, old_last)
        after_start, after_end = _span(new, new_first, new_last)
        _add(changes, before, after, (start, end, after_start, after_end))
    return changes


def apply_changes(before: str, changes: Sequence[Change], accepted: Collection[int]) -> str:
    """Return the text with the changes whose places in `changes` are in `accepted`; the others are refused.

    All give the new text, none the old one. Raises ValueError when a change does not belong to this text.
    """
    parts: list[str] = []
    at = 0
    for place, change in enumerate(changes):
        if change.start < at or before[change.start : change.end] != change.before:
            raise ValueError(f"Change {place} does not belong to this text.")
        parts += [before[at : change.start], change.after if place in accepted else change.before]
        at = change.end
    return "".join(parts) + before[at:]


def _tokens(text: str) -> list[_Token]:
    """Return the words with the blanks behind each; the first token is the blank that the text begins with."""
    leading = _LEADING.match(text)
    end = leading.end() if leading else 0
    found = [_Token("", 0, 0, end)]
    found += [_Token(match[1], match.start(), match.end(1), match.end()) for match in _TOKEN.finditer(text, end)]
    return found


def _span(tokens: Sequence[_Token], first: int, last: int) -> tuple[int, int]:
    if first == last:
        place = tokens[first - 1].end if first else 0
        return place, place
    return tokens[first].start, tokens[last - 1].end


def _add(changes: list[Change], before: str, after: str, spans: _Block) -> None:
    start, end, after_start, after_end = spans
    old, new = before[start:end], after[after_start:after_end]
    if old == new:
        return
    if old and new:
        kept = len(old) - len(old.rstrip())
        # The blank behind a changed word stays where it is.
        while kept and not new.endswith(old[len(old) - kept :]):
            kept -= 1
        if kept:
            old, new, end = old[: len(old) - kept], new[: len(new) - kept], end - kept
    changes.append(Change(start, end, old, new, after_start))


def _operations(old: Sequence[_Token], new: Sequence[_Token]) -> Iterator[tuple[bool, _Block]]:
    """Yield (same, block) in order, covering both texts."""
    yield from _compare([token.word for token in old], [token.word for token in new], (0, len(old), 0, len(new)))


def _compare(old: list[str], new: list[str], block: _Block) -> Iterator[tuple[bool, _Block]]:
    low, high, new_low, new_high = block
    first = low
    while first < high and new_low + first - low < new_high and old[first] == new[new_low + first - low]:
        first += 1
    tail = 0
    new_first = new_low + first - low
    while high - tail > first and new_high - tail > new_first and old[high - tail - 1] == new[new_high - tail - 1]:
        tail += 1
    if first > low:
        yield True, (low, first, new_low, new_first)
    yield from _middle(old, new, (first, high - tail, new_first, new_high - tail))
    if tail:
        yield True, (high - tail, high, new_high - tail, new_high)


def _middle(old: list[str], new: list[str], block: _Block) -> Iterator[tuple[bool, _Block]]:
    low, high, new_low, new_high = block
    if low == high and new_low == new_high:
        return
    if low == high or new_low == new_high:
        yield False, block
        return
    if (high - low) * (new_high - new_low) <= MOST_PAIRS:
        matcher = SequenceMatcher(None, old[low:high], new[new_low:new_high], autojunk=False)
        for tag, a, b, c, d in matcher.get_opcodes():
            yield tag == "equal", (low + a, low + b, new_low + c, new_low + d)
        return
    yield from _by_sentences(old, new, block)


def _by_sentences(old: list[str], new: list[str], block: _Block) -> Iterator[tuple[bool, _Block]]:
    low, high, new_low, new_high = block
    ours, theirs = _sentences(old, low, high), _sentences(new, new_low, new_high)
    ours_words = [tuple(old[a:b]) for a, b in ours]
    theirs_words = [tuple(new[a:b]) for a, b in theirs]
    # Sentences that come up again and again are left out of the search for anchors: it would take too long.
    matcher = SequenceMatcher(None, ours_words, theirs_words, autojunk=True)
    for tag, a, b, c, d in matcher.get_opcodes():
        start, end = (ours[a][0] if a < len(ours) else high), (ours[b - 1][1] if b > a else 0)
        new_start, new_end = (theirs[c][0] if c < len(theirs) else new_high), (theirs[d - 1][1] if d > c else 0)
        part = (start, end if b > a else start, new_start, new_end if d > c else new_start)
        if tag == "equal":
            yield True, part
        elif (part[1] - part[0]) * (part[3] - part[2]) <= MOST_PAIRS:
            yield from _compare(old, new, part)
        else:
            yield False, part


def _sentences(words: list[str], low: int, high: int) -> list[tuple[int, int]]:
    found = []
    start = low
    for at in range(low, high):
        if words[at] in _ENDS or at == high - 1:
            found.append((start, at + 1))
            start = at + 1
    return found
