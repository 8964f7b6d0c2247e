"""Exports of other programs are read by their headings; a faulty row is told and the rest is kept."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.errors import UserError
from freehold.integrations.accounting import read_export, values
from tests.integrations.accounting import exports


def test_toggl_time_is_read_with_its_rate_and_a_faulty_day_is_told():
    found = read_export(exports.TOGGL, name="toggl.csv")
    assert (found.program, found.kind) == ("toggl", "time")
    first, second = found.times
    assert (first.day, first.minutes, first.client, first.project, first.rate) == (
        date(2026, 3, 2),
        90,
        "Hotel Linde GmbH",
        "Website",
        Decimal("80.00"),
    )
    assert (second.billable, second.description, second.rate) == (False, "Call, notes", None)
    assert [str(problem) for problem in found.problems] == [
        "Line 5: The day cannot be read: “2026-13-45”. It is left out; the others were read."
    ]


def test_kimai_time_in_seconds_clock_and_from_to_is_read():
    found = read_export(exports.KIMAI)
    assert [entry.minutes for entry in found.times] == [121, 75, 180]
    assert [entry.billed for entry in found.times] == [False, True, False]
    assert [entry.description for entry in found.times] == ["Checked forms", "Concept", "Concept"]
    assert {entry.rate for entry in found.times} == {Decimal("80.00")}


def test_kimai_in_german_with_semicolons_and_decimal_commas_is_read():
    (entry,) = read_export(exports.KIMAI_GERMAN).times
    assert (entry.day, entry.minutes, entry.rate, entry.client) == (date(2026, 5, 4), 90, Decimal("80.00"), "Hafen & Co")


def test_freshbooks_time_is_read_month_first_with_what_is_billed():
    found = read_export(exports.FRESHBOOKS_TIME)
    assert [(entry.day.day, entry.minutes, entry.billable, entry.billed) for entry in found.times] == [
        (14, 135, True, False),
        (15, 60, True, True),
        (15, 30, False, False),
    ]


def test_freshbooks_clients_are_read_and_one_without_a_name_is_told():
    found = read_export(exports.FRESHBOOKS_CLIENTS)
    assert [(client.name, client.contact, client.country) for client in found.clients] == [
        ("Harbour Inc.", "Sam Lee", "US"),
        ("Uma Roy", "", "CA"),
    ]
    assert found.clients[0].region == "Maine"
    assert [problem.where for problem in found.problems] == ["Line 4"]


def test_freshbooks_invoices_gather_their_lines_and_leave_drafts_out():
    found = read_export(exports.FRESHBOOKS_INVOICES)
    first, second = found.invoices
    assert (first.number, first.gross, first.tax, first.paid, first.paid_on) == (
        "0000017",
        Decimal("700.60"),
        Decimal("80.60"),
        Decimal("700.60"),
        date(2026, 1, 30),
    )
    assert [line.name for line in first.lines] == ["Design: Logo, two drafts", "Hosting"]
    assert (second.gross, second.paid, second.currency) == (Decimal("1299.50"), 0, "CAD")
    assert [problem.where for problem in found.problems] == ["Line 6", "Invoice 0000019"]


def test_invoice_ninja_is_read_with_and_without_the_noun_before_its_headings():
    (client,) = read_export(exports.NINJA_CLIENTS).clients
    assert (client.name, client.country, client.vat_id, client.email) == (
        "Tulip Studio B.V.",
        "NL",
        "NL004495445B01",
        "billing@tulip.example",
    )
    first, second = read_export(exports.NINJA_INVOICES).invoices
    assert (first.gross, first.paid, first.tax, len(first.lines)) == (Decimal("363.00"), Decimal("242.00"), Decimal("63.00"), 2)
    assert second.paid == Decimal("121.00")
    (entry,) = read_export(exports.NINJA_TIME).times
    assert (entry.minutes, entry.billed, entry.rate, entry.project) == (90, True, Decimal("90.00"), "Shop")
    bare = exports.NINJA_CLIENTS.replace(b"Client ", b"").replace(b"Contact ", b"")
    assert read_export(bare).clients[0].name == "Tulip Studio B.V."


def test_days_that_can_be_read_two_ways_are_told():
    found = read_export(exports.FRESHBOOKS_TIME.replace(b"03/14", b"03/04").replace(b"03/15", b"03/05"))
    assert found.times[0].day == date(2026, 3, 4)
    assert "month, day, year" in str(found.problems[0])


def test_a_text_that_a_spreadsheet_would_run_is_kept_as_text():
    (entry, *_rest) = read_export(exports.TOGGL.replace(b"Header and footer", b"'=1+1")).times
    assert entry.description == "=1+1"


@pytest.mark.parametrize(
    ("payload", "told"),
    [
        (b"", "empty"),
        (b"a,b\n1,2\n", "none of the exports"),
        (exports.TOGGL.splitlines()[0], "no rows"),
        (b"\x00\x01\x02", "no CSV"),
        (b"PK\x03\x04" + b"\x00" * 100, "no CSV"),
    ],
)
def test_what_is_no_export_is_refused(payload: bytes, told: str):
    with pytest.raises(UserError, match=told):
        read_export(payload, name="x.csv")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234.50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1,5", "1.5"),
        ("1,234", "1234"),
        ("€ 80", "80"),
        ("(12.00)", "-12.00"),
        ("12.00-", "-12.00"),
        ("1.234.567", "1234567"),
        ("−3", "-3"),
    ],
)
def test_amounts_are_read_whichever_way_they_are_written(text: str, value: str):
    assert values.amount(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "abc", "-", "1e99", "9" * 40])
def test_what_is_no_amount_is_a_fault(text: str):
    with pytest.raises(ValueError):
        values.amount(text)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_in_words(payload: bytes):
    try:
        read_export(payload, name="x")
    except UserError:
        pass


@given(st.lists(st.text(max_size=20), min_size=13, max_size=13))
def test_any_row_under_known_headings_is_read_or_told(cells: list[str]):
    import csv
    import io

    out = io.StringIO()
    csv.writer(out).writerow(cells)
    found = read_export(
        exports.TOGGL.splitlines()[0] + b"\n" + exports.TOGGL.splitlines()[1] + b"\n" + out.getvalue().encode("utf-8", "replace")
    )
    assert found.times
