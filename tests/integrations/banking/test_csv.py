"""CSV exports: dialects are found, odd numbers and dates are read, what cannot be told is asked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.errors import UserError
from freehold.integrations.banking import CsvDialect, preview, propose_dialect, read_statement
from freehold.integrations.banking.csv_dates import order_of, read_date
from freehold.integrations.banking.values import parse_amount
from tests.integrations.banking.exports import EXPORTS, OTHERS, Export


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.bank)
def test_known_banks_are_named(export: Export):
    assert propose_dialect(export.text.encode(export.encoding)).name == export.bank


@pytest.mark.parametrize("export", [*EXPORTS, *OTHERS], ids=lambda export: export.bank)
def test_the_exports_of_banks_are_read(export: Export):
    payload = export.text.encode(export.encoding)
    reading = read_statement(payload)
    assert reading.problems == ()
    assert [(item.booked_on.isoformat(), item.amount, item.currency, item.payer_name) for item in reading.transactions] == [
        (day, Decimal(amount), currency, name) for day, amount, currency, name, _text in export.rows
    ]
    for item, row in zip(reading.transactions, export.rows, strict=True):
        assert row[4] in item.text
        assert item.account == export.account
    for name, value in export.fields.items():
        assert str(getattr(reading.transactions[0], name)) == value
    assert len(reading.pending) >= export.pending


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.bank)
def test_a_saved_dialect_reads_the_file_as_the_proposal_did(export: Export):
    payload = export.text.encode(export.encoding)
    saved = CsvDialect.from_json(propose_dialect(payload).to_json())
    assert read_statement(payload, dialect=saved).transactions == read_statement(payload).transactions


def test_a_chargeback_in_a_table_is_marked():
    export = next(export for export in EXPORTS if export.bank.startswith("Volksbank"))
    assert [item.is_return for item in read_statement(export.text.encode()).transactions] == [False, True]


@pytest.mark.parametrize(
    ("text", "mark", "amount"),
    [
        ("1.234,50-", ",", "-1234.50"),
        ("1'234.50", ".", "1234.50"),
        ("1’234.50", ".", "1234.50"),
        ("(12.00)", ".", "-12.00"),
        ("−5,00 €", ",", "-5.00"),
        ("+ 7", ",", "7"),
        ("USD 3.00", ".", "3.00"),
        ("3.00 DR", ".", "-3.00"),
        ("1 234,5", ",", "1234.5"),
        ("1\u202f234,50", ",", "1234.50"),
        ("1,234,567.89", ".", "1234567.89"),
        ("-.50", ".", "-0.50"),
        ("$1,000", ".", "1000"),
    ],
)
def test_amounts_are_read_as_banks_write_them(text: str, mark: str, amount: str):
    assert parse_amount(text, mark) == Decimal(amount)


@pytest.mark.parametrize("text", ["", "abc", "12 of 13", "1.2.3,4,5", "9" * 20, "-"])
def test_what_is_no_amount_is_none(text: str):
    assert parse_amount(text, ",") is None


@given(st.decimals(min_value="-99999999", max_value="99999999", places=2), st.sampled_from([",", "."]))
def test_every_amount_is_read_back_in_both_styles(amount: Decimal, mark: str):
    written = f"{abs(amount):,.2f}"
    if mark == ",":
        written = written.translate(str.maketrans(",.", ".,"))
    assert parse_amount(f"{written}-" if amount < 0 else written, mark) == amount


@pytest.mark.parametrize(
    ("cells", "order", "is_open"),
    [
        (["01/02/2026", "13/02/2026"], "dmy", False),
        (["02/01/2026", "02/13/2026"], "mdy", False),
        (["01.02.26", "03.02.26"], "dmy", False),
        (["2026-02-01"], "ymd", False),
        (["26-02-01", "26-02-28"], "ymd", False),
        (["03/01/2026", "03/02/2026", "03/03/2026", "03/04/2026", "03/05/2026"], "mdy", False),
        (["01/02/2026"], "dmy", True),
    ],
)
def test_the_order_of_day_and_month_is_decided_from_the_whole_column(cells: list[str], order: str, is_open: bool):
    assert order_of(cells, day_first=True) == (order, is_open)


@pytest.mark.parametrize(
    "text", ["7 Mar 2026", "07-Mar-26", "Mar 7, 2026", "7. März 2026", "2026-03-07T23:59:59Z", "20260307", "07.03.26", "7/3/2026 10:00"]
)
def test_dates_are_read_in_words_and_figures(text: str):
    assert read_date(text, "dmy") == date(2026, 3, 7)


def test_a_day_that_does_not_exist_is_none():
    assert read_date("31.02.2026", "dmy") is None


def test_a_utf16_file_with_tabs_is_read():
    text = "Date\tDescription\tAmount\tCurrency\n2026-01-31\tZoë paid\t1,234.50\tEUR\n2026-02-01\tRent\t-900.00\tEUR\n"
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        reading = read_statement(text.encode(encoding))
        assert [item.amount for item in reading.transactions] == [Decimal("1234.50"), Decimal("-900.00")]
        assert reading.transactions[0].text == "Zoë paid"


def test_a_file_without_headers_is_read_by_its_cells():
    reading = read_statement(b"31/12/2025,ACME INVOICE 77,1250.00,EUR\n05/01/2026,COFFEE,-3.20,EUR\n06/01/2026,TEA,-2.20,EUR\n")
    assert [(item.booked_on.isoformat(), item.amount) for item in reading.transactions] == [
        ("2025-12-31", Decimal("1250.00")),
        ("2026-01-05", Decimal("-3.20")),
        ("2026-01-06", Decimal("-2.20")),
    ]
    assert reading.transactions[0].text == "ACME INVOICE 77"
    assert any("currency" in str(problem) for problem in reading.problems) or reading.transactions[0].currency == "EUR"


def test_a_row_that_cannot_be_read_is_named_and_the_rest_is_kept():
    reading = read_statement(
        b"Date;Text;Amount;Currency\n01.02.2026;a;1,00;EUR\n99.99.2026;b;2,00;EUR\n03.02.2026;c;two;EUR\n04.02.2026;d;-4,00;EUR\n05.02.2026;e;4,00;EUR\n"
    )
    assert [item.text for item in reading.transactions] == ["a", "d", "e"]
    assert [problem.where for problem in reading.problems] == ["line 3", "line 4"]


def test_what_the_file_leaves_open_becomes_a_question():
    dialect = propose_dialect(b"Date,Text,Amount\n01/02/2026,a,5.00\n")
    assert "day first" in dialect.doubts[0]
    assert "day first" in str(read_statement(b"Date,Text,Amount,Currency\n01/02/2026,a,5.00,EUR\n").problems[0])


def test_an_amount_that_no_name_tells_is_asked_for():
    dialect = propose_dialect(b"Date;Text;Foo\n13.02.2026;a;-5,00\n14.02.2026;b;6,00\n")
    assert "Foo" in dialect.doubts[0]


def test_a_table_without_an_amount_says_which_columns_it_has():
    with pytest.raises(UserError, match=r"an amount.*Date, Text"):
        read_statement(b"Date;Text\n01.02.2026;hello\n02.02.2026;world\n")


def test_plain_text_is_told_to_be_no_statement():
    with pytest.raises(UserError, match="not a bank statement"):
        read_statement(b"Dear bank,\n\nplease send me my statement.\n")


def test_a_preview_shows_what_is_read_beside_the_cells():
    export = EXPORTS[0]
    shown = preview(export.text.encode(export.encoding), propose_dialect(export.text.encode(export.encoding)))
    assert shown.count == 2
    assert shown.faulty == 0
    assert shown.rows[0][14] == "1.234,50"
    assert shown.read[0].amount == Decimal("1234.50")


def test_columns_without_a_name_are_counted():
    payload = b"Date,Text\n2026-01-01,a,1.00\n2026-01-02,b,-2.00\n"
    assert preview(payload, propose_dialect(payload)).headers == ("Date", "Text", "column 3")


def test_a_damaged_saved_dialect_is_refused():
    with pytest.raises(UserError, match="damaged"):
        CsvDialect.from_json({"delimiter": ";;", "columns": {}})
    with pytest.raises(UserError, match="damaged"):
        CsvDialect.from_json({"columns": {"amount": ["x"]}})


def test_lines_above_the_table_may_grow_without_breaking_a_saved_dialect():
    export = next(export for export in EXPORTS if export.bank == "ING")
    saved = propose_dialect(export.text.encode("cp1252"))
    longer = export.text.replace("Kunde;", "Hinweis;neu\nKunde;")
    assert len(read_statement(longer.encode("cp1252"), dialect=saved).transactions) == 2


def test_a_quote_that_is_never_closed_costs_its_own_line_only():
    reading = read_statement(b'Date;Text;Amount;Currency\n01.02.2026;"a;1,00;EUR\n' + b"02.02.2026;b;2,00;EUR\n" * 80)
    assert len(reading.transactions) >= 80


def test_cells_in_cp852_are_decoded():
    text = "Datum;Text;Betrag;Währung\n01.02.2026;Žluťoučký kůň;1,00;CZK\n02.02.2026;Příliš;2,00;CZK\n"
    assert read_statement(text.encode("cp852")).transactions[0].text == "Žluťoučký kůň"
