"""Amounts, accounts and marks as banks write them."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Literal

DecimalMark = Literal[",", "."]
_LARGEST = Decimal(10) ** 15
_NUMBER = re.compile(r"\d(?:[\d.,]*\d)?[.,]?|[.,]\d+")
_BLANKS = re.compile(r"[\s\u00a0\u202f\u2009'’`´_]")
_DEBIT_WORD = re.compile(r"(?:DR|D|DBIT|S|SOLL)\s*$", re.IGNORECASE)
_RETURN = re.compile(
    r"r[üu]e?ck(?:last|buch|ueberw|überw|belast|gabe)|retoure|\bstorno|charge\s?-?back|\breversal\b|\breversed\b"
    r"|\breturned (?:payment|item|deposit)"
    r"|\breturn of\b|direct debit return|rejet|impay[ée]|\bdevoluci[óo]n|stornering|teruggeboekt|terugboeking",
    re.IGNORECASE,
)


def parse_amount(text: str, mark: DecimalMark) -> Decimal | None:
    """Return a signed amount, None when the text holds none or more than one.

    Reads "1.234,50-", "1'234.50", "(12.00)", "− 5,00 €", "USD 3.00 DR". `mark` is the column's decimal mark.
    """
    squeezed = _BLANKS.sub("", text).replace("\u2212", "-").replace("\u2013", "-")
    numbers = _NUMBER.findall(squeezed)
    if len(numbers) != 1:
        return None
    other = "." if mark == "," else ","
    try:
        number = Decimal(numbers[0].replace(other, "").replace(mark, ".").rstrip("."))
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number) >= _LARGEST:
        return None
    before, _, after = squeezed.partition(numbers[0])
    negative = (before + after).count("-") == 1 or ("(" in before and ")" in after) or bool(_DEBIT_WORD.fullmatch(after))
    return -number if negative else number


def plain_amount(text: str) -> Decimal | None:
    """Return an amount of a format that fixes its numbers (CAMT, OFX): a point or a comma is the decimal mark."""
    squeezed = text.strip()
    if not re.fullmatch(r"[+-]?\d{1,18}(?:[.,]\d{0,10})?|[+-]?[.,]\d{1,10}", squeezed):
        return None
    number = Decimal(squeezed.replace(",", ".").rstrip(".") or "0")
    return number if abs(number) < _LARGEST else None


def account_id(text: str) -> str:
    """Return an account's number as it is compared: upper case, without blanks."""
    return re.sub(r"\s+", "", text).upper()[:64]


def currency_code(text: str) -> str:
    """Return an ISO 4217 code in upper case, "" when the text is none."""
    code = text.strip().upper()
    return code if re.fullmatch(r"[A-Z]{3}", code) else ""


def says_return(text: str) -> bool:
    """Tell whether a kind of booking is a chargeback or a reversal, by the words that banks use for it."""
    return bool(_RETURN.search(text))
