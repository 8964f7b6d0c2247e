"""The client portal as services: links, answers to quotes, questions, what is seen."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from freehold.apps.billing.events import QuoteAccepted
from freehold.apps.billing.models import ClientQuestion, Document, PortalLink, QuoteAnswer
from freehold.apps.billing.portal_subscribers import draft_on_acceptance
from freehold.apps.billing.selectors import portal as reads
from freehold.apps.billing.selectors.portal_colours import _contrast, style
from freehold.apps.billing.selectors.portal_content import content_of
from freehold.apps.billing.services import portal
from freehold.apps.billing.services.drafts import new_draft
from freehold.apps.billing.services.portal_picture import picture
from freehold.domain.errors import UserError
from freehold.kit.audit.selectors import entries_of
from freehold.kit.mailing.models import OutgoingMail
from freehold.kit.outbox.models import Event
from tests.apps.billing.conftest import NOW, TODAY
from tests.apps.billing.portal_samples import issued, later, link_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def quote(workspace, seller, linde):
    return issued(workspace, linde, kind="quote", valid_until=TODAY + timedelta(days=30))


def test_a_link_is_stored_as_a_hash_only(workspace, seller, linde):
    _row, path = link_to(workspace, linde)
    token = path.split("/")[2]
    assert len(token) >= 43
    assert token not in str(PortalLink.objects.values().get())
    assert reads.link_by_token(token, NOW)


def test_a_link_ends_and_can_be_withdrawn(workspace, seller, linde):
    row, path = link_to(workspace, linde, days=10)
    token = path.split("/")[2]
    assert reads.link_by_token(token, later(days=10)) is None
    assert portal.withdraw_link(workspace, row.pk, now=NOW)
    assert reads.link_by_token(token, NOW) is None
    assert not portal.withdraw_link(workspace, row.pk, now=NOW)


@pytest.mark.parametrize("token", ["", "x" * 43, "\ud800" * 30, "x" * 5000])
def test_other_texts_open_nothing(db, token):
    assert reads.link_by_token(token, NOW) is None


def test_another_workspace_can_neither_make_nor_withdraw_a_link(workspace, other_workspace, seller, linde):
    row, _path = link_to(workspace, linde)
    with pytest.raises(UserError, match="not there"):
        portal.make_link(other_workspace, linde.pk, now=NOW)
    assert not portal.withdraw_link(other_workspace, row.pk, now=NOW)


def test_no_link_is_made_for_a_draft_or_anothers_paper(workspace, seller, linde, tulip):
    draft = new_draft(workspace, kind="invoice", client_id=linde.pk, now=NOW)
    theirs = issued(workspace, tulip)
    for document in (draft, theirs):
        with pytest.raises(UserError, match="Only an issued paper"):
            portal.make_link(workspace, linde.pk, document_id=document.pk, now=NOW)


def test_a_link_opens_the_issued_papers_of_its_client_only(workspace, seller, linde, tulip):
    mine, theirs = issued(workspace, linde), issued(workspace, tulip)
    draft = new_draft(workspace, kind="invoice", client_id=linde.pk, now=NOW)
    link, _path = link_to(workspace, linde)
    assert list(reads.papers(link)) == [mine]
    assert reads.paper(link, theirs.pk) is None
    assert reads.paper(link, draft.pk) is None


def test_a_link_to_one_paper_opens_no_other(workspace, seller, linde):
    first, second = issued(workspace, linde), issued(workspace, linde)
    link, _path = link_to(workspace, linde, first)
    assert reads.paper(link, first.pk)
    assert reads.paper(link, second.pk) is None


def test_an_accepted_quote_keeps_name_time_and_the_hash_of_what_was_accepted(workspace, seller, linde, quote):
    link, _path = link_to(workspace, linde, quote)
    answer = portal.answer_quote(link, quote.pk, accepted=True, name="  Vera   Linde ", now=NOW, address="192.0.2.7")
    quote.refresh_from_db()
    assert (answer.name, answer.at, answer.sha256, answer.address) == ("Vera Linde", NOW, quote.frozen.pdf_sha256, "192.0.2.7")
    assert (quote.state, quote.answered_at) == ("accepted", NOW)
    assert Event.objects.get(name="QuoteAccepted").payload["document_id"] == quote.pk
    assert entries_of(workspace.pk, action="quote.accepted").get().actor == "Vera Linde"
    assert "Vera Linde" in OutgoingMail.objects.get(kind="owner_note").subject


def test_a_declined_quote_keeps_the_reason(workspace, seller, linde, quote):
    link, _path = link_to(workspace, linde, quote)
    portal.answer_quote(link, quote.pk, accepted=False, name="Vera", reason="Too dear.", now=NOW)
    quote.refresh_from_db()
    assert quote.state == "declined"
    assert reads.answer_of(quote).reason == "Too dear."
    assert Event.objects.filter(name="QuoteDeclined").exists()


@pytest.mark.parametrize("again", [True, False])
def test_the_first_answer_stands_and_the_second_is_told_so_in_one_sentence(workspace, seller, linde, quote, again):
    link, _path = link_to(workspace, linde, quote)
    portal.answer_quote(link, quote.pk, accepted=True, name="Vera Linde", now=NOW)
    with pytest.raises(UserError, match=r"accepted by Vera Linde on Nov 22, 2026[^.]*\.$"):
        portal.answer_quote(link, quote.pk, accepted=again, name="Otto", now=NOW)
    assert QuoteAnswer.objects.count() == 1
    assert Event.objects.filter(name__startswith="Quote").count() == 1


def test_a_quote_that_ran_out_cannot_be_answered(workspace, seller, linde, quote):
    link, _path = link_to(workspace, linde, quote)
    assert reads.standing(quote, TODAY + timedelta(days=30)) == "waiting"
    with pytest.raises(UserError, match="no longer valid"):
        portal.answer_quote(link, quote.pk, accepted=True, name="Vera", now=later(days=31))
    quote.refresh_from_db()
    assert quote.state == "issued"


@pytest.mark.parametrize(("name", "seen", "why"), [(" ", "", "your name"), ("Vera", "0" * 64, "as it was issued")])
def test_an_answer_without_a_name_or_to_another_text_is_refused(workspace, seller, linde, quote, name, seen, why):
    link, _path = link_to(workspace, linde, quote)
    with pytest.raises(UserError, match=why):
        portal.answer_quote(link, quote.pk, accepted=True, name=name, seen_sha256=seen, now=NOW)
    assert not QuoteAnswer.objects.exists()


def test_an_invoice_and_anothers_quote_cannot_be_answered(workspace, seller, linde, tulip, quote):
    invoice = issued(workspace, linde)
    link, _path = link_to(workspace, tulip)
    for document in (quote, invoice):
        with pytest.raises(UserError, match="no quote here"):
            portal.answer_quote(link, document.pk, accepted=True, name="Vera", now=NOW)


def test_acceptance_begins_the_invoice_once(workspace, seller, linde, quote):
    link, _path = link_to(workspace, linde, quote)
    portal.answer_quote(link, quote.pk, accepted=True, name="Vera", now=NOW)
    for _time in range(2):
        draft_on_acceptance(QuoteAccepted(workspace.pk, quote.pk))
    (draft,) = Document.objects.filter(quote=quote)
    assert (draft.kind, draft.state, draft.net) == ("invoice", "draft", Decimal(200))


def test_acceptance_of_a_quote_with_a_deposit_begins_the_deposit_invoice(workspace, seller, linde):
    quote = issued(workspace, linde, kind="quote", deposit_percent=Decimal(30))
    link, _path = link_to(workspace, linde, quote)
    portal.answer_quote(link, quote.pk, accepted=True, name="Vera", now=NOW)
    draft_on_acceptance(QuoteAccepted(workspace.pk, quote.pk))
    draft = Document.objects.get(quote=quote)
    assert (draft.kind, draft.net) == ("deposit", Decimal(60))


def test_a_question_is_kept_and_told_to_the_owner(workspace, seller, linde, quote):
    link, _path = link_to(workspace, linde, quote)
    portal.ask(link, quote.pk, name="Vera", text="  When could you begin?\0 ", now=NOW)
    (question,) = reads.open_questions(workspace)
    assert (question.text, question.name) == ("When could you begin?", "Vera")
    mail = OutgoingMail.objects.get(kind="owner_note")
    assert mail.to == "mara@winter.example"
    assert "When could you begin?" in mail.text
    assert portal.mark_answered(workspace, question.pk, now=NOW)
    assert not reads.open_questions(workspace)


def test_a_question_counts_although_the_owner_has_no_usable_address(workspace, seller, linde, quote):
    type(seller).objects.update(email="nonsense")
    link, _path = link_to(workspace, linde, quote)
    portal.ask(link, quote.pk, name="", text="Hello?", now=NOW)
    assert ClientQuestion.objects.count() == 1
    assert not OutgoingMail.objects.exists()


def test_questions_are_not_endless_and_not_empty(workspace, seller, linde, quote):
    link, _path = link_to(workspace, linde, quote)
    with pytest.raises(UserError, match="Write your question"):
        portal.ask(link, quote.pk, name="", text=" \n", now=NOW)
    for number in range(portal.MOST_QUESTIONS_A_DAY):
        portal.ask(link, quote.pk, name="", text=f"Number {number}", now=NOW)
    with pytest.raises(UserError, match="several questions"):
        portal.ask(link, quote.pk, name="", text="One more", now=NOW)
    portal.ask(link, quote.pk, name="", text="Tomorrow", now=later(days=1, minutes=1))


def test_the_first_visit_is_noted_and_an_issued_paper_stays_as_it_is(workspace, seller, linde):
    invoice = issued(workspace, linde)
    link, _path = link_to(workspace, linde, invoice)
    portal.note_visit(link, invoice, now=NOW)
    portal.note_visit(link, invoice, now=later(hours=1))
    invoice.refresh_from_db()
    link.refresh_from_db()
    assert invoice.seen_at == NOW
    assert link.last_used_at == NOW or link.last_used_at == later(hours=1)


def test_how_to_pay_is_told_with_code_and_reference(workspace, seller, linde):
    invoice = issued(workspace, linde)
    transfer = reads.transfer_of(invoice, seller)
    assert (transfer.amount, transfer.iban) == (Decimal("238.000"), "DE89 3704 0044 0532 0130 00")
    assert transfer.reference.startswith("RF")
    assert "EUR238.00" in transfer.code
    Document.objects.filter(pk=invoice.pk).update(state="paid", open=0)
    invoice.refresh_from_db()
    assert reads.transfer_of(invoice, seller) is None


def test_what_stands_on_the_page_is_what_was_frozen(workspace, seller, linde):
    invoice = issued(workspace, linde)
    content = content_of(reads.frozen_of(invoice))
    assert [(line.name, line.amount, line.net) for line in content.lines] == [("Website <b>design</b>", "2 hours", Decimal(200))]
    assert (content.net, content.gross, content.due) == (Decimal(200), Decimal(238), Decimal(238))


def test_a_picture_is_shown_only_while_it_is_what_was_issued(workspace, seller, linde):
    invoice = issued(workspace, linde)
    png, pages = picture(invoice, page=1)
    assert png.startswith(b"\x89PNG")
    assert pages == 1
    assert picture(invoice, page=2) is None
    second = issued(workspace, linde)
    type(seller).objects.update(line1="Another street 9")
    assert picture(Document.objects.get(pk=second.pk), page=1) is None


@pytest.mark.parametrize("colour", ["#ffff00", "#000000", "#2f6b4f", "#ff00ff", "#ffffff", "red;}", ""])
def test_the_owners_colour_can_always_be_read(colour):
    text = style(colour)
    light = text.split("--brand: light-dark(")[1].split(",")[0]
    assert _contrast(light, "#fdfdfb") >= 4.5
    assert "red" not in text
