"""The dates of a text, however they are written in English or German, as far as they are given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january januar jan jänner", "february februar feb", "march märz mar mär maerz", "april apr", "may mai", "june juni jun",
            "july juli jul", "august aug", "september sep sept", "october oktober oct okt", "november nov", "december dezember dec dez",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:\.|st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
_ISO = re.compile(rf"(?<![\w-]){_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?![\w-])")
_DOTTED = re.compile(r"(?<![\w.,])(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.(?:\s?(?P<year>\d{4}|\d{2})(?!\d))?(?![\w])")
_SLASHED = re.compile(r"(?<![\w/])(?P<first>\d{1,2})/(?P<second>\d{1,2})(?:/(?P<year>\d{4}|\d{2}))?(?![\w/])")
_DAY_FIRST = re.compile(rf"(?<![\w.,-]){_DAY}\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"\b{_MONTH}\s{_DAY}(?![\d.,]\d|\d)(?:,?\s{_YEAR})?", re.IGNORECASE)
_MONTH_YEAR = re.compile(rf"\b{_MONTH},?\s{_YEAR}", re.IGNORECASE)
#: A month alone: with its capital, and where "May" may be a verb only after a word of time.
_MONTH_ALONE = re.compile(rf"\b{_MONTH}", re.IGNORECASE)
_OF_TIME = re.compile(
    r"\b(?:in|of|since|until|by|last|next|early|late|mid|from|this|im|seit|bis|ende|anfang|mitte|ab|vom)[\s-]$", re.IGNORECASE
)
_YEAR_ALONE = re.compile(rf"(?<![\w.,/-]){_YEAR}(?![.,/-]\d)")


class Day(NamedTuple):
    """A date as far as it is written: 0 for what is not."""

    year: int
    month: int
    day: int

    def is_of(self, known: Day) -> bool:
        """Tell whether `known` says everything that is written here."""
        return all(own in (0, there) for own, there in zip(self, known, strict=True))


def dates(text: str) -> tuple[list[frozenset[Day]], str]:
    """Return the dates of a text, each as the set of what it may mean (11/3 is two), and the text with them blanked out."""
    found: list[frozenset[Day]] = []
    for read in (_iso, _dotted, _slashed, _worded, _alone):
        for start, end, meanings in list(read(text)):
            if text[start:end].strip():
                found.append(meanings)
                text = text[:start] + " " * (end - start) + text[end:]
    return found, text


Read = Iterator[tuple[int, int, frozenset[Day]]]


def _iso(text: str) -> Read:
    for found in _ISO.finditer(text):
        yield from _made(found, int(found["year"]), int(found["month"]), int(found["day"]))


def _dotted(text: str) -> Read:
    for found in _DOTTED.finditer(text):
        yield from _made(found, _full(found["year"]), int(found["month"]), int(found["day"]))


def _slashed(text: str) -> Read:
    for found in _SLASHED.finditer(text):
        first, second, year = int(found["first"]), int(found["second"]), _full(found["year"])
        meanings = frozenset(Day(year, month, day) for day, month in ((first, second), (second, first)) if _is_day(year, month, day))
        if meanings and (year, first, second) != (0, 24, 7):  # "24/7" is no date
            yield found.start(), found.end(), meanings


def _worded(text: str) -> Read:
    taken: list[tuple[int, int]] = []
    for pattern in (_DAY_FIRST, _MONTH_FIRST, _MONTH_YEAR):
        for found in pattern.finditer(text):
            if any(start < found.end() and found.start() < end for start, end in taken) or not found["month"][:1].isupper():
                continue
            parts = found.groupdict()
            taken.append(found.span())
            yield from _made(found, int(parts.get("year") or 0), _MONTHS[found["month"].lower()], int(parts.get("day") or 0))


def _alone(text: str) -> Read:
    for found in _YEAR_ALONE.finditer(text):
        yield found.start(), found.end(), frozenset([Day(int(found["year"]), 0, 0)])
    for found in _MONTH_ALONE.finditer(text):
        word = found["month"]
        sure = word.lower() not in {"may", "march", "mar", "jan", "jun", "mai"} or _OF_TIME.search(text[: found.start()])
        if word[:1].isupper() and sure:
            yield found.start(), found.end(), frozenset([Day(0, _MONTHS[word.lower()], 0)])


def _made(found: re.Match[str], year: int, month: int, day: int) -> Read:
    if _is_day(year, month, day):
        yield found.start(), found.end(), frozenset([Day(year, month, day)])


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year or 2024, month, day or 1)
    except ValueError:
        return False
    return True


def _full(year: str | None) -> int:
    return 0 if not year else int(year) if len(year) == 4 else 2000 + int(year)
