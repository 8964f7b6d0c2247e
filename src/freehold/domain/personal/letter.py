"""A draft from a template and stored facts: its sentences, and for each personal one the facts it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from freehold.domain.personal.facts import StoredFact
from freehold.domain.personal.template import Piece, Template
from freehold.domain.personal.tracing import needs_own_words, why_untraced
from freehold.domain.retrieval.sentences import sentences

_MISSING = "\ue000"
_BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Line:
    """A personal sentence with the facts it rests on. `own` are its words that are the template's, `row` the template's line (from 1)."""

    text: str
    facts: tuple[StoredFact, ...]
    own: str = ""
    row: int = 0

    def as_json(self) -> dict[str, Any]:
        """Return the sentence as an approach keeps it."""
        return {"text": self.text, "facts": [fact.as_json() for fact in self.facts]}


@dataclass(frozen=True, slots=True)
class Trouble:
    """What a person should know about a draft.

    Codes: "left_out" (a sentence, as nothing is known for `name`), "untraced" (a sentence that says more than its facts; `name` is the
    code of `tracing.why_untraced`), "empty" (`name` is "text" or "subject"). `line` is the template's, `words` the sentence.
    """

    code: str
    line: int = 0
    name: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A draft for one person: plain text, its personal sentences, and what is to be known about it. `lines` begins with the subject's."""

    subject: str
    text: str
    lines: tuple[Line, ...] = ()
    troubles: tuple[Trouble, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether nothing speaks against sending it: what was left out does not, what says more than its facts does."""
        return not any(one.code in {"empty", "untraced"} for one in self.troubles)


def compose(subject: Template, body: Template, facts: Sequence[StoredFact]) -> Letter:
    """Return the draft that two templates make of what is known. A sentence for which something is not known is left out, and said."""
    values: dict[str, str] = {}
    owners: dict[str, StoredFact] = {}
    for fact in facts:
        for name, value in fact.values.items():
            if value and name not in values:
                values[name], owners[name] = value, fact
    problems: list[Trouble] = []
    head = _written(subject.fill(values), owners, problems)
    main = _written(body.fill(values), owners, problems)
    title = " ".join(head.text.split())
    if not main.text.strip() or not title:
        problems.append(Trouble("empty", name="text" if not main.text.strip() else "subject"))
    lines = (*head.lines, *main.lines)
    for line in lines:
        why = why_untraced(line.text, line.facts, own=line.own)
        if why:
            problems.append(Trouble("untraced", line.row, why, line.text))
    return Letter(title, main.text, lines, tuple(dict.fromkeys(problems)))


@dataclass(frozen=True, slots=True)
class _Written:
    text: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Placed:
    start: int
    end: int
    piece: Piece


def _written(pieces: Iterable[Piece], owners: Mapping[str, StoredFact], problems: list[Trouble]) -> _Written:
    placed, text, masked = _placed(pieces)
    rows: list[str] = []
    lines: list[Line] = []
    start = 0
    for row in masked.split("\n"):
        end = start + len(row)
        kept, left_out = [], False
        for part in sentences(row):
            here = [one for one in placed if one.start < start + part.end and start + part.start < one.end]
            gone = next((one.piece for one in here if one.piece.missing), None)
            words = text[start + part.start : start + part.end]
            if gone is not None:
                left_out = True
                problems.append(Trouble("left_out", gone.line, gone.missing, _named(words, here)))
                continue
            kept.append(words)
            line = _line(words, here, start + part.start, start + part.end, owners)
            if line is not None:
                lines.append(line)
        if not left_out:
            rows.append(text[start:end].rstrip())
        elif kept:
            rows.append(" ".join(kept))
        start = end + 1
    return _Written(_BLANK_LINES.sub("\n\n", "\n".join(rows)).strip(), tuple(lines))


def _placed(pieces: Iterable[Piece]) -> tuple[list[_Placed], str, str]:
    """Return the pieces with their places, the text, and the text in which no value can end a sentence."""
    placed: list[_Placed] = []
    texts: list[str] = []
    masked: list[str] = []
    at = 0
    for piece in pieces:
        words = _MISSING if piece.missing else piece.text
        if not words:
            # An empty fallback takes the blank before it away: "Hello {name|}," is "Hello,".
            while texts and texts[-1].endswith(" ") and placed[-1].piece.own:
                texts[-1], masked[-1], at = texts[-1][:-1], masked[-1][:-1], at - 1
                placed[-1] = replace(placed[-1], end=at)
            continue
        placed.append(_Placed(at, at + len(words), piece))
        texts.append(words)
        masked.append(words if piece.own else ("X" if words[0].isupper() else "x") + "x" * (len(words) - 1))
        at += len(words)
    return placed, "".join(texts), "".join(masked)


def _named(words: str, here: list[_Placed]) -> str:
    """Return a sentence with the names of what is missing in it."""
    for one in here:
        if one.piece.missing:
            words = words.replace(_MISSING, f"{{{one.piece.missing}}}", 1)
    return words


def _line(words: str, here: list[_Placed], start: int, end: int, owners: Mapping[str, StoredFact]) -> Line | None:
    names = sorted({name for one in here for name in one.piece.names if name in owners})
    if not names:
        return None
    facts = list(dict.fromkeys(map(_Same, (owners[name] for name in names))))
    own = " ".join(one.piece.text[max(0, start - one.start) : end - one.start].strip() for one in here if one.piece.own).strip()
    found = [same.fact for same in facts]
    row = min(one.piece.line for one in here)
    if own and needs_own_words(words, found):
        found.append(StoredFact("own_words", own, "template"))
    return Line(words, tuple(found), own, row)


class _Same:
    """A fact that is equal only to itself: facts hold mappings, which cannot be hashed."""

    def __init__(self, fact: StoredFact) -> None:
        self.fact = fact

    def __hash__(self) -> int:
        return id(self.fact)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.fact is self.fact
