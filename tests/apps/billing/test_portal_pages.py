"""The client portal over HTTP: open by the token alone, closed to everything else, told to nobody."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone

from freehold.apps.billing.models import ClientQuestion, Document, QuoteAnswer
from freehold.apps.billing.services.drafts import new_draft
from tests.apps.billing.portal_samples import issued, link_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor():
    """A browser without any cookie; forms are checked as for everybody."""
    return Browser(enforce_csrf_checks=True)


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def invoice(workspace, seller, tulip, now):
    return issued(workspace, tulip, now=now)


@pytest.fixture
def quote(workspace, seller, tulip, now):
    return issued(workspace, tulip, kind="quote", now=now, valid_until=now.date() + timedelta(days=9))


@pytest.fixture
def path(workspace, seller, tulip, now):
    return link_to(workspace, tulip, now=now)[1]


def test_a_stranger_with_the_link_sees_the_papers_and_nobody_is_told(visitor, path, invoice, workspace):
    answer = visitor.get(path)
    assert answer.status_code == 200
    assert invoice.number in answer.text
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer["X-Robots-Tag"]
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies


def test_a_paper_shows_lines_sums_and_how_to_pay(visitor, path, invoice):
    text = visitor.get(f"{path}{invoice.pk}/").text
    assert "€200.00" in text
    assert "DE89 3704 0044 0532 0130 00" in text
    assert "Website &lt;b&gt;design&lt;/b&gt;" in text
    assert "<b>design" not in text
    invoice.refresh_from_db()
    assert invoice.seen_at


def test_files_are_those_that_were_issued(visitor, path, workspace, seller, tulip, now):
    invoice = issued(workspace, tulip, now=now, xml=True)
    pdf, xml = visitor.get(f"{path}{invoice.pk}/paper.pdf"), visitor.get(f"{path}{invoice.pk}/paper.xml")
    assert pdf.content == bytes(invoice.frozen.pdf)
    assert xml.content == bytes(invoice.frozen.xml)
    assert pdf["Content-Disposition"] == f'attachment; filename="{invoice.number}.pdf"'
    assert visitor.get(f"{path}{invoice.pk}/page-1.png").content.startswith(b"\x89PNG")
    assert visitor.get(f"{path}{invoice.pk}/page-9.png").status_code == 404


def test_a_quote_has_no_e_invoice(visitor, path, quote):
    assert visitor.get(f"{path}{quote.pk}/paper.xml").status_code == 404


def test_the_code_for_the_banking_app_is_a_picture(visitor, path, invoice, quote):
    answer = visitor.get(f"{path}{invoice.pk}/code.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer.text.startswith("<svg")
    assert visitor.get(f"{path}{quote.pk}/code.svg").status_code == 404


@pytest.mark.parametrize("token", ["x" * 43, "..", "%00"])
def test_a_wrong_link_gets_a_kind_page_and_no_hint(visitor, db, token):
    answer = visitor.get(f"/c/{token}/")
    assert answer.status_code == 404
    assert "Ask the person who sent it" in answer.text or token == ".."


def test_papers_of_others_and_drafts_are_not_there(visitor, path, workspace, linde, seller, tulip, now):
    theirs = issued(workspace, linde, now=now)
    draft = new_draft(workspace, kind="invoice", client_id=tulip.pk, now=now)
    for document in (theirs, draft):
        for ending in ("", "paper.pdf", "paper.xml", "page-1.png", "code.svg", "thanks/"):
            assert visitor.get(f"{path}{document.pk}/{ending}").status_code == 404
        for ending in ("answer/", "ask/", "pay/"):
            assert visitor.post(f"{path}{document.pk}/{ending}", {"text": "x", "name": "x"}).status_code == 404
    assert not ClientQuestion.objects.exists()


def test_a_link_to_one_paper_leads_there_and_to_no_statement(visitor, workspace, tulip, invoice, now):
    path = link_to(workspace, tulip, invoice, now=now)[1]
    answer = visitor.get(path)
    assert answer["Location"] == f"{path}{invoice.pk}/"
    assert visitor.get(f"{path}statement/").status_code == 404


def test_a_quote_is_accepted_with_a_name(visitor, path, quote):
    page = visitor.get(f"{path}{quote.pk}/").text
    assert quote.frozen.pdf_sha256 in page
    answer = visitor.post(f"{path}{quote.pk}/answer/", {"answer": "accept", "name": "Jan <i>", "seen": quote.frozen.pdf_sha256})
    assert answer.status_code == 302
    text = visitor.get(f"{path}{quote.pk}/").text
    assert "Accepted by Jan &lt;i&gt;" in text
    assert "Accept this quote" not in text
    assert QuoteAnswer.objects.get().address == "127.0.0.1"


def test_accepting_twice_gives_one_clear_sentence(visitor, path, quote):
    visitor.post(f"{path}{quote.pk}/answer/", {"answer": "accept", "name": "Jan"})
    again = visitor.post(f"{path}{quote.pk}/answer/", {"answer": "accept", "name": "Kim"})
    assert again.status_code == 422
    assert "This quote was accepted by Jan on" in again.text
    assert QuoteAnswer.objects.count() == 1


def test_a_quote_is_declined_with_a_reason(visitor, path, quote):
    visitor.post(f"{path}{quote.pk}/answer/", {"answer": "decline", "name": "Jan", "reason": "Not <now>"})
    assert Document.objects.get(pk=quote.pk).state == "declined"
    assert "Not &lt;now&gt;" in visitor.get(f"{path}{quote.pk}/").text


def test_what_was_typed_is_kept_when_the_answer_is_refused(visitor, path, quote):
    answer = visitor.post(f"{path}{quote.pk}/answer/", {"answer": "accept", "name": "", "reason": "With <pleasure>"})
    assert answer.status_code == 422
    assert "Write your name" in answer.text
    assert "With &lt;pleasure&gt;" in answer.text


def test_a_question_is_kept_and_shown_escaped(visitor, path, invoice):
    answer = visitor.post(f"{path}{invoice.pk}/ask/", {"name": "Jan", "text": "<script>alert(1)</script>"})
    assert answer.status_code == 302
    text = visitor.get(answer["Location"].partition("#")[0]).text
    assert "Your question was sent" in text
    assert "<script>alert" not in text


def test_reading_addresses_take_no_posts_and_writing_ones_no_gets(visitor, path, quote):
    assert visitor.post(path).status_code == 405
    assert visitor.get(f"{path}{quote.pk}/answer/").status_code == 405


def test_the_page_speaks_the_clients_language(visitor, workspace, seller, linde, now):
    issued(workspace, linde, now=now)
    path = link_to(workspace, linde, now=now)[1]
    assert '<html lang="de"' in visitor.get(path).text


def test_the_statement_lists_invoices(visitor, path, invoice):
    text = visitor.get(f"{path}statement/").text
    assert invoice.number in text


def test_a_drawing_as_logo_runs_nothing(visitor, path, seller):
    type(seller).objects.update(logo=b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", logo_type="image/svg+xml")
    answer = visitor.get(f"{path}logo")
    assert "script-src" not in answer["Content-Security-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    type(seller).objects.update(logo_type="text/html")
    assert visitor.get(f"{path}logo").status_code == 404


def test_without_a_provider_no_online_payment_is_offered_or_taken(visitor, path, invoice):
    assert "Pay online" not in visitor.get(f"{path}{invoice.pk}/").text
    answer = visitor.post(f"{path}{invoice.pk}/pay/")
    assert answer.status_code == 422
    assert "cannot be paid online" in answer.text


def test_a_long_list_asks_the_database_no_more_than_a_short_one(
    visitor, path, workspace, seller, tulip, now, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12):
        visitor.get(path)
    for _paper in range(4):
        issued(workspace, tulip, now=now)
    with django_assert_max_num_queries(12):
        visitor.get(path)
