"""Days and times of day in a text, in forms that can be compared without knowing what day it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from freehold.domain.commanding.days import find_days
from freehold.domain.commanding.found import Found
from freehold.domain.writing.mention import Mention, Reading

# Any Wednesday: "tomorrow" is told from "Friday" by its distance from it, never by the day itself.
_WEDNESDAY = date(2024, 5, 15)
_ADDRESS = re.compile(r"\S*(?:://|@|www\.)\S*")
_WEEKDAY = re.compile(
    r"\b(?:(?P<next>next|coming|nächste\w*|kommende\w*)|(?P<last>last|letzte\w*|vergangene\w*)|this|diese\w*)?\s?"
    r"(?:mon|tue|wed|thu|fri|sat|sun|mo(?=nt)|di(?=en)|mi(?=tt)|do(?=nn)|fr(?=ei)|sa(?=ms|lb)|so(?=nn))",
    re.IGNORECASE,
)
_MONTHS = (
    *("january|januar|jänner|jan", "february|februar|feb", "march|märz|mar|mär", "april|apr", "may|mai", "june|juni|jun"),
    *("july|juli|jul", "august|aug", "september|sept|sep", "october|oktober|oct|okt", "november|nov", "december|dezember|dec|dez"),
)
_MONTH = re.compile(rf"\b(?P<m>{'|'.join(_MONTHS)})\b\.?(?:\s(?P<y>(?:19|20)\d\d)\b)?", re.IGNORECASE)
_NUMERIC_MONTH = re.compile(r"(?<![\d/.])(?P<m>0?[1-9]|1[0-2])[/.](?P<y>20\d\d)(?![\d/])")
_QUARTER = re.compile(r"\b(?:Q(?P<q>[1-4])|(?P<q2>[1-4])\.\s?Quartal)(?:\s?/?\s?(?P<y>20\d\d))?\b")
_WEEK = re.compile(r"\b(?:KW|calendar week|Kalenderwoche)\s?(?P<w>\d{1,2})\b", re.IGNORECASE)
_CLOCK = re.compile(
    r"(?<![\d:.,])(?P<h>\d{1,2})(?:[:.](?P<m>[0-5]\d))?\s?(?:(?P<pm>p\.?m\b\.?)|(?P<am>a\.?m\b\.?)|o['’]clock|uhr\b|h\b(?=[ ,.!?)]|$))"
    r"|(?<![\d:.,/])(?P<h2>[01]?\d|2[0-4]):(?P<m2>[0-5]\d)(?![\d:])",
    re.IGNORECASE,
)
_NOON = re.compile(r"\b(?P<noon>noon|midday|mittags)\b|\b(?:midnight|mitternacht)\b", re.IGNORECASE)
_SPANS = re.compile(
    r"\b(?:(?:the )?end of (?:the |this |next )?(?P<end>week|year|quarter)|(?P<next>next|nächste[nsr]?) (?P<unit>year|jahr|quarter|quartal)"
    r"|(?:last|past|previous|letzte[nrs]?|vorige[nrs]?|vergangene[nrs]?) (?P<last>week|woche|month|monat|year|jahr|quarter|quartal)"
    r"|(?:this|diese[nrs]?) (?P<this>week|woche|month|monat|year|jahr)|ende (?:der|dieser) (?P<woche>woche)|(?P<asap>asap|tonight)"
    r"|(?P<wochenende>(?:the )?weekend|wochenende))\b",
    re.IGNORECASE,
)
_UNITS = {"woche": "week", "monat": "month", "jahr": "year", "quartal": "quarter"}
_FULL = frozenset({"day"})


def moments(text: str) -> list[Mention]:
    """Return the days and times of day in the order of the text; what stands inside an address is none."""
    taken = bytearray(len(text) + 1)
    for match in _ADDRESS.finditer(text):
        taken[match.start() : match.end()] = b"\1" * len(match.group())
    found: list[Mention] = []
    for mention in [*_days(text), *_spans(text), *_clock_times(text), *_months(text)]:
        if not any(taken[mention.start : mention.end]):
            taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
            found.append(mention)
    found.sort(key=lambda mention: mention.start)
    return _with_loose_weekdays(found)


def _days(text: str) -> Iterator[Mention]:
    start = 0
    # Line by line: what is found is compared with every other find of the same call.
    for line in text.splitlines(keepends=True):
        for found in find_days(line, _WEDNESDAY):
            yield Mention(kind="date", readings=_readings(found), start=start + found.start, end=start + found.end)
        start += len(line)


def _readings(found: Found[date]) -> frozenset[Reading]:
    words, value = found.words, found.value
    weekday = _WEEKDAY.match(words)
    if not any(sign.isdigit() for sign in words):
        if weekday:
            which = "next" if weekday["next"] else "last" if weekday["last"] else "this"
            return frozenset({("weekday", value.weekday(), which)})
        return frozenset({("ahead", (value - _WEDNESDAY).days)})
    if re.match(r"in\s|vor\s|\d+\s\w+\sago", words, re.IGNORECASE):
        return frozenset({("ahead", (value - _WEDNESDAY).days)})
    year = value.year if _says_year(words) else None
    readings: set[Reading] = {("day", year, value.month, value.day)}
    if "/" in words and value.day <= 12:
        readings.add(("day", year, value.day, value.month))
    return frozenset(readings)


def _says_year(words: str) -> bool:
    return bool(re.search(r"\d{4}", words) or words.count("/") == 2 or re.fullmatch(r"\d+\.\s?\d+\.\s?\d\d", words))


def _spans(text: str) -> Iterator[Mention]:
    for match in _SPANS.finditer(text):
        name, word = next((key, value) for key, value in match.groupdict().items() if value and key != "next")
        word = _UNITS.get(word.lower(), word.lower())
        name = {"woche": "end", "wochenende": "weekend"}.get(name, name)
        yield _mention(match, ("span", name, "" if name in {"asap", "weekend"} else word))
    for match in _QUARTER.finditer(text):
        yield _mention(match, ("quarter", _number(match["y"]), int(match["q"] or match["q2"])))
    for match in _WEEK.finditer(text):
        yield _mention(match, ("week", int(match["w"])))


def _clock_times(text: str) -> Iterator[Mention]:
    for match in _CLOCK.finditer(text):
        hour, minute = int(match["h"] or match["h2"]), int(match["m"] or match["m2"] or 0)
        if hour > 24:
            continue
        if match["pm"]:
            hour = hour % 12 + 12
        elif match["am"]:
            hour %= 12
        readings: set[Reading] = {("time", hour, minute)}
        yield Mention(kind="date", readings=frozenset(readings), start=match.start(), end=match.start() + len(match.group().rstrip()))
    for match in _NOON.finditer(text):
        yield _mention(match, ("time", 12 if match["noon"] else 0, 0))


def _months(text: str) -> Iterator[Mention]:
    for match in _MONTH.finditer(text):
        # "may" and "mar" are words of their own in small letters.
        if match["m"][:1].isupper():
            yield _mention(match, ("month", _number(match["y"]), _month_number(match["m"])))
    for match in _NUMERIC_MONTH.finditer(text):
        yield _mention(match, ("month", int(match["y"]), int(match["m"])))


def _mention(match: re.Match[str], reading: Reading) -> Mention:
    return Mention(kind="date", readings=frozenset({reading}), start=match.start(), end=match.end())


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _month_number(word: str) -> int:
    return next(at for at, names in enumerate(_MONTHS, start=1) if word.lower() in names.split("|"))


def _with_loose_weekdays(found: list[Mention]) -> list[Mention]:
    """Return the mentions; a weekday right beside its date may be left out."""
    made = []
    for at, mention in enumerate(found):
        beside = [other for other in found[max(0, at - 1) : at + 2] if other is not mention]
        near = any(
            next(iter(other.readings))[0] in _FULL and min(abs(other.start - mention.end), abs(mention.start - other.end)) <= 8
            for other in beside
        )
        loose = next(iter(mention.readings))[0] == "weekday" and near
        made.append(_loosened(mention) if loose else mention)
    return made


def _loosened(mention: Mention) -> Mention:
    return Mention(kind=mention.kind, readings=mention.readings, start=mention.start, end=mention.end, optional=True)
