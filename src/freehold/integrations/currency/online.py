"""Reads the ECB's daily reference rates (eurofxref-daily.xml); fetching it is for whoever may."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from freehold.domain.errors import UserError
from freehold.domain.money.exchange import ExchangeRates

ADDRESS = "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml"
HOST = "www.ecb.europa.eu"
MOST_BYTES = 200_000
_CUBE = "{http://www.ecb.int/vocabulary/2002-08-01/eurofxref}Cube"
_FEWEST = 10


def read_daily(payload: bytes) -> ExchangeRates:
    """Return the table of the day in the file. Raises UserError for what is no such file, or holds next to nothing."""
    try:
        root = ElementTree.fromstring(payload[:MOST_BYTES].decode("utf-8-sig"))
        day = next(cube for cube in root.iter(_CUBE) if "time" in cube.attrib)
        as_of = date.fromisoformat(day.attrib["time"])
        rates = {cube.attrib["currency"].upper(): Decimal(cube.attrib["rate"]) for cube in day.iter(_CUBE) if "currency" in cube.attrib}
    except (ElementTree.ParseError, DefusedXmlException, UnicodeDecodeError, StopIteration, ValueError, KeyError, InvalidOperation):
        raise UserError(
            "The European Central Bank's answer is no table of rates. The former rates were kept. It is asked again later."
        ) from None
    sound = {currency: rate for currency, rate in rates.items() if rate.is_finite() and rate > 0}
    if len(sound) < _FEWEST:
        raise UserError("The European Central Bank's answer holds hardly a rate. The former rates were kept; it is asked again.")
    return ExchangeRates(as_of=as_of, per_euro=sound)
