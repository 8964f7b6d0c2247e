"""Booking batches: the header the format wants, decimal commas, Windows-1252, nothing that a spreadsheet would run."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from freehold.integrations.datev import Booking, booking_batch, revenue_account

NOW = datetime(2026, 4, 3, 10, 5, 1, tzinfo=UTC)


def batch(*bookings: Booking) -> list[str]:
    return booking_batch(bookings, start=date(2026, 1, 1), end=date(2026, 3, 31), now=NOW).decode("cp1252").split("\r\n")


def booking(**values) -> Booking:
    given = {
        "amount": Decimal("1190.00"),
        "debit": True,
        "currency": "EUR",
        "account": 10001,
        "contra": 8400,
        "day": date(2026, 2, 5),
        "number": "2026-0007",
        "text": "Hotel Linde",
    }
    return Booking(**{**given, **values})


def test_the_header_names_format_period_and_moment():
    header = batch()[0].split(";")
    assert len(header) == 31
    assert header[:6] == ['"EXTF"', "700", "21", '"Buchungsstapel"', "13", "20260403100501000"]
    assert header[12:16] == ["20260101", "4", "20260101", "20260331"]


def test_a_booking_has_a_decimal_comma_a_day_and_its_number():
    assert batch(booking())[2] == "1190,00;S;EUR;;;;10001;8400;;0502;2026-0007;;;Hotel Linde"


def test_a_foreign_amount_carries_rate_and_euros():
    row = batch(booking(currency="USD", amount=Decimal("110.00"), rate=Decimal("1.1")))[2].split(";")
    assert row[:6] == ["110,00", "S", "USD", "1,100000", "100,00", "EUR"]


def test_what_looks_like_a_formula_is_made_harmless_and_strange_signs_are_replaced():
    row = batch(booking(text="=HYPERLINK(1)", number="RE 2026/7 ✂"))[2].split(";")
    assert row[13] == "'=HYPERLINK(1)"
    assert row[10] == "RE-2026/7--"


def test_bookings_stand_in_the_order_of_their_days():
    rows = batch(booking(number="2", day=date(2026, 3, 1)), booking(number="1", day=date(2026, 1, 2)))
    assert [row.split(";")[10] for row in rows[2:4]] == ["1", "2"]


def test_revenue_goes_to_the_account_of_its_tax():
    assert [
        revenue_account("S", Decimal("19.000")),
        revenue_account("S", Decimal(7)),
        revenue_account("AE", Decimal(0)),
        revenue_account("S", Decimal(5)),
    ] == [8400, 8300, 8336, 8200]
