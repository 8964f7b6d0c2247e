"""Finds sums of money and ranges of them, in the ways English and German postings write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

# Longest spellings first: the first that fits wins.
CURRENCIES: dict[str, str] = {
    "us$": "USD", "usd$": "USD", "ca$": "CAD", "c$": "CAD", "cad$": "CAD", "cdn$": "CAD", "a$": "AUD", "au$": "AUD", "aud$": "AUD",
    "nz$": "NZD", "hk$": "HKD", "s$": "SGD", "sg$": "SGD", "mx$": "MXN", "r$": "BRL", "$": "USD", "£": "GBP", "€": "EUR", "₹": "INR",
    "¥": "JPY", "₩": "KRW", "₺": "TRY", "₴": "UAH", "₱": "PHP", "₪": "ILS", "zł": "PLN", "zl": "PLN", "kč": "CZK", "kr": "", "rs": "INR",
    "rs.": "INR", "fr.": "CHF", "sfr": "CHF", "eur": "EUR", "euro": "EUR", "euros": "EUR", "usd": "USD", "dollar": "USD", "dollars": "USD",
    "us dollars": "USD", "gbp": "GBP", "pounds": "GBP", "chf": "CHF", "sek": "SEK", "nok": "NOK", "dkk": "DKK", "pln": "PLN",
    "czk": "CZK", "huf": "HUF", "ron": "RON", "bgn": "BGN", "try": "TRY", "inr": "INR", "rupees": "INR", "aud": "AUD", "cad": "CAD",
    "nzd": "NZD", "sgd": "SGD", "hkd": "HKD", "jpy": "JPY", "cny": "CNY", "rmb": "CNY", "brl": "BRL", "mxn": "MXN", "zar": "ZAR",
    "ils": "ILS", "nis": "ILS", "aed": "AED", "php": "PHP", "krw": "KRW", "uah": "UAH", "ngn": "NGN", "pkr": "PKR", "bdt": "BDT",
    "stutz": "CHF", "franken": "CHF",
}  # fmt: skip

_SIGNS = r"(?:US|USD|CA|CAD|CDN|C|AU|AUD|A|NZ|HK|SG|S|MX|R)?\$|[£€₹¥₩₺₴₱₪]"
_CODES = (
    r"EUR|USD|GBP|CHF|SEK|NOK|DKK|PLN|CZK|HUF|RON|BGN|TRY|INR|AUD|CAD|NZD|SGD|HKD|JPY|CNY|RMB|BRL|MXN|ZAR|ILS|NIS|AED|PHP|KRW|UAH|NGN"
    r"|PKR|BDT"
)
_WORDS = r"us dollars|dollars?|euros?|pounds|rupees|franken|zł|zl|kč|kr|sfr|fr\.|rs\.?"
_DIGITS = (
    r"\d{1,2}(?:,\d{2}){1,2},\d{3}(?![\d])|\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3}){1,3}(?:[.,]\d{1,2})?(?![\d])|\d{1,7}(?:[.,]\d{1,2})?(?![\d])"
)
_BEFORE = rf"(?P<{{0}}>{_SIGNS}|\b(?:{_CODES}|rs\.?|fr\.|kr|zł)(?=[\s\d]))"
_AFTER = rf"(?P<{{0}}>[ \u00a0]?(?:{_SIGNS}|(?:{_CODES}|{_WORDS})(?![\w$])))"
_K = r"(?P<{0}>[ \u00a0]?(?:k|K|tsd\.?|Tsd\.?|[Tt]housand)(?![A-Za-z\d])|[kK](?=(?:{1})))"

_AMOUNT = re.compile(
    r"(?<![\w.,#/])(?:~|ca\. ?)?"
    rf"(?:{_BEFORE.format('sign')}\s?)?~?(?P<low>{_DIGITS}){_K.format('k1', _CODES)}?{_AFTER.format('code1')}?(?P<plus1>\+)?"
    r"(?:(?P<dash>\s?(?:-|–|—|‒|−|~|/(?=\s?[$£€])|\bto\b|\bbis(?: zu)?\b|\band\b|\bund\b|\.\.\.?|…|->)\s?)"
    rf"(?:up to )?(?:{_BEFORE.format('sign2')}\s?)?~?(?P<high>{_DIGITS}){_K.format('k2', _CODES)}?{_AFTER.format('code2')}?(?P<plus2>\+"
    r")?)?",
    re.IGNORECASE,
)
_SIGNED = re.compile(rf"(?:{_SIGNS})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum or a range in the text. `currency` is ISO 4217, "" where none is named; `signed` tells whether one was; `thousands` whether
    "k" was written; `open_ended` stands for "100k+".
    """

    start: int
    end: int
    low: Decimal
    high: Decimal | None
    currency: str
    signed: bool
    thousands: bool
    open_ended: bool


