"""Reads how many hours a week the work takes."""

from __future__ import annotations

import re
from decimal import Decimal

from freehold.domain.postings.analysis import HoursPerWeek
from freehold.domain.postings.document import Document
from freehold.domain.postings.figures import COUNT, DASH, figure

_HOURS = re.compile(
    r"(?P<limit>\b(?:less than|more than|up to|at least|max(?:imum|\.)?|min(?:imum|\.)?|bis zu|mindestens|over"
    rf"|under)\s)?\b(?P<low>{COUNT})(?P<plus>\+)?(?:{DASH}(?P<high>{COUNT}))?\s?\+?[\s-]?"
    r"(?:hours?|hrs?|h|Stunden|Std\.?|Wochenstunden|horas|heures)\.?\s?(?:of work )?(?:(?:/|a|per|each|pro|je|in der|die|por|a la|par)\s?"
    r"(?:week|wk|w|Woche|KW|semana|semaine)\b|semanales\b"
    r"|weekly\b|wöchentlich\b|(?<=Wochenstunden))",
    re.IGNORECASE,
)
_WEEK_OF_HOURS = re.compile(
    rf"\b(?P<low>\d{{2}})(?:{DASH}(?P<high>\d{{2}}))?[\s-]?(?:hours?|h|Stunden)[\s-](?:work )?(?:week|Woche)\b", re.IGNORECASE
)
_DAYS = re.compile(
    rf"\b(?P<low>{COUNT})(?:{DASH}(?P<high>{COUNT}))?\s(?:full |volle )?(?:days?|Tage?n?|días|jours)\s?(?:(?:/|a|per|each|pro|in der"
    r"|die|por|a la|par)\s?(?:week|Woche|semana|semaine))\b(?!\s(?:in|on|at|from|vor|im)\b)"
    rf"|\b(?P<low2>[2-5])(?:{DASH}(?P<high2>[2-5]))?[- ]day (?:work ?)?week\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    r"\b(?:auslastung|workload|pensum|kapazität|capacity|utili[sz]ation)\s?[:=]?\s?(?:ca\.\s?|of\s)?(?P<low>\d{2,3})\s?%?(?:\s?(?:-|–"
    r"|bis|to)\s?(?P<high>\d{2,3}))?\s?%"
    r"|\b(?P<low2>\d{2,3})\s?%?(?:\s?(?:-|–|bis|to)\s?(?P<high2>\d{2,3}))?\s?%\s(?:auslastung|workload|pensum|capacity|fte|position"
    r"|stelle)\b",
    re.IGNORECASE,
)
_BASIS = re.compile(r"\b(?:more than 30 hrs/week|less than 30 hrs/week|30\+ hrs/week)", re.IGNORECASE)
# Most postings hold none of these words, and finding that out costs little.
_ANY = re.compile(r"(?:we|wo)(?:e?k|ch)|sema(?:na|ine)|[/ ]w\b|\bKW\b|%", re.IGNORECASE)
_NOT_WORK = re.compile(
    r"\b(?:overlap\w*|save|saves|saving|opening|available 24|meetings?|support hours)\b"
    r"|\b(?:in|at|from) (?:the |our )?office\b|\bim büro\b",
    re.IGNORECASE,
)
# Days are also counted to say where the work is done: "3 days a week remote".
_WHERE = re.compile(r"\b(?:home ?office|remote|office|on-?site|vor ort|büro)\b", re.IGNORECASE)
# What stands beyond these speaks of something else.
_APART = re.compile(r"[\n,;|·•()]|\.\s")


def find_hours_per_week(document: Document) -> HoursPerWeek | None:
    """Return the hours a week; a share of a full week counts by 40 hours, a day by 8."""
    text = document.text
    if not _ANY.search(text):
        return None
    for pattern, factor in ((_HOURS, Decimal(1)), (_WEEK_OF_HOURS, Decimal(1)), (_PERCENT, Decimal("0.4")), (_DAYS, Decimal(8))):
        for found in document.find(pattern):
            if pattern is not _PERCENT and _something_else(text, *found.span(), days=pattern is _DAYS):
                continue
            groups = found.groupdict()
            low = figure(groups.get("low") or groups.get("low2"))
            high = figure(groups.get("high") or groups.get("high2"))
            if low is None or not Decimal(1) <= (high or low) * factor <= Decimal(80):
                continue
            return _hours(
                low * factor,
                high * factor if high else None,
                (groups.get("limit") or "").strip().lower(),
                groups.get("plus"),
                document.words(*found.span()),
            )
    return None


def _something_else(text: str, start: int, end: int, *, days: bool) -> bool:
    """Tell whether the words beside a span of hours or days say that it is no workload."""
    near = text[max(0, start - 20) : end + 20]
    if days and _WHERE.search(near):
        return True
    return bool(
        _NOT_WORK.search(_APART.split(text[max(0, start - 20) : start])[-1] + text[start:end] + _APART.split(text[end : end + 20])[0])
    )


def _hours(low: Decimal, high: Decimal | None, limit: str, plus: str | None, quote: str) -> HoursPerWeek:
    if high is not None and high >= low:
        return HoursPerWeek(low, high, quote)
    if limit.startswith(("less", "up", "max", "bis", "under")):
        return HoursPerWeek(None, low, quote)
    if plus or limit.startswith(("more", "at least", "min", "over")):
        return HoursPerWeek(low, None, quote)
    return HoursPerWeek(low, low, quote)
