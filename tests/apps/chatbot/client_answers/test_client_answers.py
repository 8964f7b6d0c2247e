"""A client is told where their own papers stand, in words that stand on their own pages, and nothing about anybody else's."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client as Browser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from freehold.apps.billing.services import portal
from freehold.apps.chatbot.models import Author, Conversation
from freehold.apps.chatbot.services import conversations
from freehold.apps.chatbot.services.client_answers import client_answer
from freehold.apps.chatbot.services.client_answers_words import WORDS
from tests.apps.chatbot.client_answers.conftest import NOW, issued, pay, project_of, talk_of

pytestmark = pytest.mark.django_db
CANNOT_SEE = WORDS["cannot_see"]["en"]


def seen(path: str) -> str:
    """Return what a page shows as text."""
    page = Browser().get(path).content.decode()
    page = re.sub(r"<(script|style)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).replace("\xa0", " ").split())


def page_of(talk, origin: str) -> str:
    kind, _sign, key = origin.partition(":")
    return {"home": talk.path, "statement": f"{talk.path}statement/", "document": f"{talk.path}{key}/"}[kind]


def facts_of(text: str) -> list[str]:
    """Return the amounts, numbers and dates in a sentence."""
    plain = text.replace("\xa0", " ")
    dates = r"\d{1,2}\. \w+ \d{4}|\w{3,9}\.? \d{1,2}, \d{4}|\d{2}[./]\d{2}[./]\d{4}"
    return re.findall(rf"{dates}|[€$]\d[\d,.]*\d|\d[\d.,]*\d €|\d{{4}}-\d{{4}}", plain)


@pytest.fixture
def papers(workspace, seller, tulip):
    first = issued(workspace, tulip, title="Logo", price="100.00")
    second = issued(workspace, tulip, title="Website", price="250.50")
    quote = issued(workspace, tulip, kind="quote", title="Catalogue", price="900.00", valid_until=NOW.date() + timedelta(days=9))
    pay(workspace, first, "200.00")
    return SimpleNamespace(first=first, second=second, quote=quote)


QUESTIONS = [
    "Is invoice {first} paid?", "Is my logo invoice paid?", "Is my last invoice paid?", "Are my invoices paid?", "Have you received my payment?",
    "What do I owe?", "When is it due?", "Can you send me invoice {second} again?", "I lost my invoices", "What did you quote?",
    "Is my quote still valid?", "Is the invoice for the website paid?", "{second}?",
]  # fmt: skip


def test_every_fact_that_is_told_stands_on_the_page_it_is_taken_from(talk, papers, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    for language in ("en", "de"):
        Conversation.objects.update(language=language)
        talk.row.refresh_from_db()
        talk.link.client.language = language
        talk.link.client.save()
        for question in QUESTIONS:
            answer = talk.ask(question.format(first=papers.first.number, second=papers.second.number))
            assert answer is not None and answer.action == "answer", question
            assert any(facts_of(quote.text) for quote in answer.quotes), question
            for quote in answer.quotes:
                page = seen(page_of(talk, quote.origin))
                facts = facts_of(quote.text)
                assert [fact for fact in facts if fact not in page] == [], (language, quote.text)
                assert quote.origin in {"home", "statement"} or quote.source in page


def test_where_an_invoice_stands(talk, papers):
    assert talk.said(f"Is invoice {papers.first.number} paid?") == (
        f"Invoice {papers.first.number} · Logo: Paid. €200.00 was received on Nov. 22, 2026."
    )
    assert talk.said("is my website invoice paid?") == f"Invoice {papers.second.number} · Website: To be paid. €501.00, due Dec. 6, 2026."
    answer = talk.ask("Is it paid?")
    assert [quote.origin for quote in answer.quotes] == ["home", f"document:{papers.second.pk}", f"document:{papers.first.pk}"]
    assert answer.quotes[0].text == WORDS["several"]["en"]


def test_what_is_owed_and_when_it_is_due(talk, papers, workspace):
    assert talk.said("What do I owe?").splitlines()[0] == "To be paid: €501.00"
    assert talk.said("When do I have to pay?") == f"Invoice {papers.second.number} · Website is due Dec. 6, 2026: €501.00."
    pay(workspace, papers.second, "501.00")
    assert talk.said("What do I owe?") == talk.said("When is it due?") == "Nothing is to be paid."
    assert "Paid." in talk.said(f"when is {papers.first.number} due")


def test_payments_are_told_as_the_statement_shows_them(talk, papers):
    answer = talk.ask("Have you received my payment?")
    assert [(quote.text, quote.origin) for quote in answer.quotes] == [("A payment of €200.00 is booked on 11/22/2026.", "statement")]


def test_a_payment_that_is_not_there_is_not_promised(talk, workspace, tulip):
    issued(workspace, tulip)
    text = talk.said("did you get my transfer?")
    assert text.startswith(WORDS["no_payment"]["en"]) and "€200.00" in text


def test_an_invoice_again_leads_to_its_page(talk, papers):
    answer = talk.ask(f"Please send me invoice {papers.first.number} again")
    assert [quote.origin for quote in answer.quotes] == [f"document:{papers.first.pk}"]
    assert [quote.origin for quote in talk.ask("Can I have the quote again?").quotes] == [f"document:{papers.quote.pk}"]


def test_what_was_quoted(talk, papers):
    assert talk.said("What did you quote?") == (
        f"Quote {papers.quote.number} · Catalogue: €1,800.00. Waits for your answer, valid until Dec. 1, 2026."
    )


def test_how_far_a_project_is_and_its_hours(talk, workspace, tulip):
    project_of(workspace, tulip, "Logo", note="Second draft is with you.", minutes=750, budget="20")
    project_of(workspace, tulip, "Website", note="Texts are missing.", minutes=60)
    assert talk.said("How far is the logo?") == "Logo: Second draft is with you."
    assert talk.said("How many hours so far for the logo?") == "Logo: 12.5 hours so far, of 20 planned."
    assert [quote.source for quote in talk.ask("How is my project going?").quotes] == ["Papers", "Website", "Logo"]
    assert talk.said("Which hours so far?").count("hours so far") == 2


def test_a_project_without_a_word_about_it_is_a_persons_to_answer(talk, workspace, tulip):
    project_of(workspace, tulip, "Logo")
    assert talk.ask("How far is my logo?").action == "handover"
    assert talk.ask("How many hours have you worked for us?").action == "handover"
    project_of(workspace, tulip, "Card", closed_at=NOW)
    assert talk.said("Is the card finished?") == "Card is finished."


def test_more_than_five_are_not_listed(talk, workspace, tulip):
    for number in range(7):
        issued(workspace, tulip, title=f"Part {number}")
    assert len(talk.ask("Are my invoices paid?").quotes) == 6


def test_nothing_of_theirs_goes_to_a_person_and_a_general_question_to_the_knowledge(talk):
    assert talk.ask("Is my invoice paid?").action == "handover"
    assert talk.ask("When are invoices due?") is None
    assert talk.ask("What does a logo cost?") is None
    assert talk.ask("Hello") is None


def test_a_german_client_is_answered_in_german(site, workspace, seller, linde):
    talk = talk_of(site, workspace, linde, language="de")
    invoice = issued(workspace, linde, title="Schilder")
    assert talk.said("Ist meine Rechnung bezahlt?").replace("\xa0", " ") == (
        f"Rechnung {invoice.number} · Schilder: Zu zahlen. 238,00 €, fällig am 6. Dezember 2026."
    )


def test_a_link_to_one_paper_tells_of_that_paper_only(site, workspace, seller, tulip, papers):
    project_of(workspace, tulip, "Logo", note="Done.", minutes=60)
    talk = talk_of(site, workspace, tulip, document=papers.second)
    assert talk.ask(f"Is invoice {papers.first.number} paid?").quotes[0].text == CANNOT_SEE
    assert [quote.origin for quote in talk.ask("Is my invoice paid?").quotes] == [f"document:{papers.second.pk}"]
    assert talk.ask("How far is my logo?").action == "handover"
    assert "statement" not in {quote.origin for quote in talk.ask("Have you received my payment?").quotes}


def test_who_did_not_come_by_a_good_link_is_told_nothing(site, workspace, seller, tulip, papers, talk):
    stranger = conversations.open_conversation(site, language="en", now=NOW).conversation
    assert client_answer(stranger, "What do I owe?", now=NOW) is None
    merely_named = conversations.open_conversation(site, language="en", client_id=tulip.pk, now=NOW).conversation
    assert client_answer(merely_named, "What do I owe?", now=NOW) is None
    assert talk.ask("What do I owe?", now=NOW + timedelta(days=401)) is None
    assert talk.ask("What do I owe?") is not None
    portal.withdraw_link(workspace, talk.link.pk, now=NOW)
    assert talk.ask("What do I owe?") is None


def test_a_link_of_somebody_else_is_no_key(site, workspace, seller, tulip, linde, papers, talk):
    Conversation.objects.filter(pk=talk.row.pk).update(client=linde)
    talk.row.refresh_from_db()
    assert talk.ask("What do I owe?") is None


def test_a_continued_conversation_keeps_the_link(talk, papers, owner):
    conversations.close(talk.row, user=owner, now=NOW)
    talk.row.refresh_from_db()
    following = conversations.post_message(talk.row, "What do I owe?", key="again", now=NOW).conversation
    assert "€501.00" in client_answer(following, "What do I owe?", now=NOW).quotes[0].text


def test_the_bot_answers_with_it(talk, papers):
    conversations.post_message(talk.row, "Is invoice " + papers.first.number + " paid?", key="one", now=NOW)
    answered = conversations.answer_waiting(talk.row.pk, now=NOW)
    assert [message.author for message in answered] == [Author.BOT]
    assert "Paid." in answered[0].text and answered[0].quotes[0]["origin"] == f"document:{papers.first.pk}"


THEIRS = ("Zyxomark", "777", "Linde", "Hotel")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_nothing_of_another_client_is_ever_told(talk, papers, workspace, linde, data):
    theirs = issued(workspace, linde, title="Zyxomark cards", price="777.00")
    hidden = issued(workspace, linde, kind="quote", title="Zyxomark site", price="777.00")
    project_of(workspace, linde, "Zyxomark", note="Zyxomark is late.", minutes=777)
    named = [theirs.number, hidden.number, str(theirs.pk), str(hidden.pk), "Zyxomark", "Hotel Linde GmbH", str(linde.pk), "1' OR 1=1 --"]
    pattern = data.draw(
        st.sampled_from([*QUESTIONS, "How far is {x}?", "Hours for {x}?", "Is invoice {x} paid?", "quote {x}?", "my invoice {x}"])
    )
    name = data.draw(st.sampled_from(named) | st.integers(0, 10**6).map(str) | st.text(max_size=20))
    question = pattern.replace("{x}", name).replace("{first}", name).replace("{second}", name)
    answer = talk.ask(question)
    words = "" if answer is None else " ".join(f"{quote.text} {quote.source} {quote.origin}" for quote in answer.quotes)
    mine = {papers.first.number, papers.second.number, papers.quote.number}
    assert not [mark for mark in THEIRS if mark in words], (question, words)
    assert {number for number in (theirs.number, hidden.number) if number in words} <= mine
    assert set(re.findall(r"document:(\d+)", words)) <= {str(papers.first.pk), str(papers.second.pk), str(papers.quote.pk)}


def test_a_typed_number_of_another_client_is_the_same_as_one_that_nobody_has(talk, papers, workspace, linde):
    theirs = issued(workspace, linde, title="Zyxomark")
    for question in ("Is invoice {} paid?", "When is {} due?", "Please send me invoice {} again", "invoice {}?", "What do I owe for {}?"):
        known, unknown = talk.ask(question.format(theirs.number)), talk.ask(question.format("2031-9999"))
        assert known == unknown and known.quotes[0].text == CANNOT_SEE
