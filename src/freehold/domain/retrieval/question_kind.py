"""What kind of thing a question asks for, and whether a sentence holds one: a number, a time, a name (English and German)."""

from __future__ import annotations

import re

_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|thousand|million|half|third|quarter|several|few|zwei|drei|vier|"
    r"fünf|sechs|sieben|acht|neun|zehn|dutzend|hundert|tausend|halb\w*|drittel|viertel)\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:1\d{3}|20\d{2}|\d{1,2}[.:]\d{2}|[Cc]entury|[Dd]ecade|hours?|days?|weeks?|months?|years?|Uhr|Stunden?|Tage?n?|Wochen?|Monate?n?|"
    r"Jahre?n?|Jan\w*|Feb\w*|Mar\w*|März|Apr\w*|Ma[yi]|Jun\w*|Jul\w*|Aug\w*|Sep\w*|O[ck]t\w*|Nov\w*|De[cz]\w*|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|"
    r"Sun)days?|Montag\w*|Dienstag\w*|Mittwoch\w*|Donnerstag\w*|Freitag\w*|Samstag\w*|Sonntag\w*)\b"
)
_NAME = re.compile(r"(?<=\w )[A-ZÄÖÜ][\w-]+")
_ASKED = (
    (
        re.compile(
            r"\bhow (?:many|much|long|old|far|large|big|tall|high|often)\b|\bwhat (?:percent\w*|number|amount|price)\b|"
            r"\bwie ?(?:viele?|lange?|oft|hoch|weit)\b"
        ),
        _NUMBER,
    ),
    (
        re.compile(r"\bwhen\b|\b(?:what|which) (?:year|date|day|month|decade|century|time)\b|\bwann\b|\bwelche\w* (?:jahr|tag|monat)\b"),
        _TIME,
    ),
    (re.compile(r"\bwho\b|\bwhose\b|\bwhere\b|\b(?:what|which) (?:person|company|city|country|state)\b|\bwer\b|\bwem\b|\bwo\b"), _NAME),
)


def asked_for(question: str) -> re.Pattern[str] | None:
    """Return what a sentence must hold to answer such a question, or None when anything may."""
    small = question.lower()
    return next((held for pattern, held in _ASKED if pattern.search(small)), None)
