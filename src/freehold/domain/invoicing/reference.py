"""The structured creditor reference (ISO 11649, "RF…") that a client's bank carries back to us unharmed.

A reference has at most 21 letters and digits, so the separators of an invoice number are lost in it. Numbers that differ
only in separators get different references all the same: where separators stood, and which, is written behind the
letters and digits as a number to the base of 36, closed by a letter that says how many characters that took.
A number without separators stays as it is: 20260001 becomes RF.. 20260001. What does not fit is cut and closed by
41 bits of its SHA-256. Upper and lower case count as the same.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

from stdnum import iso11649
from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_97_10

from freehold.domain.errors import UserError

LONGEST_BODY = 21
_SEPARATORS = " -/._#"
# How many characters of separators stand before: Q none, R one … Y eight. P: cut, eight characters of hash stand before.
_MARKS = "QRSTUVWXY"
_CUT = "P"
_HASH_CHARACTERS = 8
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def make_reference(number: str) -> str:
    """Return the reference for an invoice number, without blanks: "RF", two check digits, the body.

    Raises UserError for a number without a letter or digit.
    """
    body = _body(" ".join(number.split()).upper())
    return f"RF{mod_97_10.calc_check_digits(body + 'RF')}{body}"


def check_reference(text: str) -> str:
    """Return a reference without blanks and in upper case. Raises UserError when it is none or its check digits are wrong."""
    try:
        return _checked(text)
    except ValidationError:
        raise UserError(
            f"“{text[:40]}” is not a creditor reference (RF…), or a character is wrong. Nothing was changed. Copy it from the invoice."
        ) from None


def is_reference(text: str) -> bool:
    """Tell whether `text` is a creditor reference whose check digits are right."""
    try:
        return bool(_checked(text))
    except ValidationError:
        return False


def spaced(reference: str) -> str:
    """Return the reference in groups of four, as it is printed."""
    groups: str = iso11649.format(reference)
    return groups


def _checked(text: str) -> str:
    if not text.isascii():
        raise ValidationError
    reference: str = iso11649.validate(text)
    return reference


@lru_cache(maxsize=4096)
def _body(number: str) -> str:
    plain = "".join(character for character in number if character.isascii() and character.isalnum())
    if not plain:
        raise UserError(f"The number “{number[:40]}” has no letter or digit, so no payment reference can be made from it.")
    if any(character not in _SEPARATORS and not (character.isascii() and character.isalnum()) for character in number):
        return _cut(plain, number)
    code = _separators(number)
    if not code and plain[-1] not in _MARKS + _CUT:
        return plain if len(plain) <= LONGEST_BODY else _cut(plain, number)
    if len(code) >= len(_MARKS) or len(plain) + len(code) + 1 > LONGEST_BODY:
        return _cut(plain, number)
    return f"{plain}{code}{_MARKS[len(code)]}"


def _separators(number: str) -> str:
    """Return which separators stand before which letter or digit, to the base of 36; "" for none.

    Each gap is a digit to the base of 8: 0 none, 1 to 6 the separator, 7 "another follows in this gap".
    """
    value, weight, in_gap = 0, 1, False
    for character in number:
        if character in _SEPARATORS:
            if in_gap:
                value += 7 * weight
                weight *= 8
            value += (_SEPARATORS.index(character) + 1) * weight
            weight *= 8
            in_gap = True
        else:
            if not in_gap:
                weight *= 8
            in_gap = False
    return _base_36(value)


def _cut(plain: str, number: str) -> str:
    digest = int.from_bytes(hashlib.sha256(number.encode()).digest(), "big") % 36**_HASH_CHARACTERS
    return plain[: LONGEST_BODY - _HASH_CHARACTERS - 1] + _base_36(digest).rjust(_HASH_CHARACTERS, "0") + _CUT


def _base_36(value: int) -> str:
    text = ""
    while value:
        value, digit = divmod(value, 36)
        text = _DIGITS[digit] + text
    return text
