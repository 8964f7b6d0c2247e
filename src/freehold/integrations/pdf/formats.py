"""Amounts, quantities and days as the client's language writes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_interval
from babel.languages import get_official_languages
from babel.localedata import exists
from babel.numbers import format_currency, format_decimal, format_percent, get_currency_precision
from babel.units import format_unit

from freehold.domain.invoicing.invoice import Period
from freehold.integrations.pdf.words import words

_UNITS = {
    "HUR": "duration-hour",
    "MIN": "duration-minute",
    "DAY": "duration-day",
    "WEE": "duration-week",
    "MON": "duration-month",
    "ANN": "duration-year",
    "KMT": "length-kilometer",
    "MTR": "length-meter",
    "SMI": "length-mile",
    "KGM": "mass-kilogram",
    "GRM": "mass-gram",
    "LTR": "volume-liter",
    "MTK": "area-square-meter",
    "KWH": "energy-kilowatt-hour",
}
_OWN_UNITS = {"H87": "unit.piece", "XPP": "unit.piece", "EA": "unit.piece", "PCE": "unit.piece", "LS": "unit.flat"} | {
    "D68": "unit.word",
    "ZP": "unit.page",
    "PG": "unit.page",
    "LN": "unit.line",
}
_COUNTED = frozenset({"", "C62", "1", "ZZ", "NAR"})
_MINUS = "−"


@cache
def locale_for(language: str, country: str) -> Locale:
    """Return Babel's locale: the language as it is written in that country where it is official there.

    English elsewhere is written the British way (22 November 2026), because American dates are misread outside America.
    """
    code, _, region = language.replace("_", "-").partition("-")
    code = code.lower()
    for territory in (region.upper(), country):
        if territory and code in get_official_languages(territory, de_facto=True) and exists(f"{code}_{territory}"):
            return Locale.parse(f"{code}_{territory}")
    try:
        return Locale.parse("en_GB" if code == "en" else code)
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


@dataclass(frozen=True, slots=True)
class Formats:
    """Writes values for one sheet: in `locale`, with `currency` (ISO 4217) and the units' words of `language`."""

    locale: Locale
    currency: str
    language: str

    def money(self, amount: Decimal) -> str:
        """Return the amount with its currency: "1.234,50 €"."""
        return _signed(str(format_currency(amount, self.currency, locale=self.locale)))

    def amount(self, amount: Decimal) -> str:
        """Return the amount without its currency, for a column: "1.234,50"."""
        digits = get_currency_precision(self.currency)
        return _signed(str(format_decimal(amount, "#,##0" + ("." + "0" * digits if digits else ""), locale=self.locale)))

    def price(self, price: Decimal) -> str:
        """Return a unit price, with more decimals than the currency has where the price has them."""
        digits = get_currency_precision(self.currency)
        pattern = "#,##0." + "0" * digits + "#" * (8 - digits)
        return _signed(str(format_decimal(price, pattern, locale=self.locale, decimal_quantization=False)))

    def number(self, value: Decimal) -> str:
        """Return a number with the decimals that it has."""
        return _signed(str(format_decimal(value, "#,##0.########", locale=self.locale, decimal_quantization=False)))

    def percent(self, value: Decimal) -> str:
        """Return a rate given in percent: 19 is "19 %"."""
        return _signed(str(format_percent(value / 100, locale=self.locale, decimal_quantization=False)))

    def day(self, value: date) -> str:
        """Return the day in full: "22. November 2026"."""
        return str(format_date(value, "long", locale=self.locale))

    def short_day(self, value: date) -> str:
        """Return the day for a column: "22.11.2026"."""
        return str(format_date(value, "medium", locale=self.locale))

    def period(self, period: Period | None) -> str:
        """Return "1–30 Nov 2026" style text; one end alone is that day; nothing is an empty text."""
        if period is None:
            return ""
        if period.start and period.end and period.start != period.end:
            return str(format_interval(period.start, period.end, "yMMMd", locale=self.locale))
        only = period.start or period.end
        return self.short_day(only) if only else ""

    def quantity(self, value: Decimal, unit: str) -> str:
        """Return a quantity with its unit (UN/ECE Recommendation 20): "12,5 Std."; a bare count has no unit."""
        if unit in _COUNTED:
            return self.number(value)
        if unit in _UNITS:
            return _signed(str(format_unit(value, _UNITS[unit], length="short", format="#,##0.########", locale=self.locale)))
        return f"{self.number(value)} {words(self.language).get(_OWN_UNITS.get(unit, ''), unit)}"


def _signed(text: str) -> str:
    return text.replace("-", _MINUS)
