"""The QR code of a SEPA credit transfer (EPC069-12 version 3.1): its payload and its picture."""

from __future__ import annotations

import io
import re
from decimal import Decimal

import segno
from stdnum import bic as bic_number
from stdnum import iban as iban_number
from stdnum import iso11649
from stdnum.exceptions import ValidationError

from freehold.domain.errors import UserError

MAX_BYTES = 331
MAX_VERSION = 13
LEAST, MOST = Decimal("0.01"), Decimal("999999999.99")
MAX_NAME, MAX_TEXT, MAX_REFERENCE = 70, 140, 35
_KEPT = "The document was kept; only the QR code is missing."


def payload(*, name: str, iban: str, amount: Decimal, bic: str = "", reference: str = "", text: str = "", currency: str = "EUR") -> str:
    """Return the text of the code for a transfer of `amount` euros to `iban`.

    `reference` is an ISO 11649 creditor reference ("RF18 5390 …"), `text` a free remittance text; at most one of the two.
    A name of more than 70 characters is cut, as banks cut it. Raises UserError for what no bank could read.
    """
    if currency != "EUR":
        raise UserError(f"A payment QR code works for euros only, and this document is in {currency}. {_KEPT}")
    if not LEAST <= amount <= MOST or amount != amount.quantize(Decimal("0.01")):
        raise UserError(f"A payment QR code needs an amount from 0.01 to 999,999,999.99 euros, and this is {amount}. {_KEPT}")
    if reference and text:
        raise UserError(f"A payment QR code holds a reference or a text, not both. {_KEPT} Leave one of them out.")
    lines = ["BCD", "002", "1", "SCT", _bic(bic), _name(name), _iban(iban), f"EUR{amount:.2f}", "", _reference(reference), _text(text)]
    joined = "\n".join(lines).rstrip("\n")
    size = len(joined.encode())
    if size > MAX_BYTES:
        raise UserError(f"The payment QR code would hold {size} bytes, and {MAX_BYTES} are allowed. {_KEPT} Shorten the name or the text.")
    return joined


def svg(content: str) -> str:
    """Return the code as an SVG picture of one dark path without a border; the page leaves the quiet zone of four modules."""
    code = segno.make(content, error="m", boost_error=False, mode="byte", encoding="utf-8", eci=False, micro=False)
    if int(code.version) > MAX_VERSION:
        raise UserError(f"The payment QR code would be too dense to scan. {_KEPT} Shorten the name or the text.")
    picture = io.BytesIO()
    code.save(picture, kind="svg", xmldecl=False, border=0, omitsize=True, dark="#000", light=None)
    return picture.getvalue().decode()


def _one_line(value: str) -> str:
    return re.sub(r"[\x00-\x1f\x7f\u2028\u2029\s]+", " ", value).strip()


def _name(value: str) -> str:
    name = _one_line(value)
    if not name:
        raise UserError(f"A payment QR code needs the name of the account holder. {_KEPT} Add the name in your payment settings.")
    return name[:MAX_NAME].rstrip()


def _iban(value: str) -> str:
    try:
        return str(iban_number.validate(value))
    except ValidationError as error:
        raise UserError(f"“{value}” is not a valid IBAN: its check digits do not fit. {_KEPT} Compare it with your bank card.") from error


def _bic(value: str) -> str:
    if not value.strip():
        return ""
    try:
        return str(bic_number.validate(value))
    except ValidationError as error:
        raise UserError(f"“{value}” is not a valid BIC. {_KEPT} Correct it, or leave it empty: inside SEPA it is not needed.") from error


def _reference(value: str) -> str:
    if not value.strip():
        return ""
    try:
        return str(iso11649.validate(value))
    except ValidationError as error:
        raise UserError(f"“{value}” is not a valid payment reference (RF and two check digits). {_KEPT}") from error


def _text(value: str) -> str:
    text = _one_line(value)
    if len(text) > MAX_TEXT:
        raise UserError(f"The payment text has {len(text)} characters, and a QR code takes {MAX_TEXT}. {_KEPT} Shorten it.")
    return text
