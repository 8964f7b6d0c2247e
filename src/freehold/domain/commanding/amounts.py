"""Sums of money and bare numbers as people type them: "€45.90", "1.200 EUR", "45,90 Euro", "300"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from freehold.domain.commanding.found import Found, apart

_NUMBER = r"\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d{1,12}(?:[.,]\d{1,4})?"
_SYMBOLS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₹": "INR", "zł": "PLN", "fr.": "CHF"}
_WORDS = {
    **dict.fromkeys(("euro", "euros"), "EUR"),
    **dict.fromkeys(("dollar", "dollars", "bucks"), "USD"),
    **dict.fromkeys(("pound", "pounds", "pfund", "quid"), "GBP"),
    **dict.fromkeys(("franken", "francs", "sfr"), "CHF"),
    **dict.fromkeys(("kronen", "kroner"), "NOK"),
}
_CODES = "EUR USD GBP CHF AUD CAD NZD SEK NOK DKK PLN CZK HUF RON BGN INR JPY ZAR SGD HKD BRL MXN TRY ILS".split()  # noqa: SIM905 - reads as a list
_MARK = "|".join(re.escape(one) for one in (*_SYMBOLS, *_WORDS, *_CODES))
_BEFORE = re.compile(rf"(?<!\w)(?P<mark>{_MARK})\s?(?P<number>{_NUMBER})", re.IGNORECASE)
_AFTER = re.compile(rf"(?<![\w.,])(?P<number>{_NUMBER})(?:,-|,–|\.-)?\s?(?P<mark>{_MARK})(?!\w)", re.IGNORECASE)
_BARE = re.compile(rf"(?<![\w.,:/-])(?:{_NUMBER})(?![\w:/]|[.,]\d|-\d)")
_GROUPED = re.compile(r"\d{1,3}(?P<sign>[.,'’\u00a0\u202f ])\d{3}(?:(?P=sign)\d{3})*")


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount; `currency` is ISO 4217, "" where none was said."""

    amount: Decimal
    currency: str = ""


def read_number(words: str) -> Decimal:
    """Return a number whatever signs group its digits: a last sign before one, two or four digits is the decimal one.

    "1.200" and "1,200" are twelve hundred, as nobody writes three decimals of money. Raises ValueError for what is no number.
    """
    text = words.strip()
    if not re.fullmatch(_NUMBER, text):
        raise ValueError(words)
    grouped = _GROUPED.match(text)
    if grouped:
        whole, rest = grouped.group(), text[grouped.end() :]
        return Decimal(re.sub(r"\D", "", whole) + rest.replace(",", "."))
    return Decimal(text.replace(",", "."))


def find_sums(text: str) -> list[Found[Sum]]:
    """Return every sum with its currency, in the order of the text."""
    found = []
    for pattern in (_BEFORE, _AFTER):
        for match in pattern.finditer(text):
            value = Sum(read_number(match["number"]), _currency(match["mark"]))
            found.append(Found(match.start(), match.end(), match.group(), value))
    return apart(found)


def find_numbers(text: str) -> list[Found[Sum]]:
    """Return every number that stands alone, without a currency."""
    return [Found(match.start(), match.end(), match.group(), Sum(read_number(match.group()))) for match in _BARE.finditer(text)]


def _currency(mark: str) -> str:
    small = mark.lower()
    return _SYMBOLS.get(small) or _WORDS.get(small) or mark.upper()
