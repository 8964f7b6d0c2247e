"""How long something took, inside a sentence: "2h 30", "2,5 Stunden", "90 min", "from 9 to 10:30", "half an hour"."""

from __future__ import annotations

import re

from freehold.domain.commanding.found import Found, apart
from freehold.domain.errors import UserError
from freehold.domain.invoicing.durations import DAY, HOUR, read_duration

_HOURS = r"(?:hours?|hrs?|stunden?|std\.?|h)"
_MINUTES = r"(?:minutes?|minuten?|mins?\.?|m)"
_NUMBER = r"\d{1,4}(?:[.,]\d{1,2})?"
_CLOCK = r"\d{1,2}(?:[:.]\d{2})?"
_WRITTEN = re.compile(
    rf"(?<![\w.,:])(?:{_NUMBER}\s?{_HOURS}(?:\s?(?:and|und|,)?\s?\d{{1,2}}\s?{_MINUTES}|\s?\d{{2}})?|{_NUMBER}\s?{_MINUTES})(?![\w])",
    re.IGNORECASE,
)
_CLOCKED = re.compile(r"(?<![\w.,:])(\d{1,2}):([0-5]\d)(?![\w:])(?!\s?(?:uhr|am|pm|o'clock))", re.IGNORECASE)
_RANGE = re.compile(
    rf"(?<![\w.,:])(?:from |von )?({_CLOCK})\s?(?:uhr\s)?(?:-|–|to|bis|until)\s?({_CLOCK})(?:\s?uhr)?(?![\w:]|[.,]\d|\.\s?\d)",
    re.IGNORECASE,
)
_SAYS_CLOCK = re.compile(r"from |von |uhr|:", re.IGNORECASE)
_SMALL = {
    **{word: at for at, word in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=1)},
    **{word: at for at, word in enumerate(("eine", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn"), start=1)},
    "an": 1,
    "a": 1,
    "einer": 1,
}
_COUNTS = "|".join(sorted(_SMALL, key=len, reverse=True))
_IN_WORDS = re.compile(rf"\b(?P<count>{_COUNTS})(?P<half>\s(?:and\sa\shalf|einhalb)|einhalb)?\s(?P<unit>hours?|stunden?)\b", re.IGNORECASE)
_FIXED = (
    (re.compile(r"\b(?:an hour and a half|one and a half hours|anderthalb stunden|eineinhalb stunden)\b", re.IGNORECASE), 90),
    (re.compile(r"\b(?:three quarters of an hour|(?:eine )?dreiviertelstunde)\b", re.IGNORECASE), 45),
    (re.compile(r"\b(?:half an hour|(?:eine )?halbe stunde)\b", re.IGNORECASE), 30),
    (re.compile(r"\b(?:a quarter of an hour|(?:eine )?viertelstunde)\b", re.IGNORECASE), 15),
)


def find_minutes(text: str) -> list[Found[int]]:
    """Return every length of time in whole minutes (1 to 1440), in the order of the text."""
    found = [Found(m.start(), m.end(), m.group(), minutes) for pattern, minutes in _FIXED for m in pattern.finditer(text)]
    for match in _IN_WORDS.finditer(text):
        minutes = _SMALL[match["count"].lower()] * HOUR + (HOUR // 2 if match["half"] else 0)
        found.append(Found(match.start(), match.end(), match.group(), minutes))
    for match in _RANGE.finditer(text):
        if _SAYS_CLOCK.search(match.group()):
            _add(found, match, f"{match[1]}-{match[2]}")
    for match in _WRITTEN.finditer(text):
        _add(found, match, re.sub(r"(?:\s?(?:and|und)|(?<=\D),)\s?(?=\d)", " ", match.group(), flags=re.IGNORECASE))
    for match in _CLOCKED.finditer(text):
        minutes = int(match[1]) * HOUR + int(match[2])
        if 1 <= minutes <= DAY:
            found.append(Found(match.start(), match.end(), match.group(), minutes))
    return apart(found)


def _add(found: list[Found[int]], match: re.Match[str], words: str) -> None:
    try:
        found.append(Found(match.start(), match.end(), match.group(), read_duration(words)))
    except UserError:
        return  # 0 minutes, or 30 hours: no time that one entry could hold
