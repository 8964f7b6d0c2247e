"""Sums that a source states as data or on a line of their own, as decimal strings for `Posting.structured`."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from freehold.domain.postings.amounts import amounts

_KINDS = (
    ("hourly", r"hour(?:ly)?|\bhr\b|/\s*h\b|stunde|stundensatz"),
    ("daily", r"\bda(?:y|ily)\b|/\s*d\b|\btag\b|tagessatz"),
    ("weekly", r"week(?:ly)?|woche"),
    ("monthly", r"month(?:ly)?|\bmo\b|monat"),
    ("yearly", r"year(?:ly)?|annum|annual|\byr\b|jahr|p\.\s?a\."),
    ("fixed", r"fixed|budget|festpreis|pauschal"),
)
# "$180K/yr - $240K/yr": the unit between the bounds would end the range.
_UNIT_INSIDE = re.compile(r"\s?/\s?(?:yr|year|hr|hour|h|mo|month|wk|week|day|d)\b(?=\s*[-–—])", re.IGNORECASE)
_KIND = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _KINDS}


def decimal_text(value: Any) -> str:
    """Return a positive number as plain decimal text ("1500", "42.5"), "" for anything else."""
    if isinstance(value, bool) or value is None:
        return ""
    try:
        number = Decimal(str(value).strip().replace(",", "")) if not isinstance(value, Decimal) else value
    except InvalidOperation:
        return ""
    if not number.is_finite() or not 0 < number < Decimal(10) ** 12:
        return ""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def pay_kind(text: str) -> str:
    """Return the kind of pay that `text` names ("an hour" → "hourly"), "" when it names none."""
    return next((name for name, pattern in _KIND.items() if pattern.search(text)), "")


def pay(kind: str, low: Any, high: Any, currency: str = "") -> dict[str, Any]:
    """Return the structured keys for a pay; nothing when neither bound is a positive number."""
    bounds = {"pay_min": decimal_text(low), "pay_max": decimal_text(high)}
    if not any(bounds.values()):
        return {}
    if bounds["pay_min"] and bounds["pay_max"] and Decimal(bounds["pay_min"]) > Decimal(bounds["pay_max"]):
        bounds = {"pay_min": bounds["pay_max"], "pay_max": bounds["pay_min"]}
    stated = {"pay_kind": kind, **bounds, "pay_currency": currency.upper() if re.fullmatch(r"[A-Za-z]{3}", currency) else ""}
    return {name: value for name, value in stated.items() if value}


def pay_in(text: str, kind: str = "") -> dict[str, Any]:
    """Read the first sum or range of a line such as "Hourly: $40 - $60" or "₹600 - ₹1500 INR"; `kind` when the line names none."""
    kind = pay_kind(text) or kind
    text = _UNIT_INSIDE.sub("", text)
    found = next((amount for amount in amounts(text) if amount.signed), None)
    if found is None:
        return {}
    return pay(kind, found.low, None if found.open_ended else found.high if found.high is not None else found.low, found.currency)
