"""Reads how long the work lasts."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

from freehold.domain.postings.analysis import Span
from freehold.domain.postings.document import Document
from freehold.domain.postings.figures import COUNT, DASH, figure

Unit = Literal["hours", "days", "weeks", "months", "years"]

_UNIT_NAMES: tuple[tuple[str, Unit], ...] = (
    ("hour", "hours"), ("stunde", "hours"), ("std", "hours"), ("day", "days"), ("tag", "days"), ("pt", "days"), ("personentag", "days"),
    ("week", "weeks"), ("woche", "weeks"), ("month", "months"), ("monat", "months"), ("year", "years"), ("jahr", "years"),
    ("semana", "weeks"), ("semaine", "weeks"), ("mes", "months"), ("mois", "months"),
)  # fmt: skip
_UNIT = (
    r"(?P<unit>(?:working |calendar |business )?(?:hours?|days?|weeks?|months?|years?)|Stunden?|(?:Personen|Arbeits)?tagen?|Tage?|PT"
    r"|Wochen?|Monat(?:e|en|s)?|Jahr(?:e|en)?|semanas?|semaines?|mes(?:es)?|mois)"
)
_CUE = (
    r"(?:duration|length|term|engagement|contract|project|assignment|period|timeline|laufzeit|dauer|projektdauer|einsatzdauer|zeitraum"
    r"|vertragslaufzeit|duración|durée|"
    r"initial(?:ly)?|befristet(?: auf)?|estimated|expected to last|lasting|last(?:s)? for)"
)
_LABELLED = re.compile(
    rf"\b{_CUE}\b[^\n.;|\d]{{0,28}}?(?P<limit>less than|more than|up to|over|under|at least|mehr als|weniger als|mindestens|bis zu"
    rf"|ca\.)?\s?\b(?P<low>{COUNT})(?P<plus>\+)?(?:{DASH}(?P<high>{COUNT}))?\+?[\s-]?{_UNIT}\b(?!\s?(?:of|experience|old|ago|time|week"
    r"|a week|per|notice|money|in business|track))",
    re.IGNORECASE,
)
_COMPOUND = re.compile(
    r"\b(?P<limit>less than|more than|up to|over|under|at least|mehr als|weniger als|mindestens"
    rf"|bis zu)?\s?\b(?P<low>{COUNT})(?P<plus>\+)?(?:{DASH}(?P<high>{COUNT}))?\+?[\s-]?{_UNIT}[\s-](?:(?:fixed|rolling|initial|long"
    r"|freelance|remote|paid|full|part)[\s-]){0,2}"
    r"(?:contract|project|projekt|engagement|assignment|internship|gig|freelance|term|duration|extension|trial|auftrag|einsatz|pilot)\b",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"\b(?:work|help|support|contract(?:or|ing)?|project|engagement|freelancer?|gig|internship|someone|assistance|available|need(?:ed)?"
    r"|hire|auftrag|unterstützung|einsatz)\b[^.\n;|\d]{0,30}\b(?:for|of|für|über)\s"
    r"(?P<limit>less than|more than|up to|over|under|at least|mindestens"
    rf"|bis zu)?\s?\(?~?(?P<low>{COUNT})(?P<plus>\+)?(?:{DASH}(?P<high>{COUNT}))?\+?[\s-]?(?P<unit>weeks?|months?|Wochen?"
    r"|Monate?n?)\b(?!\s?(?:of|experience|old|ago|notice|leave|now))",
    re.IGNORECASE,
)
_MARKETPLACE = re.compile(
    r"(?:^|\n)\s{0,9}(?P<limit>less than|more than)?\s?(?P<low>\d{1,2})(?:\s(?:to|-)\s(?P<high>\d{1,2}))?\s(?P<unit>months?"
    r"|weeks?)\s{0,9}(?=\n|$)",
    re.IGNORECASE,
)
_NOT_WORK = re.compile(
    r"\b(?:experience|erfahrung|founded|notice|warranty|over the (?:last|past)|for the (?:last|past)|vesting|cliff|leave|vacation"
    r"|parental|runway|fund|kündigungs|time ?zone|office|overlap|cet\b|utc|hybrid|remote days|bootcamp|on-?site)",
    re.IGNORECASE,
)
_LESS = {"less than", "up to", "under", "weniger als", "bis zu"}
_MORE = {"more than", "over", "at least", "mehr als", "mindestens"}


def find_duration(document: Document) -> Span | None:
    """Return the duration of the work, or None; years of experience and notice periods are not durations."""
    text = document.text
    for pattern in (_LABELLED, _COMPOUND, _FOR, _MARKETPLACE):
        for found in document.find(pattern):
            around = text[max(0, found.start() - 30) : found.end() + 35]
            if _NOT_WORK.search(around.replace("\n", " ")):
                continue
            limit = "at least" if found.groupdict().get("plus") and not found["limit"] else found["limit"]
            span = span_of(limit, found["low"], found["high"], found["unit"], document.words(*found.span()))
            if span is not None and _believable(span):
                return span
    return None


def span_of(limit: str | None, low: str, high: str | None, unit: str, quote: str) -> Span | None:
    """Build a span from the words of a match; `limit` is "less than", "more than" … or nothing."""
    first, last = figure(low), figure(high)
    name = unit_of(unit)
    if first is None or name is None or first == 0:
        return None
    limit = (limit or "").strip().lower()
    if limit in _LESS and last is None:
        return Span(None, first, name, quote)
    if limit in _MORE and last is None:
        return Span(first, None, name, quote)
    return Span(first, last if last is not None and last >= first else first, name, quote)


def unit_of(word: str) -> Unit | None:
    """Return the unit of time a word names."""
    word = word.lower().split()[-1]
    return next((unit for stem, unit in _UNIT_NAMES if stem in word), None)


def _believable(span: Span) -> bool:
    top = span.max if span.max is not None else span.min
    return (
        top is not None
        and top
        <= {"hours": Decimal(2000), "days": Decimal(730), "weeks": Decimal(260), "months": Decimal(120), "years": Decimal(10)}[span.unit]
    )
