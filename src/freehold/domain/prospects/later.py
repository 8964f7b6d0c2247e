"""Words that point to a later time ("next year", "im Herbst", "in six months"), and from when on it would be that time."""

from __future__ import annotations

import re
from datetime import date

from freehold.domain.grounding.numerals import spoken
from freehold.domain.prospects.why_now import anniversary
from freehold.domain.retrieval.sentences import sentences
from freehold.domain.retrieval.words import fold

_SEASONS = {"spring": 3, "fruhjahr": 3, "fruhling": 3, "summer": 6, "sommer": 6, "autumn": 9, "herbst": 9, "winter": 12}
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january januar", "february februar", "march marz", "april", "may mai", "june juni", "july juli", "august", "september",
         "october oktober", "november", "december dezember"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_PART = "|".join([*_SEASONS, *_MONTHS])
_NEXT_YEAR = re.compile(
    r"\bnext year\b|\bnachste[nsrm]? jahr\w*|\bkommende[nsrm]? jahr\w*|\bnext budget year\b|\bnew year\b|\bneue[ns] jahr\b"
)
_NEXT_QUARTER = re.compile(r"\bnext quarter\b|\bnachste[sn]? quartal\b|\bkommende[sn]? quartal\b")
_QUARTER = re.compile(r"\bq([1-4])(?:[ /-]*(20\d\d))?\b")
_IN_MONTHS = re.compile(r"\bin (?:about |around |etwa |ca\.? )?(\w+) (weeks?|months?|years?|wochen?|monate?n?|jahre?n?)\b")
_IN_PART = re.compile(rf"\b(?:in|im|after|nach|from|ab|next|nachste[nsrm]?) (?:the |dem |der |early |late )?({_PART})\b(?: (20\d\d))?")
_YEAR = re.compile(r"\b(?:in|im jahr|not before|ab|from) (20\d\d)\b")


def points_to(words: str, said_on: date) -> tuple[str, date] | None:
    """Return the sentence that names a later time, and the first day of that time, counted from `said_on`; None when there is none."""
    for part in sentences(words[:4000]):
        folded = fold(part.words)
        day = _next(folded, said_on) or _named(folded, said_on) or _counted(folded, said_on)
        if day is not None and day > said_on:
            return part.words, day
    return None


def _next(folded: str, on: date) -> date | None:
    if _NEXT_YEAR.search(folded):
        return date(on.year + 1, 1, 1)
    if _NEXT_QUARTER.search(folded):
        return _quarter(on.year, (on.month - 1) // 3 + 2)
    return None


def _named(folded: str, on: date) -> date | None:
    if found := _QUARTER.search(folded):
        return _coming(int(found[2] or 0), (int(found[1]) - 1) * 3 + 1, on)
    if found := _IN_PART.search(folded):
        return _coming(int(found[2] or 0), _SEASONS.get(found[1]) or _MONTHS[found[1]], on)
    if found := _YEAR.search(folded):
        return date(int(found[1]), 1, 1)
    return None


def _counted(folded: str, on: date) -> date | None:
    found = _IN_MONTHS.search(folded)
    if found is None:
        return None
    word = found[1]
    read = spoken([word], 0)
    count = int(word) if word.isdigit() and len(word) < 3 else int(read[0]) if read else 1 if word in {"a", "einem", "einer"} else 0
    if not 0 < count < 100:
        return None
    unit = found[2][0]
    if unit == "w":
        return date.fromordinal(on.toordinal() + 7 * count)
    if unit == "m":
        return _month(on.year, on.month + count, on.day)
    return anniversary(on, count)


def _coming(year: int, month: int, on: date) -> date:
    return date(year, month, 1) if year else date(on.year + (month <= on.month), month, 1)


def _quarter(year: int, number: int) -> date:
    return _month(year, (number - 1) * 3 + 1, 1)


def _month(year: int, month: int, day: int) -> date:
    years, rest = divmod(month - 1, 12)
    return date(year + years, rest + 1, min(day, 28))
