"""Dates as sources write them: ISO 8601, mail dates, epoch seconds, and "2 days ago" as seen from the day it was written."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

_UNITS = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
    "month": timedelta(days=30),
}
_GERMAN = {"minute": "minute", "stunde": "hour", "tag": "day", "woche": "week", "monat": "month"}
_AGO = re.compile(
    r"(?:(?:posted|active|renewed)\s+)?(?P<n>\d{1,3}|an?|one)\+?\s*(?P<unit>minute|hour|day|week|month|min|hr|h|d|w|mo)s?\s+ago|"
    r"vor\s+(?P<nd>\d{1,3}|einem|einer)\+?\s*(?P<unitd>minute|stunde|tag|woche|monat)(?:e?n?)",
    re.IGNORECASE,
)
_SHORT = {"min": "minute", "hr": "hour", "h": "hour", "d": "day", "w": "week", "mo": "month"}
_NOW = re.compile(r"just (?:now|posted)|posted today|today|new|gerade (?:eben|veröffentlicht)|heute(?: veröffentlicht)?", re.IGNORECASE)
_YESTERDAY = re.compile(r"(?:posted )?yesterday|gestern(?: veröffentlicht)?", re.IGNORECASE)


def parse_moment(value: Any, *, end_of_day: bool = False) -> datetime | None:
    """Return the aware moment that `value` names, None when it names none.

    Numbers are epoch seconds (or milliseconds); a time without zone counts as UTC; a bare date is midnight UTC,
    or the last second of that day for `end_of_day`.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float) or (isinstance(value, str) and re.fullmatch(r"\d{9,13}", value.strip())):
        try:
            return _from_epoch(float(value))
        except OverflowError:  # a whole number of more than 308 digits
            return None
    text = str(value).strip()
    if not text or len(text) > 80:
        return None
    moment = _iso(text, end_of_day) or _mail_date(text)
    try:
        return moment.astimezone(UTC) if moment else None
    except OverflowError:
        return None


def _from_epoch(seconds: float) -> datetime | None:
    seconds = seconds / 1000 if seconds > 10**11 else seconds
    try:
        return datetime.fromtimestamp(seconds, tz=UTC) if seconds > 0 else None
    except (OverflowError, OSError, ValueError):
        return None


def _iso(text: str, end_of_day: bool) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if end_of_day and re.fullmatch(r"\d{4}-?\d\d-?\d\d", text):
        moment = datetime.combine(moment.date(), time(23, 59, 59))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _mail_date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def is_relative(line: str) -> bool:
    """Tell whether a whole line is a relative date such as "Just posted" or "vor 2 Tagen"."""
    line = line.strip(" .·•")
    return any(pattern.fullmatch(line) for pattern in (_AGO, _NOW, _YESTERDAY))


def resolve_relative(line: str, written: datetime | None) -> datetime | None:
    """Return the moment a relative date stands for when it was written at `written`; None when either is unknown."""
    if written is None:
        return None
    line = line.strip(" .·•")
    if _NOW.fullmatch(line):
        return written
    if _YESTERDAY.fullmatch(line):
        return written - timedelta(days=1)
    found = _AGO.fullmatch(line)
    if found is None:
        return None
    unit = (found["unit"] or "").lower()
    name = _SHORT.get(unit, unit) or _GERMAN[found["unitd"].lower()]
    number = found["n"] or found["nd"]
    return written - _UNITS[name] * (int(number) if number.isdigit() else 1)
