"""How long the law asks a business to keep its invoices, by the country of the seller."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Retention:
    """So many years; `from_year_end`: counted from the end of the year of issue, else from the day of issue. `law` names the source."""

    years: int
    law: str
    from_year_end: bool = True


# The periods for invoices and bookkeeping vouchers. Where a tax year does not end with the calendar year, the longer reading is taken.
_TABLE = {
    "AT": Retention(7, "BAO § 132, UStG § 11"),
    "AU": Retention(5, "TAA 1953 Sch. 1 s. 382-5", from_year_end=False),
    "BE": Retention(10, "WBTW art. 60"),
    "BG": Retention(10, "ЗСч чл. 12"),
    "CA": Retention(6, "ITA s. 230"),
    "CH": Retention(10, "OR Art. 958f, MWSTG Art. 70"),
    "CY": Retention(6, "VAT Law 95(I)/2000"),
    "CZ": Retention(10, "Zákon č. 235/2004 Sb. § 35"),
    "DE": Retention(8, "UStG § 14b, AO § 147 (BEG IV)"),
    "DK": Retention(5, "Bogføringsloven § 12"),
    "EE": Retention(7, "KMS § 36, RPS § 12"),
    "ES": Retention(6, "Código de Comercio art. 30"),
    "FI": Retention(6, "Kirjanpitolaki 2:10 §"),
    "FR": Retention(10, "Code de commerce art. L123-22"),
    "GB": Retention(6, "VATA 1994 Sch. 11 para. 6"),
    "GR": Retention(5, "ν. 4308/2014"),
    "HR": Retention(11, "Zakon o računovodstvu"),
    "HU": Retention(8, "2000. évi C. törvény 169. §"),
    "IE": Retention(6, "VATCA 2010 s. 84"),
    "IN": Retention(8, "CGST Act s. 36"),
    "IT": Retention(10, "Codice civile art. 2220"),
    "LT": Retention(10, "PVM įstatymas 78 str."),
    "LU": Retention(10, "Code de commerce art. 16"),
    "LV": Retention(5, "Grāmatvedības likums"),
    "MT": Retention(6, "VAT Act Cap. 406"),
    "NL": Retention(7, "AWR art. 52"),
    "NO": Retention(5, "Bokføringsloven § 13"),
    "NZ": Retention(7, "TAA 1994 s. 22"),
    "PL": Retention(5, "Ordynacja podatkowa art. 86"),
    "PT": Retention(10, "CIVA art. 52"),
    "RO": Retention(10, "Codul fiscal, Legea 82/1991"),
    "SE": Retention(7, "Bokföringslagen 7 kap. 2 §"),
    "SI": Retention(10, "ZDDV-1 86. člen"),
    "SK": Retention(10, "Zákon č. 222/2004 Z. z. § 76"),
    "US": Retention(7, "26 CFR 1.6001-1, IRS Publication 583"),
}
# For a country that is not in the table: as long as any of those around it asks.
_ELSEWHERE = Retention(10, "")


def retention(country: str) -> Retention:
    """Return how long invoices are kept in a country (ISO 3166-1); ten years where it is not known here."""
    return _TABLE.get(country.upper(), _ELSEWHERE)


def keep_until(country: str, issued: date) -> date:
    """Return the last day on which an invoice issued on a day must still be there."""
    rule = retention(country)
    if rule.from_year_end:
        return date(issued.year + rule.years, 12, 31)
    year = issued.year + rule.years
    return date(year, issued.month, min(issued.day, monthrange(year, issued.month)[1]))
