"""Bills that came as e-invoices: looked at, kept once, with the original file."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from freehold.apps.billing.models import Expense
from freehold.apps.billing.services import incoming
from freehold.domain.errors import UserError
from tests.apps.billing.conftest import NOW
from tests.integrations.einvoice.documents import MINIMUM, UBL_INVOICE, pdf_with

CREDIT_NOTE = (
    UBL_INVOICE.replace(b":Invoice-2", b":CreditNote-2")
    .replace(b"u:Invoice", b"u:CreditNote")
    .replace(b"InvoiceTypeCode>380</b:InvoiceTypeCode", b"CreditNoteTypeCode>381</b:CreditNoteTypeCode")
    .replace(b"g:InvoiceLine", b"g:CreditNoteLine")
    .replace(b"InvoicedQuantity", b"CreditedQuantity")
)


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def accepted(workspace, payload=UBL_INVOICE, name="R-88.xml", **values):
    return incoming.accept(workspace, incoming.receive(workspace, name, payload), now=NOW, **values)


def test_a_bill_becomes_an_expense_with_its_original(workspace, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        expense = accepted(workspace, category="office", paid_on=date(2026, 2, 5))
    assert (expense.supplier, expense.supplier_number, expense.supplier_vat_id) == ("Papierladen GmbH", "R-88", "DE123456788")
    assert (expense.net, expense.tax, expense.gross, expense.currency) == (Decimal("10.00"), Decimal("1.90"), Decimal("11.90"), "EUR")
    assert (expense.day, expense.paid_on, expense.description) == (date(2026, 2, 3), date(2026, 2, 5), "Paper")
    assert default_storage.open(expense.receipt.name).read() == UBL_INVOICE
    assert (expense.receipt_type, expense.receipt_name) == ("application/xml", "R-88.xml")
    assert Expense.objects.get().einvoice["number"] == "R-88"
    assert incoming.waiting_invoices(workspace) == []


def test_a_pdf_keeps_the_whole_pdf(workspace):
    payload = pdf_with({"factur-x.xml": MINIMUM})
    expense = accepted(workspace, payload, "FA-2026-17.pdf")
    assert (expense.gross, expense.tax) == (Decimal("120.00"), Decimal("20.00"))
    assert expense.receipt_type == "application/pdf"
    assert default_storage.open(expense.receipt.name).read() == payload


def test_the_same_bill_is_refused_kindly_whatever_file_it_comes_in(workspace):
    accepted(workspace)
    again = UBL_INVOICE.replace(b"Papierladen GmbH", b"PAPIERLADEN  Handels GmbH")
    with pytest.raises(UserError, match="R-88 of Papierladen GmbH is an expense already"):
        incoming.receive(workspace, "again.xml", again)
    assert Expense.objects.count() == 1


def test_two_people_who_accept_at_once_keep_it_once(workspace):
    waiting = incoming.receive(workspace, "R-88.xml", UBL_INVOICE)
    incoming.accept(workspace, waiting, now=NOW)
    with pytest.raises(UserError, match="already"):
        incoming.accept(workspace, waiting, now=NOW)
    assert Expense.objects.count() == 1


def test_the_same_number_of_another_supplier_is_another_bill(workspace):
    accepted(workspace)
    other = UBL_INVOICE.replace(b"Papierladen GmbH", b"Tinte AG").replace(b"DE123456788", b"DE136695976")
    accepted(workspace, other)
    assert Expense.objects.count() == 2


def test_a_file_that_waits_is_kept_once_and_seen_only_here(workspace, other_workspace):
    first = incoming.receive(workspace, "R-88.xml", UBL_INVOICE)
    assert incoming.receive(workspace, "copy.xml", UBL_INVOICE) == first
    assert incoming.waiting_invoices(workspace) == [first]
    assert incoming.waiting_invoices(other_workspace) == []
    assert incoming.find(other_workspace, first.token) is None


def test_a_credit_note_is_told_and_kept_waiting(workspace):
    waiting = incoming.receive(workspace, "note.xml", CREDIT_NOTE)
    with pytest.raises(UserError, match="credit note"):
        incoming.accept(workspace, waiting, now=NOW)
    assert incoming.find(workspace, waiting.token) is not None
    assert not Expense.objects.exists()


@pytest.mark.parametrize(
    ("payload", "told"), [(b"<html/>", "not an e-invoice"), (b"x" * (10 * 1024 * 1024 + 1), "10 MB"), (pdf_with({}), "picture")]
)
def test_what_is_no_bill_is_refused_and_nothing_is_kept(workspace, payload, told):
    with pytest.raises(UserError, match=told):
        incoming.receive(workspace, "x.pdf", payload)
    assert incoming.waiting_invoices(workspace) == []


def test_attachments_stay_in_the_original_and_out_of_the_row(workspace):
    attached = b"""<g:AdditionalDocumentReference><b:ID>A</b:ID><g:Attachment><b:EmbeddedDocumentBinaryObject mimeCode="text/csv"
        filename="a.csv">YQ==</b:EmbeddedDocumentBinaryObject></g:Attachment></g:AdditionalDocumentReference><g:AccountingSupplierParty>"""
    expense = accepted(workspace, UBL_INVOICE.replace(b"<g:AccountingSupplierParty>", attached, 1))
    assert expense.einvoice["documents"] == [{"reference": "A", "mime": "text/csv", "filename": "a.csv"}]


def upload(browser, *files):
    return browser.post(reverse("billing:incoming_upload"), {"files": [SimpleUploadedFile(name, content) for name, content in files]})


def test_the_page_shows_the_bill_and_its_faults_in_plain_words(browser, workspace):
    faulty = UBL_INVOICE.replace(b'unitCode="XPP"', b'unitCode="<i>"'.replace(b"<", b"&lt;"))
    answer = upload(browser, ("R-88.xml", faulty))
    assert answer.status_code == 303
    page = browser.get(answer["Location"])
    text = page.text
    assert page.status_code == 200
    assert "Bill from Papierladen GmbH" in text
    assert "€11.90" in text
    assert "This unit is not known to the standard" in text
    assert "BR-CL-23" in text
    done = browser.post(answer["Location"], {"category": "office", "description": "", "paid_on": ""})
    assert done["Location"] == reverse("billing:incoming")
    assert Expense.objects.get().category == "office"


def test_several_files_are_read_and_what_is_none_is_told_by_name(browser, workspace):
    answer = upload(browser, ("R-88.xml", UBL_INVOICE), ("FA.pdf", pdf_with({"factur-x.xml": MINIMUM})), ("cat.xml", b"<cat/>"))
    page = browser.get(answer["Location"]).text
    assert "2 bills wait for your word" in page
    assert "cat.xml: This XML is not an e-invoice" in page.replace("&quot;", '"')


def test_a_bill_that_is_known_or_gone_is_told(browser, workspace):
    waiting = incoming.receive(workspace, "R-88.xml", UBL_INVOICE)
    incoming.accept(workspace, waiting, now=NOW)
    url = reverse("billing:incoming_review", args=[waiting.token])
    assert "is an expense already" in browser.get(url).text
    assert browser.post(url, {}).status_code == 422
    browser.post(reverse("billing:incoming_drop", args=[waiting.token]))
    assert browser.get(url).status_code == 404


def test_no_file_asks_for_one(browser, workspace):
    assert "Choose at least one file." in browser.get(browser.post(reverse("billing:incoming_upload"), {})["Location"]).text
