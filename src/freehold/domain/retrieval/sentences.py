"""Sentences of a text with their places, so that what is quoted stands literally in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SHORT_FORMS = (
    "mr mrs ms dr prof st vs etc approx no nr ca z.b d.h u.a usw bzw ggf inkl zzgl evtl e.g i.e a.m p.m u.s u.k inc ltd co "
    "jan feb mar apr jun jul aug sep sept oct nov dec mio mrd str tel fig vol art abs "
    "bzgl mind max min std stk tgl evt gem zz exkl einschl abzgl sog vgl dt engl geb gegr pos ust mwst okt dez "
    "i.d.r s.o s.u o.ä u.ä u.v.m n.v m.e z.t d.h z.zt"
)
# "am 3. Mai", "3. December": the number is a day.
_MONTH = re.compile(
    r"(?:jan|feb|mär|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec)\w*|(?:quartal|quarter|januar|stock|etage|tag|woche|monat|jahr)\w*",
    re.IGNORECASE,
)
_ABBREVIATIONS = frozenset(_SHORT_FORMS.split())
_LONGEST_DAY = 2
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s)|\n\s*\n|\n(?=\s*(?:[-*•#]|\d+[.)]\s))")
_LAST_WORD = re.compile(r"([\w.]+)\.$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """The part of a text from `start` to `end`; `text[start:end]` is `words`."""

    start: int
    end: int
    words: str


def sentences(text: str) -> list[Sentence]:
    """Split a text at the ends of sentences, at blank lines and at list items. Abbreviations and initials end none."""
    found: list[Sentence] = []
    start = 0
    for match in _END.finditer(text):
        if "\n" not in match.group() and _goes_on(text, start, match.start(), match.end()):
            continue
        _add(found, text, start, match.end())
        start = match.end()
    _add(found, text, start, len(text))
    return found


def _goes_on(text: str, start: int, at: int, after: int) -> bool:
    if text[at] != ".":
        return False
    word = _LAST_WORD.search(text[start : at + 1])
    if word is None:
        return False
    name = word.group(1).lower()
    rest = text[after : after + 40].lstrip()
    # A small letter goes on with the sentence, whatever the point stands for.
    if name in _ABBREVIATIONS or rest[:1].islower() or (len(name) == 1 and name.isalpha()):
        return True
    return name.isdigit() and len(name) <= _LONGEST_DAY and _MONTH.match(rest) is not None


def _add(found: list[Sentence], text: str, start: int, end: int) -> None:
    raw = text[start:end]
    begin = start + len(raw) - len(raw.lstrip())
    stop = end - (len(raw) - len(raw.rstrip()))
    if begin < stop:
        found.append(Sentence(begin, stop, text[begin:stop]))
