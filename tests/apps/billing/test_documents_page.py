"""The pages of papers: list, one paper, draft, issue, corrections; each within its number of queries."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from freehold.apps.billing.models import Document, DocumentState
from freehold.apps.billing.services import drafts, issue, quotes
from freehold.apps.billing.services.lines import LineInput
from tests.apps.billing.conftest import NOW, TODAY
from tests.apps.billing.test_freeze import plain_pdf

pytestmark = [pytest.mark.usefixtures("seller")]
WORK = LineInput(name="Booking system", quantity=Decimal("12.5"), unit="HUR", price=Decimal(80))
MOST_QUERIES = 12


@pytest.fixture(autouse=True)
def _at_the_time(monkeypatch):
    """Pages speak of the day on which the tests' papers were made."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def draft(workspace, client, *lines, kind="invoice", **values) -> Document:
    return drafts.new_draft(workspace, kind=kind, client_id=client.pk, now=NOW, lines=lines or (WORK,), **values)


def issued(workspace, client, *, now=NOW, **values) -> Document:
    return issue.issue(workspace, draft(workspace, client, **values).pk, now=now, renderer=plain_pdf)


def posted(document: Document, **changes: object) -> dict[str, object]:
    """Return what the browser sends for the draft as it stands."""
    line = document.lines.first()
    return {
        "seen": document.changed_at.isoformat(),
        "client_id": document.client_id,
        "language": document.language,
        "currency": document.currency,
        "payment_days": 14,
        "line_id": [line.pk if line else ""],
        "line_name": ["Booking system"],
        "line_description": [""],
        "line_quantity": ["12,5"],
        "line_unit": ["HUR"],
        "line_price": ["80"],
        "line_discount": [""],
        "line_rate": ["19"],
        **changes,
    }


def in_few_queries(browser, url: str) -> str:
    browser.get(url)
    with CaptureQueriesContext(connection) as queries:
        answer = browser.get(url)
    assert answer.status_code == 200, answer.content[:500]
    statements = [one["sql"] for one in queries if "SAVEPOINT" not in one["sql"]]
    assert len(statements) <= MOST_QUERIES, [statement.partition("FROM")[2][:60] for statement in statements]
    return answer.content.decode()


def test_the_list_counts_and_sums_each_tab_by_currency(browser, workspace, linde, harbour):
    draft(workspace, linde)
    issued(workspace, linde)
    issued(workspace, harbour)
    issued(workspace, linde, kind="quote")
    text = in_few_queries(browser, reverse("billing:documents") + "?tab=open")
    assert "2 invoices are open" in text
    assert "€1,190.00 · $1,000.00" in text
    assert "INV-2026-0001" in text
    assert "Q-2026-0001" not in text


def test_what_is_late_is_overdue_and_says_for_how_long(browser, workspace, linde):
    issued(workspace, linde, issue_date=TODAY - timedelta(days=20), due_date=TODAY - timedelta(days=5))
    text = browser.get(reverse("billing:documents") + "?tab=overdue").content.decode()
    assert "1 invoice is overdue" in text
    assert "5 days late" in text


