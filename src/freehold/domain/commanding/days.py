"""Days inside a sentence: "yesterday", "next Friday", "3.11.", "in two weeks", "vor 3 Tagen", "November 3"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from freehold.domain.commanding.found import Found, apart

#: Which of several possible days is meant when the words leave it open: one that has been, one to come, or the nearest.
Lean = Literal["past", "future", "near"]

_FIXED = (
    (r"day before yesterday|vorgestern", -2),
    (r"yesterday|last night|gestern", -1),
    (r"day after tomorrow|übermorgen", 2),
    (r"tomorrow|(?<!guten )morgen", 1),
    (r"today|this morning|tonight|just now|heute(?: morgen| früh| abend)?", 0),
)
_WEEKDAYS = (
    *("monday|mondays|montags?|mon", "tuesday|tuesdays|dienstags?|tue|tues", "wednesday|wednesdays|mittwochs?|wed"),
    *("thursday|thursdays|donnerstags?|thu|thurs", "friday|fridays|freitags?|fri", "saturday|saturdays|samstags?|sonnabends?|sat"),
    "sunday|sundays|sonntags?|sun",
)
_MONTHS = (
    *("january|januar|jänner|jan", "february|februar|feb", "march|märz|mar|mär", "april|apr", "may|mai", "june|juni|jun"),
    *("july|juli|jul", "august|aug", "september|sept|sep", "october|oktober|oct|okt", "november|nov", "december|dezember|dec|dez"),
)
_COUNTS = {
    **{word: at for at, word in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=1)},
    **{word: at for at, word in enumerate(("einem", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn"), start=1)},
    **dict.fromkeys(("a", "an", "einer", "ein", "eine"), 1),
    **dict.fromkeys(("a couple of", "ein paar"), 2),
}
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(sorted(_COUNTS, key=len, reverse=True))})"
_UNIT = r"(?P<unit>days?|tage?n?|weeks?|wochen?|months?|monate?n?)"
_MONTH = "|".join(_MONTHS)
_ISO = re.compile(r"(?<![\d-])(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?![\d-])")
_DOTTED = re.compile(r"(?<![\d.,])(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4}|\d{2})?(?![\d])")
_SLASHED = re.compile(r"(?<![\d/])(?P<d>\d{1,2})/(?P<m>\d{1,2})(?:/(?P<y>\d{4}|\d{2}))?(?![\d/])")
_DAY_MONTH = re.compile(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.)?\s(?:of\s)?(?P<m>{_MONTH})\b\.?(?:,?\s(?P<y>\d{{4}}))?", re.IGNORECASE)
_MONTH_DAY = re.compile(rf"\b(?P<m>{_MONTH})\b\.?\s(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\.\d)(?:,?\s(?P<y>\d{{4}})\b)?", re.IGNORECASE)
_AHEAD = re.compile(rf"\bin\s{_COUNT}\s{_UNIT}\b", re.IGNORECASE)
_BEHIND = re.compile(
    rf"\b(?:vor\s{_COUNT}\s{_UNIT}|{_COUNT.replace('count', 'count2')}\s{_UNIT.replace('unit', 'unit2')}\sago)\b", re.IGNORECASE
)
_WEEKDAY = re.compile(
    r"\b(?:(?P<which>last|next|this|coming|letzte[nrm]?|vergangene[nr]?|nächste[nrm]?|kommende[nr]?|diese[nr]?)\s)?"
    rf"(?P<day>{'|'.join(_WEEKDAYS)})\b",
    re.IGNORECASE,
)
_NEXT_SPAN = re.compile(r"\b(?:next|nächste[nr]?|kommende[nr]?)\s(?P<span>week|woche|month|monat)\b", re.IGNORECASE)
_MONTH_END = re.compile(
    r"\b(?:(?:the )?end of (?:the |this )?month|month['’]s end|(?:zum )?ende des monats|(?:zum )?monatsende)\b", re.IGNORECASE
)
_PAST, _FUTURE = ("last", "letzt", "vergangen"), ("next", "coming", "nächst", "kommend")
_SHORT = {"mon", "tue", "tues", "wed", "thu", "thurs", "fri", "sat", "sun"}


def find_days(text: str, today: date, *, lean: Lean = "near", day_first: bool = True) -> list[Found[date]]:
    """Return every day in the order of the text. `day_first` says how 3/11 is read where both readings are days."""
    return apart([*_relative(text, today, lean), *_written(text, today, lean, day_first=day_first)])


def _relative(text: str, today: date, lean: Lean) -> Iterator[Found[date]]:
    for words, step in _FIXED:
        for match in re.finditer(rf"\b(?:{words})\b", text, re.IGNORECASE):
            yield _at(match, today + timedelta(days=step))
    for match in _AHEAD.finditer(text):
        yield _at(match, _moved(today, match["count"], match["unit"], 1))
    for match in _BEHIND.finditer(text):
        yield _at(match, _moved(today, match["count"] or match["count2"], match["unit"] or match["unit2"], -1))
    for match in _NEXT_SPAN.finditer(text):
        monday = today - timedelta(days=today.weekday()) + timedelta(days=7)
        yield _at(match, monday if match["span"].lower() in {"week", "woche"} else _month_after(today))
    for match in _MONTH_END.finditer(text):
        yield _at(match, _month_after(today) - timedelta(days=1))
    for match in _WEEKDAY.finditer(text):
        if match["which"] or match["day"].lower() not in _SHORT or match["day"][:1].isupper():
            yield _at(match, _weekday(_index(_WEEKDAYS, match["day"]), (match["which"] or "").lower(), today, lean))


def _written(text: str, today: date, lean: Lean, *, day_first: bool) -> Iterator[Found[date]]:
    for pattern in (_ISO, _DOTTED, _SLASHED, _DAY_MONTH, _MONTH_DAY):
        for match in pattern.finditer(text):
            month = int(match["m"]) if match["m"].isdigit() else _index(_MONTHS, match["m"]) + 1
            day = int(match["d"])
            if pattern is _SLASHED and (month > 12 or (not day_first and day <= 12)):
                day, month = month, day
            found = _in_year(day, month, match["y"], today, lean)
            if found is not None:
                yield _at(match, found)


def _at(match: re.Match[str], value: date) -> Found[date]:
    words = match.group().rstrip()
    return Found(match.start(), match.start() + len(words), words, value)


def _moved(today: date, count: str, unit: str, sign: int) -> date:
    number = int(count) if count.isdigit() else _COUNTS[count.lower()]
    if unit.lower().startswith("mon"):
        return _months_on(today, sign * number)
    return today + timedelta(days=sign * number * (7 if unit.lower().startswith("w") else 1))


def _months_on(day: date, count: int) -> date:
    at = day.year * 12 + day.month - 1 + count
    year, month = divmod(at, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def _month_after(day: date) -> date:
    return _months_on(day.replace(day=1), 1)


def _weekday(index: int, which: str, today: date, lean: Lean) -> date:
    ahead = (index - today.weekday()) % 7
    if which.startswith(_PAST):
        return today - timedelta(days=(7 - ahead) % 7 or 7)
    if which.startswith(_FUTURE):
        return today + timedelta(days=ahead or 7)
    if lean == "past":
        return today - timedelta(days=(7 - ahead) % 7)
    if lean == "future":
        return today + timedelta(days=ahead or 7)
    return today + timedelta(days=ahead if ahead <= 3 else ahead - 7)


def _in_year(day: int, month: int, year: str | None, today: date, lean: Lean) -> date | None:
    if year:
        return _day(int(year) + (2000 if len(year) == 2 else 0), month, day)
    near = [found for offset in (-1, 0, 1) if (found := _day(today.year + offset, month, day)) is not None]
    if lean == "past":
        near = [found for found in near if found <= today] or near
    elif lean == "future":
        near = [found for found in near if found >= today] or near
    return min(near, key=lambda found: abs((found - today).days), default=None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # the 31st of November
        return None


def _index(names: tuple[str, ...], word: str) -> int:
    small = word.lower()
    return next(at for at, group in enumerate(names) if re.fullmatch(group, small))
