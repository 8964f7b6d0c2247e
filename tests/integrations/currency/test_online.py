"""The ECB's daily file: read as it is, refused when it is none."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from freehold.domain.errors import UserError
from freehold.integrations.currency.online import read_daily

RATES = {
    "USD": "1.1012",
    "JPY": "171.30",
    "GBP": "0.8711",
    "CHF": "0.9502",
    "PLN": "4.2511",
    "SEK": "11.012",
    "NOK": "11.702",
    "DKK": "7.4601",
    "CZK": "24.912",
    "HUF": "389.01",
    "CAD": "1.5410",
}


def daily(rates: dict[str, str], day: str = "2026-11-20") -> bytes:
    cubes = "".join(f"<Cube currency='{currency}' rate='{rate}'/>" for currency, rate in rates.items())
    return (
        '<?xml version="1.0" encoding="UTF-8"?><gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" '
        f'xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref"><Cube><Cube time="{day}">{cubes}</Cube></Cube></gesmes:Envelope>'
    ).encode()


def test_the_table_of_the_day_is_read():
    found = read_daily(daily(RATES))
    assert found.as_of == date(2026, 11, 20)
    assert found.per_euro["USD"] == Decimal("1.1012")


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"<html>no</html>",
        daily(RATES, "tomorrow"),
        daily({"USD": "1.1"}),
        daily({**RATES, "USD": "much"}),
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    ],
)
def test_what_is_no_table_is_refused_and_the_former_rates_stay(payload):
    with pytest.raises(UserError, match="former rates"):
        read_daily(payload)
