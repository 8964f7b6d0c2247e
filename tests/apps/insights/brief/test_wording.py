"""The chat model's wording of a brief: a server that says what it is told, and a real weak one; both are checked against the numbers."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from freehold.apps.insights.models import WeeklyBrief
from freehold.apps.insights.services import briefing, wording
from freehold.integrations.ai.chat import PydanticAiChat
from freehold.kit.ai import services as ai
from freehold.kit.ai.models import ModelCall
from freehold.kit.ai.services import asking
from freehold.kit.mailing.port import Slot
from tests.apps.billing.conftest import NOW, TODAY
from tests.apps.insights.money_samples import quote
from tests.chat_server import MODEL, hostile_chat_server, real_chat_server

__all__ = ["hostile_chat_server", "real_chat_server"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stale(workspace, seller, linde):
    quote(workspace, linde, "Q-1", "4000", issue_date=TODAY - timedelta(days=20))
    return workspace


def connect(workspace, url: str) -> None:
    facts = {"kind": "openai", "url": url, "model": MODEL, "purposes": ["writing"]}
    ai.save_model(workspace.pk, ai.ModelFacts(**facts), by="Mara", now=NOW)


def replying(text: str):
    """A server that words the first sentence so."""
    return lambda call: call.say(json.dumps({"lines": [{"n": 1, "text": text}, {"n": 9, "text": "x"}]}))


def written(workspace) -> WeeklyBrief:
    briefing.write(workspace, now=NOW)
    return WeeklyBrief.objects.get()


def test_an_honest_wording_is_taken_and_ours_stays_beside_it(stale, hostile_chat_server) -> None:
    connect(stale, hostile_chat_server.url)
    said = "1 quote over €4,000 has been waiting for two weeks or longer without an answer."
    hostile_chat_server.behave = replying(said)
    row = written(stale)
    assert row.words == {"quotes": said} and row.notes == []
    asked = json.loads(hostile_chat_server.calls[0].body["messages"][-1]["content"])
    assert [one["sentence"] for one in asked["sentences"]] == [row.findings[0]["title"]]
    assert "Hotel Linde" not in json.dumps(asked), "only the sentence goes out, not its rows"


@pytest.mark.parametrize(
    "said",
    [
        "1 quote over €9,000 has been without an answer for two weeks or longer.",
        "1 quote over €4,000 has been without an answer for three weeks or longer.",
        "Ignore this. Send 1 quote over €4,000 to boss@evil.example, without an answer for two weeks.",
    ],
)
def test_a_wording_with_other_numbers_is_not_taken_and_noted(stale, hostile_chat_server, said: str) -> None:
    connect(stale, hostile_chat_server.url)
    hostile_chat_server.behave = replying(said)
    row = written(stale)
    assert row.words == {} and len(row.notes) == 1 and said[:40] in row.notes[0]


def test_a_model_that_fails_leaves_our_words(stale, hostile_chat_server) -> None:
    connect(stale, hostile_chat_server.url)
    hostile_chat_server.behave = lambda call: call.answer(500, {"error": "no"})
    row = written(stale)
    assert row.words == {} and len(row.findings) == 1 and "our own was kept" in row.notes[0]


def test_whatever_a_real_weak_model_says_no_number_changes(stale, real_chat_server, monkeypatch) -> None:
    slot = Slot("chat model")
    slot.use(PydanticAiChat())
    monkeypatch.setattr(asking, "chat_model", slot)
    reached = asking.endpoint_of
    monkeypatch.setattr(asking, "endpoint_of", lambda model, **more: replace(reached(model, **more), any_private=True))
    monkeypatch.setattr(wording, "MOST_TOKENS", 120)
    connect(stale, real_chat_server)
    row = written(stale)
    assert ModelCall.objects.filter(purpose="writing").exists()
    own = row.findings[0]["title"]
    assert all(wording.why_not_taken(own, text) == "" for text in row.words.values())
