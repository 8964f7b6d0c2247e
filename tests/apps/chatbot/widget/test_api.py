"""The visitor's addresses: what is answered, what is kept, and what is refused kindly."""

from __future__ import annotations

import json

import pytest

from freehold.apps.chatbot.models import Conversation, Message
from freehold.apps.chatbot.services import conversations, knowledge
from tests.apps.billing.conftest import NOW
from tests.apps.chatbot.widget.conftest import SHOP, Visitor

PRICE = "An hour costs €95 plus VAT."


@pytest.fixture
def known(workspace):
    return knowledge.save_entry(
        workspace,
        now=NOW,
        question="What does an hour cost?",
        phrasings=["How much is an hour?", "What is your hourly rate?", "hourly price", "What do you charge per hour?"],
        answer=PRICE,
        language="en",
    )


def test_a_question_is_answered_in_the_same_request_and_nothing_is_kept_in_cookies(visitor, known):
    assert visitor.open().status_code == 201
    answer = visitor.say("How much is an hour?")
    assert answer.status_code == 200
    said = answer.json()["messages"]
    assert [message["author"] for message in said] == ["visitor", "bot"]
    assert PRICE in said[1]["text"]
    assert said[1]["quotes"][0]["text"] in PRICE
    assert not answer.cookies
    assert not visitor.browser.cookies


def test_a_message_sent_again_under_its_key_is_stored_once(visitor):
    visitor.open()
    first = visitor.say("Hello, do you build websites?").json()
    again = visitor.say("Hello, do you build websites?").json()
    assert first["messages"][0]["number"] == again["messages"][0]["number"]
    assert Message.objects.filter(author="visitor").count() == 1


def test_a_person_can_be_asked_for_and_an_address_left(visitor):
    visitor.open()
    answer = visitor.post(f"{visitor.conversation}/person/").json()
    assert answer["state"] == "waiting"
    assert answer["expected_by"]
    assert answer["asks_contact"]
    kept = visitor.post(f"{visitor.conversation}/contact/", {"name": "Lena", "email": "lena@example.org"}).json()
    assert not kept["asks_contact"]
    row = Conversation.objects.get(public_id=visitor.conversation)
    assert (row.name, row.email) == ("Lena", "lena@example.org")


def test_a_persons_answer_carries_the_persons_name(visitor, owner):
    visitor.open()
    visitor.say("Can we talk?")
    row = Conversation.objects.get(public_id=visitor.conversation)
    conversations.reply(row, "Of course!", user=owner, key="r1", now=NOW)
    said = visitor.read().json()
    assert said["state"] == "human"
    assert [(message["text"], message["name"]) for message in said["messages"] if message["author"] == "human"] == [("Of course!", "Mara")]


def test_only_what_is_new_is_sent(visitor):
    visitor.open()
    last = visitor.say("Hello?").json()["messages"][-1]["number"]
    assert visitor.read(after=last).json()["messages"] == []
    assert len(visitor.read(after=last - 1).json()["messages"]) == 1


def test_a_conversation_can_be_ended_and_begun_anew_by_writing(visitor):
    visitor.open()
    visitor.say("Hello?")
    assert visitor.post(f"{visitor.conversation}/close/").json()["state"] == "closed"
    answer = visitor.say("One more thing", key="another-key").json()
    assert answer["conversation"] != visitor.conversation
    assert answer["state"] != "closed"


@pytest.mark.parametrize("secret", ["", "wrong", "x" * 5000])
def test_without_its_secret_a_conversation_is_not_there(visitor, secret):
    visitor.open()
    visitor.secret = secret
    for answer in (visitor.read(), visitor.say("Hello"), visitor.post(f"{visitor.conversation}/person/")):
        assert answer.status_code == 404
        assert answer.json()["what_to_do"]


def test_the_secret_of_another_conversation_opens_nothing(visitor, site):
    other = Visitor(site)
    visitor.open()
    other.open()
    visitor.secret = other.secret
    assert visitor.read().status_code == 404


def test_a_conversation_is_not_there_under_another_site(visitor, other_workspace):
    from freehold.apps.chatbot.services import sites

    foreign = sites.add_site(other_workspace, now=NOW, name="Another")
    visitor.open()
    visitor.site, visitor.origin = foreign, ""
    assert visitor.read().status_code == 404


