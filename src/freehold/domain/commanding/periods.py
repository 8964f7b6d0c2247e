"""Periods inside a sentence: "this month", "last year", "Q3", "2025", "diese Woche", "in October"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from freehold.domain.commanding.days import _MONTHS, _index, _months_on
from freehold.domain.commanding.found import Found

_THIS, _LAST, _NEXT = (
    r"this|current|diese[nsrm]?|laufende[nsrm]?|im laufenden",
    r"last|previous|letzte[nsrm]?|vorige[nsrm]?|vergangene[nsrm]?",
    "next|nächste[nsrm]?",
)
_UNITS = {
    "week": "week",
    "woche": "week",
    "month": "month",
    "monat": "month",
    "quarter": "quarter",
    "quartal": "quarter",
    "year": "year",
    "jahr": "year",
}
_NAMED = re.compile(rf"\b(?P<which>{_THIS}|{_LAST}|{_NEXT})\s(?P<unit>{'|'.join(_UNITS)})(?:s|es)?\b", re.IGNORECASE)
_QUARTER = re.compile(r"\b(?:q(?P<n>[1-4])|(?P<m>[1-4])\.\s?quartal)(?:[\s/]?(?P<year>20\d{2}))?\b", re.IGNORECASE)
_MONTH = re.compile(
    rf"\b(?:in|im|of|for|für|since|seit)\s(?P<month>{'|'.join(_MONTHS)})\b(?!\s?\d{{1,2}}\b)(?:\s(?P<year>20\d{{2}}))?", re.IGNORECASE
)
_YEAR = re.compile(r"(?<![\d.,€$£/-])(?P<year>20\d{2})(?![\d.,/-]|\s?(?:€|eur|euro))", re.IGNORECASE)
_SPAN = re.compile(
    r"\b(?:last|past|in den letzten|letzten|previous)\s(?P<count>\d{1,3})\s(?P<unit>days?|tage?n?|weeks?|wochen?|months?|monate?n?)\b",
    re.IGNORECASE,
)
_TODAY = re.compile(r"\b(?:today|heute)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both included."""

    start: date
    end: date


def find_period(text: str, today: date) -> Found[Period] | None:
    """Return the first period that the text names, or None."""
    for pattern, read in ((_SPAN, _span), (_NAMED, _named), (_QUARTER, _quarter), (_MONTH, _month), (_YEAR, _year), (_TODAY, _one_day)):
        match = pattern.search(text)
        if match is not None:
            return Found(match.start(), match.end(), match.group(), read(match, today))
    return None


def _span(match: re.Match[str], today: date) -> Period:
    count, unit = int(match["count"]), match["unit"].lower()
    if unit.startswith("mon"):
        return Period(_months_on(today, -count) + timedelta(days=1), today)
    return Period(today - timedelta(days=count * (7 if unit.startswith("w") else 1) - 1), today)


def _named(match: re.Match[str], today: date) -> Period:
    which, unit = match["which"].lower(), _UNITS[match["unit"].lower()]
    step = -1 if re.fullmatch(_LAST, which) else 1 if re.fullmatch(_NEXT, which) else 0
    if unit == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(days=7 * step)
        return Period(monday, monday + timedelta(days=6))
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    first = date(today.year, today.month - (today.month - 1) % months, 1)
    return _of_months(_months_on(first, step * months), months)


def _quarter(match: re.Match[str], today: date) -> Period:
    number = int(match["n"] or match["m"])
    year = int(match["year"]) if match["year"] else today.year
    first = date(year, 3 * number - 2, 1)
    return _of_months(first if match["year"] or first <= today else first.replace(year=year - 1), 3)


def _month(match: re.Match[str], today: date) -> Period:
    month = _index(_MONTHS, match["month"]) + 1
    year = int(match["year"]) if match["year"] else today.year - (month > today.month)
    return _of_months(date(year, month, 1), 1)


def _year(match: re.Match[str], _today: date) -> Period:
    return _of_months(date(int(match["year"]), 1, 1), 12)


def _one_day(_match: re.Match[str], today: date) -> Period:
    return Period(today, today)


def _of_months(first: date, count: int) -> Period:
    return Period(first, _months_on(first, count) - timedelta(days=1))
