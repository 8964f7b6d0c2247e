"""What the tests of conversations start from: a site, a visitor, an answerer that knows three things."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from freehold.apps.chatbot.models import ChatSite
from freehold.apps.chatbot.services import bot
from freehold.apps.chatbot.services import conversations as services
from freehold.domain.retrieval import Answer, Quote
from freehold.kit.mailing.models import MailAccount
from tests.apps.billing.conftest import browser, freelancer, linde, other_workspace, owner, workspace

__all__ = ["browser", "freelancer", "linde", "other_workspace", "owner", "workspace"]

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""A Monday morning."""
PRICE = "A logo costs 800 EUR, two rounds of changes included."


class Knows:
    """An answerer of three sentences. It counts how often it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def ask(self, question: str, *, asked_again: bool = False, **_more: object) -> Answer:
        self.asked.append(question)
        small = question.lower()
        if "cost" in small or "price" in small or "kostet" in small:
            return Answer("answer", (Quote(PRICE, "Prices", "https://mara.example/prices", "e1"),), 0.93, "entry", "e1")
        if "maybe" in small and not asked_again:
            return Answer("rephrase", (), 0.4, "unsure", "e1")
        return Answer("handover", (), 0.1, "unknown", "e1")


@pytest.fixture
def site(workspace):
    workspace.time_zone = "Europe/Berlin"
    workspace.save()
    MailAccount.objects.create(workspace=workspace, from_address="mara@winter.example", host="smtp.winter.example", created_at=NOW)
    return ChatSite.objects.create(
        workspace=workspace,
        public_id="site1",
        name="Mara's studio",
        enabled=True,
        languages=["en", "de"],
        hours={day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")},
        reply_hours=4,
        notify="mara@winter.example",
        created_at=NOW,
        changed_at=NOW,
    )


@pytest.fixture
def knows(monkeypatch):
    """The answerer in place of the real one, which takes a second to build."""
    found = Knows()
    monkeypatch.setattr(bot, "answerer_of", lambda _workspace_id, *, now: found)
    return found


@pytest.fixture
def talk(site, knows):
    """A conversation that was just begun."""
    return services.open_conversation(site, language="en", now=NOW).conversation


def say(conversation, text, *, key=None, now=NOW):
    """The visitor writes and the bot has its turn; return what came of it."""
    message = services.post_message(conversation, text, key=key or f"key-{text[:40]}", now=now)
    return services.answer_waiting(message.conversation_id, now=now)


def lines(conversation):
    """Return who said what, in order."""
    return [(one.author, one.action or one.why) for one in conversation.messages.order_by("number")]
