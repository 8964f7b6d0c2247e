"""Days, amounts, durations, yes and no as other programs write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Literal

Order = Literal["dmy", "mdy"]

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_PARTS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?:[ T].*)?")
_CLOCK = re.compile(r"(\d{1,4}):(\d{2})(?::(\d{2}))?")
_TIME_OF_DAY = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?\s*([AaPp][Mm])?")
_EXPONENT = re.compile(r"\d[eE][+-]?\d")
_YES = {"1", "yes", "true", "y", "x", "ja", "oui", "si", "sí", "billable", "billed", "invoiced", "exported"}
_WIDEST = Decimal(10) ** 11


def order_of(texts: Iterable[str], otherwise: Order) -> tuple[Order, bool]:
    """Return whether days are written day or month first, from the whole column, and whether that is certain."""
    slashed = [found for text in texts if (found := _PARTS.fullmatch(text.strip()))]
    if any(int(found[1]) > 12 for found in slashed) or any(found[2] == "." for found in slashed):
        return "dmy", True
    if any(int(found[3]) > 12 for found in slashed):
        return "mdy", True
    return otherwise, not slashed


def day(text: str, order: Order) -> date:
    """Return the day. Raises ValueError for what is none."""
    text = text.strip()
    if found := _ISO.fullmatch(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _PARTS.fullmatch(text):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        month, number = (second, first) if order == "dmy" else (first, second)
        return date(year + 2000 if year < 100 else year, month, number)
    raise ValueError(text)


def amount(text: str) -> Decimal:
    """Return an amount, whichever way it marks thousands and decimals. Raises ValueError for what is none."""
    if _EXPONENT.search(text):
        raise ValueError(text)
    bare = re.sub(r"[^\d.,()+-]", "", text.replace("−", "-"))
    negative = bare.startswith(("(", "-")) or bare.endswith("-")
    bare = bare.strip("()+-")
    comma, point = bare.rfind(","), bare.rfind(".")
    if comma > point and (point >= 0 or (bare.count(",") == 1 and len(bare) - comma - 1 != 3)):
        bare = bare.replace(".", "").replace(",", ".")
    else:
        bare = bare.replace(",", "")
    if bare.count(".") > 1:
        bare = bare.replace(".", "")
    try:
        value = Decimal(bare)
    except InvalidOperation:
        raise ValueError(text) from None
    if value > _WIDEST:
        raise ValueError(text)
    return -value if negative else value


def minutes(text: str, *, bare: Literal["hours", "seconds"]) -> int:
    """Return a duration in whole minutes, a begun half counting: "1:30:00", "1:30", "1.5", or seconds. Raises ValueError for none."""
    text = text.strip()
    if found := _CLOCK.fullmatch(text):
        seconds = int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3] or 0)
        return _rounded(Decimal(seconds))
    value = amount(text)
    # Kimai writes seconds or, when its user likes decimals, hours: only one of them has a fraction or is small.
    as_seconds = bare == "seconds" and value == value.to_integral_value() and value > 24
    return _rounded(value if as_seconds else value * 3600)


def between(start: str, end: str) -> int:
    """Return the minutes from one time of day to the next; over midnight where the end is earlier. Raises ValueError for no times."""
    first, last = _of_day(start), _of_day(end)
    return last - first if last >= first else last - first + 24 * 60


def yes(text: str) -> bool:
    """Tell whether a cell says yes."""
    return text.strip().casefold() in _YES


def currency_in(text: str) -> str:
    """Return the currency code that a heading such as "Amount (EUR)" names, or nothing."""
    found = re.search(r"\(([A-Z]{3})\)", text.upper())
    return found[1] if found else ""


def country(text: str) -> str:
    """Return the ISO 3166-1 code of a country by its code or its English or German name; nothing for an unknown one."""
    text = text.strip()
    return text.upper() if len(text) == 2 and text.isalpha() else _countries().get(text.casefold(), "")


def _of_day(text: str) -> int:
    found = _TIME_OF_DAY.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    hour = int(found[1]) % 12 + (12 if found[3].lower() == "pm" else 0) if found[3] else int(found[1])
    if hour > 24 or int(found[2]) > 59:
        raise ValueError(text)
    return hour * 60 + int(found[2])


def _rounded(seconds: Decimal) -> int:
    return int((seconds / 60).quantize(Decimal(1), rounding="ROUND_HALF_UP"))


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    from babel import Locale

    names = {"united states of america": "US", "usa": "US", "uk": "GB", "great britain": "GB", "holland": "NL"}
    for language in ("en", "de"):
        names |= {name.casefold(): code for code, name in Locale(language).territories.items() if len(code) == 2 and code.isalpha()}
    return names
