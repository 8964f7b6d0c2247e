"""The reference rates that late interest is counted from, by half-year, and what each law adds to them.

Compared with what central banks had published until CHECKED_ON. A later half-year goes on with the last known rate and says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

CHECKED_ON = date(2026, 2, 28)

# Half-years from January 2018 on (first half, second half, …), in per cent.
# European Central Bank, main refinancing operations, the rate on the first day of the half-year.
_ECB = "0 0 0 0 0 0 0 0 0 0 2.5 4 4.5 4.25 3.15 2.15 2.15"
# Deutsche Bundesbank, Basiszinssatz (§ 247 BGB).
_DE = "-0.88 -0.88 -0.88 -0.88 -0.88 -0.88 -0.88 -0.88 -0.88 -0.88 1.62 3.12 3.62 3.37 2.27 1.27 1.27"
# Oesterreichische Nationalbank, Basiszinssatz.
_AT = "-0.62 -0.62 -0.62 -0.62 -0.62 -0.62 -0.62 -0.62 -0.62 -0.62 1.88 3.38 3.88 3.88 2.53 1.53 1.53"
# Bank of England, official rate on the last day before the half-year.
_GB = "0.5 0.5 0.75 0.75 0.75 0.1 0.1 0.1 0.25 1.25 3.5 5 5.25 5.25 4.75 4.25 3.75"
_FIRST_YEAR = 2018
_TABLES = {name: tuple(Decimal(rate) for rate in row.split()) for name, row in {"ECB": _ECB, "DE": _DE, "AT": _AT, "GB": _GB}.items()}


@dataclass(frozen=True, slots=True)
class LateLaw:
    """What a country's law gives who is paid late: base table and points on top, or a fixed rate; and the lump sum for the effort."""

    country: str
    business: bool
    name: str
    base: str = ""
    points: Decimal = Decimal(0)
    lump_sum: Decimal = Decimal(0)
    lump_currency: str = "EUR"


@dataclass(frozen=True, slots=True)
class BaseRate:
    """A reference rate; `assumed` when the half-year lies after what is known here."""

    percent: Decimal
    assumed: bool


_EURO_AREA = {
    "BE": "Loi du 2 août 2002 / Wet van 2 augustus 2002",
    "CY": "Law 123(I)/2012",
    "EE": "Võlaõigusseadus § 113",
    "ES": "Ley 3/2004",
    "FI": "Korkolaki 4 a §",
    "GR": "Ν. 4152/2013",
    "HR": "Zakon o obveznim odnosima",
    "IE": "S.I. No. 580/2012",
    "IT": "D.Lgs. 231/2002",
    "LT": "Mokėjimų vėlavimo prevencijos įstatymas",
    "LU": "Loi du 18 avril 2004",
    "LV": "Civillikums 1765. pants",
    "MT": "Commercial Code, Cap. 13",
    "NL": "art. 6:119a BW",
    "PT": "DL 62/2013",
    "SI": "Zakon o preprečevanju zamud pri plačilih",
    "SK": "Obchodný zákonník § 369",
}
_FORTY = Decimal(40)
_LAWS = {
    **{(code, True): LateLaw(code, True, name, "ECB", Decimal(8), _FORTY) for code, name in _EURO_AREA.items()},
    ("DE", True): LateLaw("DE", True, "§ 288 Abs. 2 und 5 BGB", "DE", Decimal(9), _FORTY),
    ("DE", False): LateLaw("DE", False, "§ 288 Abs. 1 BGB", "DE", Decimal(5)),
    ("AT", True): LateLaw("AT", True, "§§ 456, 458 UGB", "AT", Decimal("9.2"), _FORTY),
    ("AT", False): LateLaw("AT", False, "§ 1000 ABGB", "", Decimal(4)),
    ("FR", True): LateLaw("FR", True, "art. L. 441-10 du code de commerce", "ECB", Decimal(10), _FORTY),
    ("GB", True): LateLaw("GB", True, "Late Payment of Commercial Debts (Interest) Act 1998", "GB", Decimal(8), _FORTY, "GBP"),
}


def late_law(country: str, *, business: bool) -> LateLaw | None:
    """Return what the law of a country gives for late payment by a business or a private person; None where nothing is known here."""
    return _LAWS.get((country.upper(), business))


def base_rate(table: str, on: date) -> BaseRate:
    """Return the reference rate of a day ("" has none: 0). Days before the table have its first rate, days after it its last."""
    if not table:
        return BaseRate(Decimal(0), assumed=False)
    rates = _TABLES[table]
    index = (on.year - _FIRST_YEAR) * 2 + (on.month > 6)
    return BaseRate(rates[min(max(index, 0), len(rates) - 1)], assumed=not 0 <= index < len(rates))
