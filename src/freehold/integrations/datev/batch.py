"""Writes a "Buchungsstapel" (EXTF, format 700, category 21): a header line, a line of column names, one line a booking.

Source: the public description of the DATEV format for booking batches. Only the first columns are written, which importing programs accept;
accounts are those of the chart SKR03.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

DEBTORS = 10_000
BANK = 1200
UNKNOWN_REVENUE = 8200
# VAT category of EN 16931 and rate → SKR03 revenue account.
_REVENUE = {("S", Decimal(19)): 8400, ("S", Decimal(7)): 8300, ("AE", None): 8336, ("K", None): 8125, ("G", None): 8120, ("E", None): 8195}
_COLUMNS = (
    "Umsatz (ohne Soll/Haben-Kz)",
    "Soll/Haben-Kennzeichen",
    "WKZ Umsatz",
    "Kurs",
    "Basis-Umsatz",
    "WKZ Basis-Umsatz",
    "Konto",
    "Gegenkonto (ohne BU-Schlüssel)",
    "BU-Schlüssel",
    "Belegdatum",
    "Belegfeld 1",
    "Belegfeld 2",
    "Skonto",
    "Buchungstext",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """One booking. `amount` is positive; `debit` says whether `account` is debited ("Soll"). `rate` is units of `currency` per euro."""

    amount: Decimal
    debit: bool
    currency: str
    account: int
    contra: int
    day: date
    number: str
    text: str = ""
    rate: Decimal | None = None


def revenue_account(category: str, rate: Decimal | None) -> int:
    """Return the SKR03 account for revenue of a VAT category and rate; 8200, for the adviser to sort out, when it is none of the usual."""
    key = (category, rate.normalize() if rate is not None and category == "S" else None)
    return next((account for (name, percent), account in _REVENUE.items() if name == key[0] and percent == key[1]), UNKNOWN_REVENUE)


def booking_batch(bookings: Iterable[Booking], *, start: date, end: date, now: datetime, name: str = "Freehold") -> bytes:
    """Return the file for the bookings of one period, in Windows-1252 as the format wants; what it cannot spell becomes "?"."""
    out = io.StringIO(newline="")
    out.write(_header(start, end, now, name))
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for booking in sorted(bookings, key=lambda item: (item.day, item.number, item.account)):
        writer.writerow(_row(booking))
    return out.getvalue().encode("cp1252", errors="replace")


def _header(start: date, end: date, now: datetime, name: str) -> str:
    fields = ['"EXTF"', "700", "21", '"Buchungsstapel"', "13", f"{now:%Y%m%d%H%M%S}000", "", '"FH"', '""', '""', "", ""]
    fields += [f"{date(start.year, 1, 1):%Y%m%d}", "4", f"{start:%Y%m%d}", f"{end:%Y%m%d}"]
    quoted = name[:30].replace('"', "'")
    fields += [f'"{quoted}"', '""', "1", "0", "0", '"EUR"', "", '""', "", "", '""', "", "", '""', '""']
    return ";".join(fields) + "\r\n"


def _row(booking: Booking) -> list[str]:
    foreign = booking.currency != "EUR" and booking.rate is not None
    base = _plain(booking.amount / booking.rate) if foreign and booking.rate else ""
    return [
        _plain(booking.amount),
        "S" if booking.debit else "H",
        booking.currency,
        f"{booking.rate:.6f}".replace(".", ",") if foreign else "",
        base,
        "EUR" if foreign else "",
        str(booking.account),
        str(booking.contra),
        "",
        f"{booking.day:%d%m}",
        _document_field(booking.number),
        "",
        "",
        _text(booking.text),
    ]


def _plain(amount: Decimal) -> str:
    return f"{amount:.2f}".replace(".", ",")


def _document_field(number: str) -> str:
    # The format allows letters, digits and a few signs in 36 places.
    return "".join(sign if sign.isalnum() or sign in "$&%*+-/" else "-" for sign in number)[:36]


def _text(text: str) -> str:
    # A cell that begins like a formula is one to a spreadsheet.
    line = " ".join(text.split())[:60]
    return f"'{line}" if line[:1] in {"=", "+", "-", "@"} else line