def amounts(text: str) -> Iterator[Amount]:
    """Yield the sums of money and bare numbers in the order of the text; overlaps are not given twice."""
    position = 0
    while True:
        found = _AMOUNT.search(text, position)
        if found is None:
            return
        amount, end = _amount(found)
        position = max(end, found.start() + 1)
        if amount is not None:
            yield amount


def _amount(found: re.Match[str]) -> tuple[Amount | None, int]:
    low = number(found["low"])
    high = number(found["high"]) if found["high"] else None
    end = found.end()
    joined_by_and = found["dash"] is not None and found["dash"].strip().lower() in {"and", "und", "/"}
    both_marked = bool((found["sign"] or found["code1"]) and (found["sign2"] or found["code2"]))
    if high is not None and joined_by_and and not both_marked:
        high, end = None, found.end("plus1") if found["plus1"] else found.start("dash")
    if low is None:
        return None, end
    k1, k2 = bool(found["k1"]), bool(found["k2"]) and high is not None
    if k1 or (k2 and low < 1000):
        low *= 1000
    if high is not None:
        if k2 or (k1 and high < 1000):
            high *= 1000
        elif not k1 and high < low and low < 1000:
            high = None
            end = found.start("dash")
    if high is not None and high < low:
        high, end = None, found.start("dash")
    marks = [found["sign"], found["code1"]] + ([found["sign2"], found["code2"]] if high is not None else [])
    names = [mark.strip().lower() for mark in marks if mark]
    return (
        Amount(
            start=found.start("sign") if found["sign"] else found.start("low"),
            end=end,
            low=low,
            high=high,
            currency=_currency(names),
            signed=bool(names),
            thousands=k1 or k2,
            open_ended=bool(found["plus2"] if high is not None else found["plus1"]),
        ),
        end,
    )


def _currency(names: list[str]) -> str:
    """Return the most exact of the currencies written at a sum: "$90k CAD" is Canadian."""
    codes = [CURRENCIES.get(name, "") for name in names]
    exact = [code for name, code in zip(names, codes, strict=True) if name != "$" and name not in {"dollar", "dollars"} and code]
    return exact[0] if exact else next((code for code in codes if code), "")


def number(text: str) -> Decimal | None:
    """Read a number with English or continental separators: 1,200.50, 1.200,50, 75'000, 65,5."""
    digits = re.sub(r"['’\u00a0\u202f ]", "", text)
    last = max(digits.rfind("."), digits.rfind(","))
    if re.fullmatch(r"\d{1,2}(?:,\d{2}){1,2},\d{3}", digits):
        digits = digits.replace(",", "")  # the Indian grouping, 8,00,000
    elif last >= 0:
        tail = len(digits) - last - 1
        separators = {char for char in digits if char in ".,"}
        thousands = tail == 3 and (len(separators) == 1) and not digits.startswith("0")
        whole = re.sub(r"[.,]", "", digits[:last])
        digits = whole + digits[last + 1 :] if thousands else f"{whole}.{digits[last + 1 :]}"
    try:
        return Decimal(digits)
    except InvalidOperation:
        return None