@pytest.mark.parametrize("path", ["site/", "open/", "abc/messages/", "abc/close/"])
def test_a_site_that_is_off_answers_as_one_that_never_was(site, workspace, path):
    from freehold.apps.chatbot.services import sites

    sites.switch_site(workspace, site.pk, enabled=False, now=NOW)
    off = Visitor(site)
    site.public_id, never = "0123456789abcdef", Visitor(site)
    one, other = (who.get(path) if path == "site/" else who.post(path) for who in (off, never))
    assert one.status_code == other.status_code == 404
    assert one.content == other.content
    assert "Access-Control-Allow-Origin" not in one.headers


@pytest.mark.parametrize("body", [b"{", b"[]", b'"text"', b"\xff\xfe", b"[" * 20_000, b"null"])
def test_what_is_no_object_is_refused(visitor, body):
    visitor.open()
    answer = visitor.post(f"{visitor.conversation}/messages/", body=body)
    assert answer.status_code == 400
    assert answer.json()["error"]


@pytest.mark.parametrize(
    "data", [{"key": "a", "text": "x"}, {"text": "x"}, {"key": 7, "text": "x"}, {"key": "k" * 12, "text": ["x"]}, {"key": "k" * 12}]
)
def test_a_message_without_a_sound_key_or_text_is_refused(visitor, data):
    visitor.open()
    assert visitor.post(f"{visitor.conversation}/messages/", data).status_code == 400
    assert not Message.objects.filter(author="visitor").exists()


def test_a_megabyte_is_refused_before_it_is_read(visitor, monkeypatch):
    visitor.open()
    monkeypatch.setattr("freehold.apps.chatbot.views.public_call.json", None)
    answer = visitor.post(f"{visitor.conversation}/messages/", body=json.dumps({"key": "k" * 12, "text": "x" * 1_000_000}).encode())
    assert answer.status_code == 413
    assert "2,000" in answer.json()["what_to_do"]


def test_a_text_over_two_thousand_characters_is_refused_and_nothing_stored(visitor):
    visitor.open()
    assert visitor.say("x" * 2001).status_code == 400
    assert visitor.say("ü" * 2000).status_code == 200
    assert Message.objects.filter(author="visitor").count() == 1


def test_half_characters_and_nuls_are_stored_as_what_every_database_holds(visitor):
    visitor.open()
    answer = visitor.post(f"{visitor.conversation}/messages/", body=b'{"key": "kkkkkkkkkkkk", "text": "a\\u0000b \\ud800 c"}')
    assert answer.status_code == 200
    assert "\0" not in Message.objects.get(author="visitor").text


def test_errors_come_in_the_visitors_language(visitor, monkeypatch):
    from django.utils import translation

    seen = []
    monkeypatch.setattr("freehold.apps.chatbot.views.public.words", lambda name: seen.append(translation.get_language()) or {})
    visitor.get("site/?lang=de-AT,en")
    visitor.get("site/?lang=fr,en")
    visitor.get("site/?lang=" + "x," * 5000)
    assert seen == ["de", "en", "en"]


def test_how_it_looks_is_told_with_colours_that_can_be_read(visitor):
    answer = visitor.get("site/").json()
    assert answer["name"] == "Mara Winter"
    assert answer["style"].startswith(":host {")
    assert "AI" in answer["disclosure"]


def test_other_methods_are_refused(visitor):
    visitor.open()
    assert visitor.get("open/").status_code == 405
    assert visitor.browser.put(f"/ask/{visitor.site.public_id}/site/").status_code == 405


def test_with_a_model_the_answer_comes_in_pieces(transactional_db, visitor, workspace, monkeypatch):
    from freehold.apps.chatbot.models import ChatSite

    def slow(conversation_id, *, now, on_text=None):
        on_text("An hour ")
        on_text("costs €95.")
        return []

    monkeypatch.setattr(conversations, "answer_waiting", slow)
    ChatSite.objects.for_workspace(workspace).update(use_model=True)
    visitor.open()
    answer = visitor.say("How much?", Accept="application/x-ndjson, application/json")
    pieces = [json.loads(line) for line in b"".join(answer.streaming_content).splitlines()]
    assert pieces[:2] == [{"text": "An hour "}, {"text": "costs €95."}]
    assert pieces[2]["messages"][0]["author"] == "visitor"
    assert answer.headers["Access-Control-Allow-Origin"] == SHOP
