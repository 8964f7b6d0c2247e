"""CAMT, MT940 and OFX: what their fields mean, and that reading a file again changes nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from freehold.integrations.banking import read_statement
from tests.integrations.banking.messages import MT940, OFX_SGML, camt, details, entry


@pytest.mark.parametrize("version", ["052.001.02", "053.001.02", "053.001.08", "054.001.04", "053.001.99"])
@pytest.mark.parametrize("prefix", ["", "ns2"])
def test_every_version_of_camt_is_read_whatever_its_namespace(version: str, prefix: str):
    reading = read_statement(camt(entry("10.50", details(text="RE-7")), version=version, prefix=prefix))
    [transaction] = reading.transactions
    assert reading.format == f"camt.{version[:3]}"
    assert (transaction.amount, transaction.currency, transaction.booked_on.isoformat()) == (Decimal("10.50"), "EUR", "2026-02-01")
    assert (transaction.payer_name, transaction.payer_account, transaction.text) == ("Acme Ltd", "GB33BUKB20201555555555", "RE-7")
    assert (transaction.end_to_end, transaction.bank_reference, transaction.account) == ("E-RE-7", "B-1", "DE02120300000000202051")


def test_a_batch_becomes_its_payments_when_they_add_up():
    batch = details("4.00", name="A", text="RE-1") + details("6.00", name="B", text="RE-2")
    reading = read_statement(camt(entry("10.00", batch), closing="110.00"))
    assert [(item.payer_name, item.amount) for item in reading.transactions] == [("A", Decimal("4.00")), ("B", Decimal("6.00"))]
    assert reading.problems == ()


def test_a_batch_that_does_not_add_up_stays_one_and_is_named():
    reading = read_statement(camt(entry("10.00", details("4.00", text="RE-1") + details("5.00", text="RE-2"))))
    [transaction] = reading.transactions
    assert transaction.amount == Decimal("10.00")
    assert "RE-1" in transaction.text
    assert "RE-2" in transaction.text
    assert "do not add up" in str(reading.problems[0])


def test_a_structured_reference_the_charges_and_the_original_amount_are_read():
    more = (
        '<AmtDtls><InstdAmt><Amt Ccy="USD">120.00</Amt></InstdAmt></AmtDtls><Chrgs><TtlChrgsAndTaxAmt Ccy="EUR">2.50</TtlChrgsAndTaxAmt></Chrgs>'
        "<RmtInf><Strd><CdtrRefInf><Ref>RF18 5390 0754 7034</Ref></CdtrRefInf><RfrdDocInf><Nb>INV-5</Nb></RfrdDocInf></Strd></RmtInf>"
    )
    [transaction] = read_statement(camt(entry("97.50", f"<TxDtls>{more}</TxDtls>"))).transactions
    assert transaction.references == ("RF18 5390 0754 7034",)
    assert transaction.text == "INV-5"
    assert (transaction.original_amount, transaction.original_currency, transaction.fee) == (Decimal("120.00"), "USD", Decimal("2.50"))


@pytest.mark.parametrize("more", ["<RvslInd>true</RvslInd>", ""])
def test_returns_are_marked(more: str):
    inner = details() if more else "<TxDtls><RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls>"
    [transaction] = read_statement(camt(entry("10.00", inner, direction="DBIT", more=more))).transactions
    assert transaction.is_return
    assert transaction.amount == Decimal("-10.00")


def test_a_return_of_our_own_transfer_names_the_other_side():
    parties = (
        "<TxDtls><RltdPties><Dbtr><Nm>We</Nm></Dbtr><DbtrAcct><Id><IBAN>DE02 1203 0000 0000 2020 51</IBAN></Id></DbtrAcct>"
        "<Cdtr><Nm>Supplier</Nm></Cdtr><CdtrAcct><Id><IBAN>FR7630006000011234567890189</IBAN></Id></CdtrAcct></RltdPties><RtrInf/></TxDtls>"
    )
    [transaction] = read_statement(camt(entry("10.00", parties))).transactions
    assert (transaction.payer_name, transaction.payer_account) == ("Supplier", "FR7630006000011234567890189")


def test_an_announced_entry_is_not_booked():
    reading = read_statement(camt(entry("10.00", details(), status="PDNG") + entry("5.00", details(text="RE-8"))))
    assert [item.amount for item in reading.transactions] == [Decimal("5.00")]
    assert [item.amount for item in reading.pending] == [Decimal("10.00")]


def test_balances_that_do_not_fit_the_entries_are_told():
    reading = read_statement(camt(entry("10.00"), closing="111.00"))
    assert len(reading.transactions) == 1
    assert "balances do not fit" in str(reading.problems[0])


def test_an_entry_without_a_direction_is_named_and_the_rest_is_read():
    reading = read_statement(camt(entry("10.00").replace("<CdtDbtInd>CRDT</CdtDbtInd>", "") + entry("5.00")))
    assert [item.amount for item in reading.transactions] == [Decimal("5.00")]
    assert "entry 1" in str(reading.problems[0])


def test_german_mt940_fields_become_name_account_text_and_reference():
    reading = read_statement(MT940.encode("utf-8"))
    first, second = reading.transactions
    assert (first.payer_name, first.payer_account) == ("Grünwald Möbel GmbH und Söhne", "DE89370400440532013000")
    assert first.text == "Rechnung RE-2026-014 vom 12.01.2026 Danke"
    assert (first.end_to_end, first.bank_reference, first.currency) == ("E2E-1", "B77", "EUR")
    assert not first.is_return
    assert (second.amount, second.is_return) == (Decimal("-50.00"), True)
    assert "Statement level" not in second.text
    assert reading.problems == ()


@pytest.mark.parametrize("encoding", ["cp852", "cp437", "cp1252", "utf-8", "utf-16"])
def test_mt940_is_read_in_the_code_page_it_was_written_in(encoding: str):
    first = read_statement(MT940.encode(encoding)).transactions[0]
    assert first.payer_name == "Grünwald Möbel GmbH und Söhne"


def test_a_broken_mt940_entry_is_named_and_the_rest_is_read():
    reading = read_statement(MT940.replace(":61:2602040204RC50,00N109NONREF", ":61:hello").encode())
    assert len(reading.transactions) == 1
    assert ":61:hello" in str(reading.problems[0])


def test_dutch_and_polish_details_are_read():
    dutch = (
        MT940.split(":86:")[0]
        + ":86:/TRTP/SEPA OVERBOEKING/IBAN/NL20INGB0001234567/BIC/INGBNL2A/NAME/DE VRIES BV/REMI/FACTUUR 31/EREF/X1\n"
    )
    first = read_statement(dutch.encode()).transactions[0]
    assert (first.payer_name, first.payer_account, first.text, first.end_to_end) == (
        "DE VRIES BV",
        "NL20INGB0001234567",
        "FACTUUR 31",
        "X1",
    )
    polish = (
        MT940.split(":86:")[0]
        + ":86:911 PRZELEW; Z RACH.: \n56114010810000267002001001; OD: JAN NOWAK  UL. NIJAKA 1; TYT.: FV 7/2026   ; TNR: 1\n"
    )
    first = read_statement(polish.encode()).transactions[0]
    assert (first.payer_name, first.payer_account, first.text) == ("JAN NOWAK", "56114010810000267002001001", "FV 7/2026")


def test_ofx_without_a_header_and_with_tags_left_open_is_read():
    reading = read_statement(OFX_SGML.replace("+1,200.50", "+1200.50").encode())
    first, second, third = reading.transactions
    assert (first.amount, first.payer_name, first.text, first.account) == (Decimal("1200.50"), "ORBIT & CO", "INV 1007", "9988")
    assert second.amount == Decimal("900.00")
    assert (third.amount, third.original_amount, third.original_currency) == (Decimal("-10.25"), Decimal("-8.20"), "EUR")
    assert (reading.balances[0].kind, reading.balances[0].amount) == ("closing", Decimal("500.00"))


def test_an_ofx_amount_that_cannot_be_read_is_named_and_the_rest_is_read():
    reading = read_statement(OFX_SGML.encode())
    assert len(reading.transactions) == 2
    assert "+1,200.50" in str(reading.problems[0])


FILES = [camt(entry("10.00", details()) + entry("10.00", details()), closing="120.00"), MT940.encode(), OFX_SGML.encode()]


@pytest.mark.parametrize("payload", FILES, ids=["camt", "mt940", "ofx"])
def test_reading_a_file_again_gives_the_same_ids(payload: bytes):
    first = [item.id for item in read_statement(payload).transactions]
    assert first == [item.id for item in read_statement(payload).transactions]
    assert len(set(first)) == len(first)


def test_two_equal_payments_of_a_day_stay_two_and_an_overlapping_file_brings_no_third():
    both = {item.id for item in read_statement(FILES[0]).transactions}
    longer = camt(entry("10.00", details()) + entry("10.00", details()) + entry("3.00", details(text="RE-9")))
    assert len(both) == 2
    assert both < {item.id for item in read_statement(longer).transactions}


def test_the_same_rows_in_another_order_have_the_same_ids():
    rows = ["01.02.2026;a;1,00;EUR", "02.02.2026;b;-2,00;EUR", "03.02.2026;b;-2,00;EUR"]
    forth = read_statement("\n".join(["Datum;Text;Betrag;Währung", *rows]).encode())
    back = read_statement("\n".join(["Datum;Text;Betrag;Währung", *reversed(rows)]).encode())
    assert {item.id for item in forth.transactions} == {item.id for item in back.transactions}


def test_the_code_page_of_a_file_does_not_change_the_ids():
    first = {item.id for item in read_statement(MT940.encode("cp1252")).transactions}
    assert all({item.id for item in read_statement(MT940.encode(name)).transactions} == first for name in ("cp852", "utf-8", "utf-16"))
