"""Reads when the work starts and until when one may apply."""

from __future__ import annotations

import re
from datetime import date, timedelta

from freehold.domain.postings.analysis import When
from freehold.domain.postings.document import Document

_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "mär": 3, "mae": 3, "apr": 4, "may": 5, "mai": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10,
    "okt": 10, "nov": 11, "dec": 12, "dez": 12, "ene": 1, "fév": 2, "abr": 4, "avr": 4, "ago": 8, "aoû": 8, "dic": 12, "déc": 12,
}  # fmt: skip
_MONTH = (
    r"(?:jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|märz?|apr(?:il)?|may|mai|june?|juni|july?|juli|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|"
    r"okt(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)\b\.?"
)
_DATE = (
    r"(?:(?P<y1>20\d\d)-(?P<m1>\d{1,2})-(?P<d1>\d{1,2})|(?P<d2>\d{1,2})\.\s?(?P<m2>\d{1,2})\.\s?(?P<y2>20\d\d|\d\d)?"
    r"|(?P<a3>\d{1,2})/(?P<b3>\d{1,2})/(?P<y3>20\d\d)|(?P<m7>\d{1,2})/(?P<y7>20\d\d)"
    rf"|(?P<d4>\d{{1,2}})(?:st|nd|rd|th|\.)?\s(?:of\s)?(?P<m4>{_MONTH}),?(?:\s(?P<y4>20\d\d))?"
    rf"|(?P<m5>{_MONTH})\s(?P<d5>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d),?(?:\s(?P<y5>20\d\d))?"
    rf"|(?:(?:early|mid|late|beginning of|end of|anfang|mitte|ende)[\s-])?(?P<m6>{_MONTH})(?:,?\s(?P<y6>20\d\d))?"
    r"|Q(?P<q8>[1-4])[\s/]?(?P<y8>20\d\d)?|(?:KW|week)\s?(?P<w9>\d{1,2})(?:[\s/](?P<y9>20\d\d))?)"
)
_NOW = (
    r"(?:ASAP|A\.S\.A\.P\.?|as soon as possible|immediately|immediate(?: start)?|right away|straight away|today|now|ab sofort|sofort"
    r"|schnellstmöglich|zum nächstmöglichen (?:zeitpunkt|termin)|nächstmöglich|baldmöglichst|so bald wie möglich|flexible?|next week"
    r"|next month|this week|tomorrow|nächste woche|nächsten monat|inmediat[oa]|inmediatamente|lo antes posible|cuanto antes"
    r"|dès que possible|immédiate(?:ment)?)"
)
_START = re.compile(
    r"(?:\b(?:start(?:ing|s)?(?: date| on| from| in| by)?|start ?termin|projektstart|starttermin|beginn(?:t)?|projektbeginn"
    r"|einsatzbeginn|inicio|incorporación|fecha de inicio|démarrage|date de début|début|begin(?:ning)?(?: on| in)?"
    r"|available (?:from|by)|verfügbar ab|frühestens|"
    r"kick-?off|onboarding)\b\s?[:=]?\s?(?:date\s?:?\s?)?(?:is |am |zum |im |on |in |ab |by |of |the |from |around |as of "
    rf"|voraussichtlich |ca\. ){{0,3}}|\bab (?:dem |zum )?)(?P<when>{_NOW}(?!\w)|{_DATE})",
    re.IGNORECASE,
)
_START_NOW = re.compile(
    r"\b(?:ab sofort|(?:can|could|must|need(?:ed)? to|able to|ready to|available to|to) (?:start|begin) (?:work )?(?P<when>immediately"
    r"|asap|right away|now|today|next week|this week)|available (?:immediately|right away)"
    r"|immediate (?:start|requirement|need|hire|joiners?|opening)"
    r"|sofortiger (?:start|beginn)|start asap|needed\s{1,3}asap|asap start"
    r"|urgently needed)\b",
    re.IGNORECASE,
)
# In a title these alone say that the work is to start now.
_TITLE_NOW = re.compile(r"\b(?:a\.?s\.?a\.?p\b\.?|urgent(?:ly)?\b|immediately\b|ab sofort\b|dringend\b)", re.IGNORECASE)
_DEADLINE = re.compile(
    r"\b(?:appl(?:y|ications?)(?: \w{1,10}){0,3} (?:by|before|until|close[sd]?(?: on)?|due(?: by)?|deadline)"
    r"|deadline(?: for (?:applications?|proposals?|submissions?))?|closing date|closes(?: on)?|bewerbungsfrist|bewerbungsschluss|"
    r"bewerbung(?:en)? bis(?: zum)?|bewerben sie sich bis(?: zum)?|angebotsfrist|abgabefrist|frist|submissions? (?:by|due)"
    r"|proposals? due|valid (?:until|through)|due (?:date|by|on))\b"
    rf"\s?[:=]?\s?(?:is |am |bis |zum |on |in |by |the |of |until ){{0,3}}(?P<when>{_DATE}|(?:today|tomorrow|asap|next week"
    r"|end of (?:the )?(?:week|month)))(?!\w)",
    re.IGNORECASE,
)