def test_the_list_is_searched_by_number_client_and_order(browser, workspace, linde, tulip):
    issued(workspace, linde, purchase_order="PO-77")
    issued(workspace, tulip)
    url = reverse("billing:documents")
    for words, found, hidden in (("0002", "Tulip", "Hotel"), ("po-77", "Hotel", "Tulip"), ("tulip", "INV-2026-0002", "INV-2026-0001")):
        rows = browser.get(url, {"q": words}).content.decode().partition("<tbody")[2]
        assert found in rows
        assert hidden not in rows
    assert "only the search hides them" in browser.get(url, {"q": "nothing like it"}).content.decode()
    part = browser.get(url, {"client": tulip.pk}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "INV-2026-0002" in part


def test_an_empty_list_says_what_it_is_for(browser):
    assert "No papers yet" in browser.get(reverse("billing:documents")).content.decode()
    assert "Nobody is late" in browser.get(reverse("billing:documents") + "?tab=overdue").content.decode()


def test_the_page_of_a_paper_shows_where_it_stands(browser, workspace, linde):
    document = issued(workspace, linde)
    text = in_few_queries(browser, reverse("billing:document", args=[document.pk]))
    assert "All of it is open" in text
    assert "The e-invoice keeps every official rule" in text
    assert "Issued as INV-2026-0001" in text
    assert "Tax of your country" in text


def test_papers_of_another_workspace_are_not_found(browser, other_workspace):
    from freehold.apps.clients import services as clients

    theirs = clients.add_client(other_workspace, now=NOW, name="Theirs", country="DE")
    document = drafts.new_draft(other_workspace, kind="invoice", client_id=theirs.pk, now=NOW, lines=[WORK])
    for name in ("document", "edit", "issue", "document_pdf", "document_pictures"):
        assert browser.get(reverse(f"billing:{name}", args=[document.pk])).status_code == 404


def test_a_draft_is_begun_with_one_click_from_a_client(browser, workspace, linde):
    answer = browser.post(reverse("billing:new"), {"client": linde.pk, "kind": "invoice"})
    made = Document.objects.get()
    assert answer.headers["Location"] == reverse("billing:edit", args=[made.pk])
    text = in_few_queries(browser, answer.headers["Location"])
    assert 'name="line_name"' in text


def test_a_draft_is_saved_with_numbers_as_people_write_them(browser, workspace, linde):
    document = draft(workspace, linde)
    line = document.lines.get()
    changes = {
        "line_id": [line.pk, ""],
        "line_name": ["Booking system", "Travel"],
        "line_description": ["", "By train"],
        "line_quantity": ["1.5", "2"],
        "line_unit": ["HUR", "C62"],
        "line_price": ["1.200,50", "€ 19.90"],
        "line_discount": ["", "10"],
        "line_rate": ["19", "7"],
        "discount_percent": "2,5",
    }
    answer = browser.post(reverse("billing:edit", args=[document.pk]), posted(document, **changes))
    assert answer.status_code == 302, answer.content.decode()
    rows = list(document.lines.values_list("pk", "quantity", "price", "vat_rate", "net"))
    assert rows[0] == (line.pk, Decimal("1.5"), Decimal("1200.5"), Decimal(19), Decimal("1800.75"))
    assert rows[1][1:] == (Decimal(2), Decimal("19.9"), Decimal(7), Decimal("35.82"))
    document.refresh_from_db()
    assert document.discount_percent == Decimal("2.5")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"line_price": ["many"]}, "“many” in line 1 is no number"),
        ({"line_name": [""], "line_price": ["10"]}, "Line 1 says nothing"),
        ({"line_rate": ["8"]}, "There was no tax rate of 8 %"),
        ({"seen": "2020-01-01T00:00:00+00:00"}, "Somebody else has saved this draft"),
    ],
)
def test_what_cannot_be_saved_is_told_and_everything_typed_stays(browser, workspace, linde, changes, words):
    document = draft(workspace, linde)
    answer = browser.post(reverse("billing:edit", args=[document.pk]), posted(document, intro="Dear Eva", **changes))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert words in text
    assert "Dear Eva" in text
    document.refresh_from_db()
    assert document.intro == ""


def test_lines_are_added_moved_and_removed_without_losing_what_was_typed(browser, workspace, linde):
    document = draft(workspace, linde)
    two = {
        "line_id": ["", ""],
        "line_name": ["First", "Second <b>"],
        "line_description": ["", ""],
        "line_quantity": ["1", "not yet"],
        "line_unit": ["HUR", "DAY"],
        "line_price": ["10", "20"],
        "line_discount": ["", ""],
        "line_rate": ["19", "19"],
    }
    url = reverse("billing:edit_lines", args=[document.pk])

    def names(deed: str) -> list[str]:
        text = browser.post(url, posted(document, **two, do=deed)).content.decode()
        return [part.partition('"')[0] for part in text.split('name="line_name" value="')[1:]]

    assert names("add") == ["First", "Second &lt;b&gt;", ""]
    assert names("up:1") == ["Second &lt;b&gt;", "First"]
    assert names("remove:0") == ["Second &lt;b&gt;"]
    assert "€23.80" in browser.post(url, posted(document, **two, do="remove:0")).content.decode()  # the sums of what is left
    assert names("remove:99") == ["First", "Second &lt;b&gt;"]
    assert document.lines.get().name == "Booking system"


def test_the_sums_follow_the_typing_and_nothing_is_saved(browser, workspace, linde):
    document = draft(workspace, linde)
    url = reverse("billing:edit_totals", args=[document.pk])
    text = browser.post(url, posted(document, line_quantity=["2"], discount_percent="10")).content.decode()
    assert "€171.36" in text  # 2 × 80, less 10 %, plus 19 %
    assert "€0.00" in browser.post(url, posted(document, line_price=["8x"])).content.decode()
    document.refresh_from_db()
    assert document.gross == Decimal(1190)


def test_without_script_a_line_is_added_by_the_same_button(browser, workspace, linde):
    document = draft(workspace, linde)
    text = browser.post(reverse("billing:edit", args=[document.pk]), posted(document, do="add")).content.decode()
    assert text.count('name="line_name"') == 2
    assert document.lines.count() == 1


def test_issuing_shows_what_goes_out_and_then_leads_to_sending(browser, workspace, linde):
    document = draft(workspace, linde)
    url = reverse("billing:issue", args=[document.pk])
    text = in_few_queries(browser, url)
    assert "INV-2026-0001" in text
    assert "Ready to issue" in text
    answer = browser.post(url, {"then": "send"})
    assert answer.headers["Location"] == reverse("billing:send", args=[document.pk])
    document.refresh_from_db()
    assert (document.number, document.state) == ("INV-2026-0001", DocumentState.ISSUED)
    assert browser.get(url).status_code == 302


