"""Turns what a source sent (HTML, escaped HTML or plain text) into readable text that can be quoted literally."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from ftfy import fix_encoding
from ftfy.badness import is_bad

from freehold.domain.text.hiding import invisible_spans, spelled
from freehold.domain.text.html_scan import Scan

MAX_CHARACTERS = 200_000

_ESCAPED_TAG = re.compile(
    r"</(?:p|li|ul|ol|div|strong|b|i|em|h[1-6]|span|a|table|td|tr)>|<(?:p|li|ul|ol|div|h[1-6]|strong)(?: [^<>]{0,300})?>|<br ?/?>",
    re.IGNORECASE,
)
_NON_ASCII = re.compile(r"[\u0080-\U0010ffff]{2,400}")
# What is left of a no-break space or of "à" once a plain blank took the place of the second half: no word ends so in small letters.
_HALF = re.compile(r"(?<![A-ZÀ-ÞĀ-Ž\s])Â(?=\s)|(?<=[a-zß-ÿ])Ã(?=\s)")
_HALVES = {"Â": "", "Ã": "à"}

Run = tuple[int, int, int, int, bool]  # text start, text end, raw start, raw end, literal


@dataclass(frozen=True, slots=True)
class Readable:
    """Readable text and what was taken out of it.

    `literal` holds the stretches (start, end) of `text` that stand character for character in the raw text.
    `hidden` is text a reader cannot see (by style or by shapeless characters), `comments` and `code` what HTML keeps beside the text.
    """

    text: str
    literal: tuple[tuple[int, int], ...] = ()
    hidden: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    _starts: tuple[int, ...] = field(default=(), repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(start for start, _ in self.literal))

    def beginning(self, length: int) -> Readable:
        """Return the same with at most `length` characters of text."""
        if len(self.text) <= length:
            return self
        literal = tuple((start, min(end, length)) for start, end in self.literal if start < length)
        return Readable(self.text[:length], literal, self.hidden, self.comments, self.code)

    def literal_around(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the literal stretch that holds text[start:end] whole, or None when markup or a mended character stands inside."""
        index = bisect_right(self._starts, start) - 1
        if index < 0 or end > self.literal[index][1]:
            return None
        return self.literal[index]

    def quote(self, start: int, end: int, context_start: int | None = None, context_end: int | None = None) -> str:
        """Return the words of text[start:end] with as much of the given context as stands literally in the raw text.

        Where the core itself is not literal there (an entity stands in it), the readable core is returned.
        """
        left = start if context_start is None else min(start, context_start)
        right = end if context_end is None else max(end, context_end)
        run = self.literal_around(start, end)
        if run is None:
            return self.text[start:end].strip()
        if left < run[0]:
            left = _next_word(self.text, run[0], start)
        if right > run[1]:
            right = _word_end(self.text, end, run[1])
        return self.text[left:right].strip()


def readable(raw: str) -> Readable:
    """Return the readable text of `raw`, at most its first 200,000 characters; linear time whatever the input."""
    raw = raw[:MAX_CHARACTERS]
    if "<" in raw or "&" in raw:
        scan = Scan(raw)
        text, runs, scans = scan.text(), scan.runs, [scan]
        if len(_ESCAPED_TAG.findall(text)) >= 2:
            inner = Scan(text)
            text, runs = inner.text(), _compose(inner.runs, runs)
            scans.append(inner)
    else:
        text, runs, scans = raw, [(0, len(raw), 0, len(raw), True)], []
    hidden = [words for scan in scans for words in scan.hidden]
    text, runs, secret = _without_invisible(text, runs)
    text, runs = _mended(text, runs)
    return Readable(
        text=text,
        literal=_literal_stretches(runs),
        hidden=tuple(hidden + ([secret] if secret else [])),
        comments=tuple(words for scan in scans for words in scan.comments),
        code=tuple(words for scan in scans for words in scan.code),
    )


def joined(parts: Iterable[Readable]) -> Readable:
    """Return the parts one under the other; no quote reaches from one into the next."""
    texts: list[str] = []
    literal: list[tuple[int, int]] = []
    hidden: list[str] = []
    comments: list[str] = []
    offset = 0
    for part in parts:
        literal.extend((start + offset, end + offset) for start, end in part.literal)
        hidden.extend(part.hidden)
        comments.extend(part.comments)
        texts.append(part.text)
        offset += len(part.text) + 1
    return Readable("\n".join(texts), tuple(literal), tuple(hidden), tuple(comments))


