"""Reads where the clock of the work stands."""

from __future__ import annotations

import re
from decimal import Decimal

from freehold.domain.postings.analysis import TimeZone
from freehold.domain.postings.document import Document

# Winter offsets; summer names have their own.
_OFFSETS = {
    "utc": 0, "gmt": 0, "wet": 0, "bst": 1, "cet": 1, "mez": 1, "cest": 2, "mesz": 2, "eet": 2, "eest": 3, "ist": 5.5, "sgt": 8,
    "aest": 10, "aedt": 11, "est": -5, "edt": -4, "et": -5, "eastern": -5, "cst": -6, "cdt": -5, "ct": -6, "central": -6, "mst": -7,
    "mdt": -6, "mountain": -7, "pst": -8, "pdt": -7, "pt": -8, "pacific": -8, "jst": 9, "uk": 0, "london": 0, "brt": -3,
    "sydney": 11, "melbourne": 11, "singapore": 8, "tokyo": 9, "berlin": 1, "paris": 1, "new york": -5, "chicago": -6,
}  # fmt: skip
_REGIONS = {
    "us": (-8, -5), "usa": (-8, -5), "u.s.": (-8, -5), "american": (-8, -5), "north american": (-8, -5), "north america": (-8, -5),
    "americas": (-8, -3), "european": (0, 3), "europe": (0, 3), "eu": (0, 2), "emea": (0, 4), "latam": (-6, -3), "asian": (5, 9),
    "apac": (5, 11), "australian": (8, 11), "german": (1, 1), "indian": (5.5, 5.5), "canadian": (-8, -4),
}  # fmt: skip
_NAMED = r"UTC|GMT|WET|BST|CES?T|MES?Z|EES?T|IST|SGT|AE[SD]T|E[SD]?T|C[SD]T|M[SD]T|P[SD]?T|JST|BRT"
_OFFSET = re.compile(
    r"\b(?P<zone>UTC|GMT|CES?T|MEZ|E[SD]T|P[SD]T|EET)\s?(?P<sign>\+\s?/?\s?[-–−]|±|\+"
    r"|[-–−])\s?(?P<hours>\d{1,2})(?::?(?P<half>30))?(?:\s?(?:h(?:rs?|ours?)?)?\s?(?:to|-|–|and|bis|/|\.\.)\s?(?:(?:UTC"
    r"|GMT)\s?)?(?P<sign2>[+–−-])\s?(?P<hours2>\d{1,2}))?",
)
_PLUS_MINUS_BEFORE = re.compile(
    r"(?:\+\s?/?\s?[-–−]|±)\s?(?P<hours>\d{1,2})\s?(?:h|hrs?|hours?|Stunden)?\s?(?:of|from|around|zu|von)?\s?(?P<zone>UTC|GMT|CES?T|MEZ"
    r"|E[SD]T|P[SD]T|EET)\b"
)
_CASED = re.compile(
    rf"\b(?P<zone>{_NAMED}|Eastern|Pacific|Central|Mountain|UK|London)(?:\s?(?:/|-|–|to|or|and)\s?(?P<zone2>{_NAMED}|Eastern|Pacific"
    r"|Central))?(?=\s(?:[Tt]ime\s?[Zz]ones?|[Tt]ime|[Hh]ours|[Bb]usiness|[Ww]orking|[Zz]eit|[Cc]ore|TZ|tz)\b)"
)
_CITY = re.compile(
    r"\b(?P<zone>London|Sydney|Melbourne|Singapore|Tokyo|Berlin|Paris|New York|Chicago)(?:,? [A-Z]{2,3})?(?=\s(?:[Tt]ime\s?[Zz]one"
    r"|[Tt]ime\b|[Bb]usiness hours|[Ww]orking hours|TZ\b))"
)
_REGION = re.compile(
    r"\b(?P<region>US|USA|U\.S\.|American|North America[n]?|Americas|European?|EU|EMEA|LATAM|Asian|APAC|Australian|German|Indian"
    r"|Canadian)(?:[ -]based)?[- ](?:(?:friendly|compatible|business|working|core) )?(?:time[- ]?zones?|business hours|working hours"
    r"|TZs?)\b",
    re.IGNORECASE,
)
_HOURS_IN = re.compile(
    rf"\b\d{{1,2}}(?::\d\d)?\s?(?:am|pm|h|Uhr)?\s?(?:-|–|to|bis)\s?\d{{1,2}}(?::\d\d)?\s?(?:am|pm|h|Uhr)?\s(?P<zone>{_NAMED})\b",
    re.IGNORECASE,
)
_OVERLAP = re.compile(
    r"\b(?P<hours>\d{1,2}(?:\.5)?)\+?(?:\s?[-–]\s?\d{1,2})?\s?(?:h|hrs?|hours?|Stunden)\.?\s(?:of |a day of |daily |per day "
    r"|time ?zone |working )?(?:overlap|überschneidung|überlappung)"
    r"|\boverlap(?:ping|s)?\s(?:of |by |with )?(?:at least |a minimum of |min\.? )?(?P<hours2>\d{1,2})\+?\s?(?:h|hrs?|hours?)\b"
    r"|\bat least (?P<hours3>\d{1,2}) (?:working )?hours (?:\w{1,12} ){0,3}overlap",
    re.IGNORECASE,
)


def find_timezone(document: Document) -> TimeZone | None:
    """Return the UTC range of the work and the overlap asked for, or None when the posting speaks of neither."""
    overlap = document.first(_OVERLAP)
    hours = next((Decimal(value) for value in overlap.groups() if value), None) if overlap else None
    for found, low, high in _ranges(document):
        west, east = min(low, high), max(low, high)
        if west >= -12 and east <= 14:
            return TimeZone(Decimal(str(west)), Decimal(str(east)), hours, document.clause(*found.span()))
    if overlap:
        return TimeZone(None, None, hours, document.clause(*overlap.span()))
    return None


def _ranges(document: Document) -> list[tuple[re.Match[str], float, float]]:
    found = document.first(_OFFSET)
    if found:
        return [_from_offset(found)]
    found = document.first(_PLUS_MINUS_BEFORE)
    if found:
        base, span = _OFFSETS[found["zone"].lower()], int(found["hours"])
        return [(found, base - span, base + span)]
    # "2 pm to 10 pm IST, to align with PST hours": the hours of the work tell more than what they are aligned with.
    found = document.first(_HOURS_IN) or document.first(_CASED) or document.first(_CITY)
    if found:
        base = _OFFSETS[found["zone"].lower()]
        other = found.groupdict().get("zone2")
        return [(found, base, _OFFSETS[other.lower()] if other else base)]
    found = document.first(_REGION)
    if found:
        name = found["region"].lower()
        low, high = _REGIONS.get(name) or _REGIONS.get(name.rstrip("n"), (-8, -5))
        return [(found, low, high)]
    return []


def _from_offset(found: re.Match[str]) -> tuple[re.Match[str], float, float]:
    base = _OFFSETS[found["zone"].lower()]
    span = int(found["hours"]) + (0.5 if found["half"] else 0)
    sign = re.sub(r"\s", "", found["sign"])
    if sign == "±" or "/" in sign or len(sign) > 1:
        return found, base - span, base + span
    first = base + span * (1 if sign == "+" else -1)
    if found["hours2"]:
        return found, first, base + int(found["hours2"]) * (1 if found["sign2"] == "+" else -1)
    return found, first, first