def find_start(document: Document, today: date) -> When | None:
    """Return when the work starts; dates without a year are the next such day seen from `today`."""
    found = _find(document, (_START, _START_NOW), today)
    if found is None and (said := document.first(_TITLE_NOW, *document.title)) is not None:
        return When(None, said.group(), document.words(*said.span()))
    return found


def find_deadline(document: Document, today: date) -> When | None:
    """Return until when one may apply."""
    return _find(document, (_DEADLINE,), today)


def _find(document: Document, patterns: tuple[re.Pattern[str], ...], today: date) -> When | None:
    for pattern in patterns:
        for found in document.find(pattern):
            groups = found.groupdict()
            words = groups.get("when") or found.group()
            if (
                words.strip().lower() in {"may", "mar", "now", "flexible", "flexibl", "today"}
                and pattern is _START
                and ":" not in found.group()
            ):
                continue
            day = _day(groups, today)
            if day is None and any(groups.get(name) for name in groups if name[-1].isdigit()):
                continue
            return When(day, " ".join(words.split()), document.words(*found.span()))
    return None


def _day(groups: dict[str, str | None], today: date) -> date | None:
    """Return the day a matched date names, None for words and for impossible dates."""
    get = groups.get
    try:
        if get("y1"):
            return date(int(get("y1") or 0), int(get("m1") or 0), int(get("d1") or 0))
        if get("d2"):
            return _near(today, get("y2"), int(get("m2") or 0), int(get("d2") or 0))
        if get("a3"):
            first, second = int(get("a3") or 0), int(get("b3") or 0)
            month, day = (second, first) if first > 12 else (first, second)
            return date(int(get("y3") or 0), month, day)
        if get("m7"):
            return date(int(get("y7") or 0), int(get("m7") or 0), 1)
        for suffix in "456":
            if get(f"m{suffix}"):
                return _near(today, get(f"y{suffix}"), _month(get(f"m{suffix}") or ""), int(get(f"d{suffix}") or 1))
        if get("q8"):
            return _near(today, get("y8"), 3 * int(get("q8") or 1) - 2, 1)
        if get("w9"):
            return _week(today, get("y9"), int(get("w9") or 1))
    except ValueError:
        return None
    return None


def _month(name: str) -> int:
    return _MONTHS[name.lower()[:3]]


def _near(today: date, year: str | None, month: int, day: int) -> date:
    """Return the day in the year given, or the one nearest to come (a day up to a month ago counts as meant)."""
    if year:
        return date(int(year) if len(year) == 4 else 2000 + int(year), month, day)
    candidate = date(today.year, month, day)
    return candidate if candidate >= today - timedelta(days=31) else date(today.year + 1, month, day)


def _week(today: date, year: str | None, week: int) -> date:
    if year:
        return date.fromisocalendar(int(year), week, 1)
    candidate = date.fromisocalendar(today.year, week, 1)
    return candidate if candidate >= today - timedelta(days=31) else date.fromisocalendar(today.year + 1, week, 1)
