"""E-invoices of others, as they come, and files that only pretend."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pikepdf
import pytest

from freehold.domain.errors import UserError
from freehold.domain.invoicing.invoice import Note
from freehold.integrations.einvoice import parsing, pdf, read
from tests.integrations.einvoice.documents import MINIMUM, UBL_INVOICE, pdf_with, with_extension


def test_an_invoice_with_other_prefixes_is_read():
    found = read(UBL_INVOICE)
    invoice = found.invoice
    assert (found.format, found.profile, found.problems) == ("ubl", "en16931", ())
    assert (invoice.number, invoice.issue_date) == ("R-88", date(2026, 2, 3))
    assert invoice.notes == (Note(text="Sitz der Gesellschaft: Bonn", subject="REG"), Note(text="Plain #note#"))
    assert (invoice.purchase_order, invoice.sales_order) == ("", "SO-1")
    assert (invoice.seller.name, invoice.seller.vat_id, invoice.seller.tax_number) == ("Papierladen GmbH", "DE123456788", "12/34")
    assert [identifier.value for identifier in invoice.seller.identifiers] == ["4711"]
    assert (invoice.payment[0].mandate, invoice.payment[0].creditor_id) == ("M-5", "DE98ZZZ09999999999")
    assert invoice.lines[0].price == Decimal("2.50")


def test_the_lean_profiles_are_read_and_say_what_they_lack():
    found = read(MINIMUM)
    assert found.profile == "minimum"
    assert found.invoice.totals.due == 120
    assert found.invoice.totals.line_net == 100
    assert found.invoice.totals.tax == 20
    assert [problem.where for problem in found.problems] == ["lines"]


def test_what_lies_beyond_the_standard_is_told_and_never_lost_silently():
    found = read(with_extension())
    assert found.invoice.number == "R-88"
    assert [problem.where for problem in found.problems] == ["InvoiceLine/SubInvoiceLine/ID", "InvoiceLine/SubInvoiceLine/Note"]
    assert "Detail" in str(found.problems[1])


def test_a_great_many_unknown_values_are_told_in_a_few_lines():
    many = b"".join(b"<g:Extra%d><b:ID>x</b:ID></g:Extra%d>" % (number, number) for number in range(200))
    found = read(UBL_INVOICE.replace(b"</g:InvoiceLine>", many + b"</g:InvoiceLine>"))
    assert len(found.problems) == 21


@pytest.mark.parametrize("name", ["factur-x.xml", "xrechnung.xml", "ZUGFeRD-invoice.xml"])
def test_the_invoice_is_taken_out_of_a_pdf(name: str):
    found = read(pdf_with({"terms.txt": b"none", name: MINIMUM}))
    assert (found.format, found.invoice.number, found.xml) == ("facturx", "FA-2026-17", MINIMUM)
    assert [problem.where for problem in found.problems if problem.where != "lines"] == ["terms.txt"]


ENTITY = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
FILE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    ("payload", "told"),
    [
        (b"", "empty"),
        (b"   \n", "empty"),
        (b"hello", "neither XML nor PDF"),
        (UBL_INVOICE[: len(UBL_INVOICE) // 2], "cut off"),
        (b"<html><body/></html>", "not an e-invoice"),
        (UBL_INVOICE.replace(b"<u:Invoice ", ENTITY + b"<u:Invoice ").replace(b"R-88", b"&b;"), "DOCTYPE"),
        (UBL_INVOICE.replace(b"<u:Invoice ", FILE + b"<u:Invoice ").replace(b"R-88", b"&a;"), "DOCTYPE"),
        (b"<a>" * 5000 + b"</a>" * 5000, ""),
        (b'<x:CrossIndustryDocument xmlns:x="urn:ferd:CrossIndustryDocument:invoice:1p0"/>', "ZUGFeRD 1"),
        (UBL_INVOICE.replace(b"<b:IssueDate>2026-02-03+01:00</b:IssueDate>", b""), "issue_date"),
        (UBL_INVOICE.replace(b"2026-02-03+01:00", b"yesterday"), "issue_date"),
        (b"%PDF-1.7 no more", "broken"),
        (pdf_with({}), "picture of an invoice"),
        (pdf_with({"factur-x.xml": MINIMUM}, password="secret"), "password"),
    ],
)
def test_what_is_no_invoice_is_refused_in_one_clear_sentence(payload: bytes, told: str):
    with pytest.raises(UserError) as caught:
        read(payload)
    assert told in str(caught.value)


def test_a_file_over_the_cap_is_not_even_parsed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(parsing, "MOST_BYTES", 100)
    with pytest.raises(UserError, match="20 MB"):
        read(UBL_INVOICE)


def test_an_attachment_that_unpacks_to_gigabytes_is_given_up(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf, "MOST_BYTES", 50_000)
    with pytest.raises(UserError, match="20 MB"):
        read(pdf_with({"factur-x.xml": b"<a/>" + b" " * 5_000_000}))


def test_an_attachment_that_is_torn_is_told():
    whole = pdf_with({"factur-x.xml": MINIMUM})
    start = whole.index(b"stream", whole.index(b"/EmbeddedFile")) + 10
    with pytest.raises(UserError, match="Ask the sender"):
        read(whole[:start] + b"\xff" * 40 + whole[start + 40 :])


def test_an_attachment_packed_in_layers_is_refused():
    document = pikepdf.new()
    document.add_blank_page()
    document.attachments["factur-x.xml"] = pikepdf.AttachedFileSpec(document, b"x", filename="factur-x.xml")
    stream = document.attachments["factur-x.xml"].get_file().obj
    stream.write(b"00", filter=pikepdf.Array([pikepdf.Name.ASCIIHexDecode, pikepdf.Name.FlateDecode]))
    out = io.BytesIO()
    document.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    with pytest.raises(UserError, match="unusual way"):
        read(out.getvalue())
