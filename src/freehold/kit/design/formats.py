"""Money, numbers and time in the reader's locale, by Babel; never by floats."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Literal

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_datetime, format_timedelta
from babel.numbers import format_currency, format_decimal, get_currency_precision
from django.utils import timezone
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

Number = Decimal | int
#: Beyond this, "3 months ago" says less than the date itself.
RELATIVE_UNTIL = timedelta(days=45)


def reader_locale() -> Locale:
    """Return Babel's locale for the language that is active for this reader; English when Babel does not know it."""
    try:
        return Locale.parse(to_locale(get_language() or "en"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


def money(value: Number, currency: str, *, whole: bool = False, locale: Locale | None = None) -> str:
    """Return an amount such as "€1,250.00"; with `whole`, cents are left out when there are none."""
    where = locale or reader_locale()
    if whole and value == value.__round__(0):
        pattern = where.currency_formats["standard"].pattern.replace(".00", "")
        return str(format_currency(value, currency, pattern, locale=where, currency_digits=False))
    return str(format_currency(value, currency, locale=where))


def money_range(low: Number | None, high: Number | None, currency: str, *, locale: Locale | None = None) -> str:
    """Return "€75–90", "75–90 €", "from €75" style text in short: one end missing gives "€75+" or "≤ €90"."""
    where = locale or reader_locale()
    if low is None and high is None:
        return ""
    if low is None:
        return "≤ " + money(high or 0, currency, whole=True, locale=where)
    if high is None:
        return money(low, currency, whole=True, locale=where) + "+"
    if low == high:
        return money(low, currency, whole=True, locale=where)
    whole = all(end == end.__round__(0) for end in (low, high))
    plain = [_plain(end, currency, whole=whole, locale=where) for end in (low, high)]
    if where.currency_formats["standard"].pattern.lstrip().startswith("¤"):
        return f"{money(low, currency, whole=whole, locale=where)}–{plain[1]}"
    return f"{plain[0]}–{money(high, currency, whole=whole, locale=where)}"


def _plain(value: Number, currency: str, *, whole: bool, locale: Locale) -> str:
    digits = 0 if whole else get_currency_precision(currency)
    return str(format_decimal(value, "#,##0" + ("." + "0" * digits if digits else ""), locale=locale))


def number(value: Number | float, *, digits: int = 1, locale: Locale | None = None) -> str:
    """Return a number with at most `digits` decimals and the reader's separators."""
    return str(format_decimal(value, "#,##0" + ("." + "#" * digits if digits else ""), locale=locale or reader_locale()))


def absolute(value: date | datetime, *, locale: Locale | None = None) -> str:
    """Return the full date, with the time of day when there is one, in the reader's time zone."""
    where = locale or reader_locale()
    if isinstance(value, datetime):
        return str(format_datetime(_local(value), "medium", locale=where))
    return str(format_date(value, "long", locale=where))


def relative(value: date | datetime, now: datetime, *, locale: Locale | None = None) -> str:
    """Return "2 hours ago" or "in 3 days"; a date without a time counts in days; far away becomes a plain date."""
    where = locale or reader_locale()
    if isinstance(value, datetime):
        apart = value - now
        if abs(apart) > RELATIVE_UNTIL:
            return str(format_date(_local(value).date(), "medium", locale=where))
        return _apart(apart, where)
    apart = value - _local(now).date()
    if abs(apart) > RELATIVE_UNTIL:
        return str(format_date(value, "medium", locale=where))
    return _day_word(apart.days, where)


def _day_word(days: int, where: Locale) -> str:
    words = {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}
    return words.get(days) or _apart(timedelta(days=days), where, granularity="day")


def _apart(span: timedelta, where: Locale, granularity: Literal["second", "day"] = "second") -> str:
    # "9 days ago" says more than "1 week ago", but "2 days ago" reads better than "47 hours ago"
    threshold = 2 if abs(span) > timedelta(days=5) else 1.2
    return str(format_timedelta(span, granularity=granularity, add_direction=True, locale=where, threshold=threshold))


def _local(value: datetime) -> datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value