def test_what_is_missing_is_listed_with_the_place_to_mend_it(browser, workspace, linde, seller):
    type(seller).objects.filter(pk=seller.pk).update(iban="", vat_id="", tax_number="")
    document = draft(workspace, linde)
    text = browser.get(reverse("billing:issue", args=[document.pk])).content.decode()
    assert "Not ready yet" in text
    assert reverse("billing:settings_section", args=["paying"]) + "#id_iban" in text
    assert reverse("billing:settings_section", args=["tax"]) + "#id_vat_id" in text


def test_files_are_handed_out_and_pictures_shown(browser, workspace, linde):
    document = draft(workspace, linde)
    pdf = browser.get(reverse("billing:document_pdf", args=[document.pk]))
    assert pdf.content.startswith(b"%PDF")
    assert "attachment" in pdf.headers["Content-Disposition"]
    assert "Page 1 of 1" in browser.get(reverse("billing:document_pictures", args=[document.pk])).content.decode()
    picture = browser.get(reverse("billing:document_picture", args=[document.pk, 1]))
    assert picture.content.startswith(b"\x89PNG")
    assert browser.get(reverse("billing:document_picture", args=[document.pk, 9])).status_code == 404
    assert browser.get(reverse("billing:document_xml", args=[document.pk])).status_code == 404
    done = issue.issue(workspace, document.pk, now=NOW)
    assert browser.get(reverse("billing:document_xml", args=[done.pk])).content == bytes(done.frozen.xml)
    assert browser.get(reverse("billing:document_pdf", args=[done.pk])).content == bytes(done.frozen.pdf)


def test_files_that_e_invoices_may_not_carry_are_refused(browser, workspace, linde):
    document = draft(workspace, linde)
    url = reverse("billing:attach", args=[document.pk])
    browser.post(url, {"file": SimpleUploadedFile("hours.pdf", b"%PDF-1.7 hours")})
    for name, content in (
        ("run.exe", b"MZ"),
        ("fake.pdf", b"<html>"),
        ("hours.pdf", b"%PDF-again"),
        ("big.pdf", b"%PDF" + b"x" * 6_000_000),
    ):
        browser.post(url, {"file": SimpleUploadedFile(name, content)})
    kept = document.attachments.get()
    assert (kept.name, bytes(kept.content)) == ("hours.pdf", b"%PDF-1.7 hours")
    got = browser.get(reverse("billing:attachment", args=[document.pk, kept.pk]))
    assert got.content == b"%PDF-1.7 hours"
    browser.post(reverse("billing:detach", args=[document.pk, kept.pk]))
    assert not document.attachments.exists()


def test_a_quote_is_answered_and_invoiced_on_its_page(browser, workspace, linde):
    quote = issued(workspace, linde, kind="quote", deposit_percent=Decimal(30))
    url = reverse("billing:document", args=[quote.pk])
    assert "What did they say?" in browser.get(url).content.decode()
    browser.post(reverse("billing:quote_answer", args=[quote.pk]), {"name": "Eva", "accepted": "1"})
    assert "The deposit of 30 %" in in_few_queries(browser, url)
    answer = browser.post(reverse("billing:quote_invoice", args=[quote.pk]), {"part": "deposit"})
    made = Document.objects.get(kind="deposit")
    assert answer.headers["Location"] == reverse("billing:edit", args=[made.pk])
    assert made.net == Decimal(300)


def test_an_invoice_is_corrected_on_its_page(browser, workspace, linde):
    document = issue.issue(workspace, draft(workspace, linde).pk, now=NOW)
    answer = browser.post(reverse("billing:correct", args=[document.pk]), {"how": "correct", "reason": "Wrong price"})
    again = Document.objects.get(state="draft")
    assert answer.headers["Location"] == reverse("billing:edit", args=[again.pk])
    document.refresh_from_db()
    assert document.state == DocumentState.CANCELLED
    text = browser.get(reverse("billing:document", args=[document.pk])).content.decode()
    assert "A credit note has taken all of it back" in text
    assert "CN-2026-0001" in text


def test_a_draft_is_copied_and_deleted(browser, workspace, linde):
    document = draft(workspace, linde)
    browser.post(reverse("billing:duplicate", args=[document.pk]))
    assert Document.objects.count() == 2
    browser.post(reverse("billing:delete", args=[document.pk]))
    assert not Document.objects.filter(pk=document.pk).exists()


def test_words_of_strangers_are_shown_as_words(browser, workspace, linde):
    quote = issued(workspace, linde, kind="quote", intro="<script>alert(1)</script>")
    quotes.decline_quote(workspace, quote.pk, name="<img src=x>", now=NOW)
    text = browser.get(reverse("billing:document", args=[quote.pk])).content.decode()
    assert "<img src=x>" not in text
    assert "<script>alert" not in text