def _compose(inner: list[Run], outer: list[Run]) -> list[Run]:
    """Return the runs of the inner text in terms of the outermost raw text."""
    composed: list[Run] = []
    index = 0
    for start, end, low, high, literal in inner:
        while index < len(outer) and outer[index][1] <= low:
            index += 1
        if not literal:
            place = outer[index][2] if index < len(outer) else 0
            composed.append((start, end, place, place, False))
            continue
        position = low
        scan = index
        while position < high:
            text_start, text_end, raw_start, raw_end, plain = outer[scan]
            stop = min(high, text_end)
            span = (start + position - low, start + stop - low)
            if plain:
                composed.append((*span, raw_start + position - text_start, raw_start + stop - text_start, True))
            else:
                composed.append((*span, raw_start, raw_end, False))
            position = stop
            scan += 1
    return composed


def _rebuilt(text: str, runs: list[Run], edits: list[tuple[int, int, str]]) -> tuple[str, list[Run]]:
    """Return text and runs with each (start, end, replacement) applied; edits are sorted and do not overlap."""
    pieces: list[str] = []
    out: list[Run] = []
    length = 0
    edit = 0
    for start, end, raw_start, raw_end, literal in runs:
        position = start
        while position < end:
            while edit < len(edits) and edits[edit][1] <= position:
                edit += 1
            low, high, new = edits[edit] if edit < len(edits) else (end, end, "")
            if position < low:
                stop = min(low, end)
                span = (raw_start + position - start, raw_start + stop - start) if literal else (raw_start, raw_end)
                pieces.append(text[position:stop])
                out.append((length, length + stop - position, *span, literal))
                length += stop - position
                position = stop
                continue
            stop = min(high, end)
            if stop == high and new:
                pieces.append(new)
                out.append((length, length + len(new), raw_start, raw_start, False))
                length += len(new)
            position = stop
    return "".join(pieces), out


def _without_invisible(text: str, runs: list[Run]) -> tuple[str, list[Run], str]:
    spans = invisible_spans(text)
    if not spans:
        return text, runs, ""
    secret = " ".join("".join(spelled(text[start:end]) for start, end in spans).split())
    return *_rebuilt(text, runs, [(start, end, "") for start, end in spans]), secret


def _mended(text: str, runs: list[Run]) -> tuple[str, list[Run]]:
    """Undo text decoded with the wrong encoding ("fÃ¼r"), stretch by stretch, so that all else stays where it was."""
    if text.isascii():
        return text, runs
    edits = [(found.start(), found.end(), _HALVES[found.group()]) for found in _HALF.finditer(text)]
    if is_bad(text):
        for found in _NON_ASCII.finditer(text):
            mended = fix_encoding(found.group())
            if mended != found.group():
                edits.append((found.start(), found.end(), mended))
    if not edits:
        return text, runs
    return _rebuilt(text, runs, _apart(edits))


def _apart(edits: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Return the edits in order; of two that overlap the longer stays."""
    kept: list[tuple[int, int, str]] = []
    for edit in sorted(edits, key=lambda edit: (edit[0], -edit[1])):
        if not kept or edit[0] >= kept[-1][1]:
            kept.append(edit)
        elif edit[1] - edit[0] > kept[-1][1] - kept[-1][0]:
            kept[-1] = edit
    return kept


def _literal_stretches(runs: list[Run]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int, int]] = []
    for start, end, raw_start, raw_end, literal in runs:
        if not literal or start == end:
            continue
        if merged and merged[-1][1] == start and merged[-1][2] == raw_start:
            merged[-1] = (merged[-1][0], end, raw_end)
        else:
            merged.append((start, end, raw_end))
    return tuple((start, end) for start, end, _ in merged)


def _next_word(text: str, position: int, limit: int) -> int:
    """Return the first word start at or after `position`, so that no quote begins inside a word."""
    if position and text[position - 1].isspace():
        return position
    while position < limit and not text[position].isspace():
        position += 1
    return position


def _word_end(text: str, low: int, position: int) -> int:
    """Return the last word end at or before `position`, so that no quote ends inside a word."""
    if position >= len(text) or text[position].isspace():
        return position
    while position > low and not text[position - 1].isspace():
        position -= 1
    return position
