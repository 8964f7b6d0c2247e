"""A workspace with a chat model, and a model that says what it is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from freehold.apps.accounts import selectors
from freehold.apps.accounts.services import people
from freehold.kit.ai import services
from freehold.kit.ai.models import ChatModelSettings
from freehold.kit.ai.port import ChatReply, ChatRequest, Endpoint, Turn
from freehold.kit.ai.services import asking
from freehold.kit.ai.services import settings as settings_services
from freehold.kit.mailing.port import Slot
from tests.chat_server import hostile_chat_server, real_chat_server

__all__ = ["hostile_chat_server", "real_chat_server"]
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
HELLO = ChatRequest("Be kind.", (Turn("user", "Hello"),), max_tokens=100)


class StandIn:
    """A chat model in one object: `answers` are what it does with the coming requests, then it says "yes"."""

    def __init__(self) -> None:
        self.answers: list[Exception | ChatReply | Callable[[], ChatReply]] = []
        self.asked: list[tuple[Endpoint, ChatRequest]] = []
        self.pieces: list[str] = []
        self.offered: list[str] | Exception = ["small", "large"]

    def complete(self, endpoint, request, *, on_text=None) -> ChatReply:
        self.asked.append((endpoint, request))
        for piece in self.pieces if on_text else ():
            on_text(piece)
        answer = self.answers.pop(0) if self.answers else ChatReply("yes", input_tokens=10, output_tokens=2)
        if isinstance(answer, BaseException):
            raise answer
        return answer() if callable(answer) else answer

    def models(self, endpoint) -> list[str]:
        self.asked.append((endpoint, None))
        if isinstance(self.offered, Exception):
            raise self.offered
        return self.offered


@pytest.fixture
def stand_in(monkeypatch) -> StandIn:
    model = StandIn()
    slot = Slot("chat model")
    slot.use(model)
    for module in (asking, settings_services):
        monkeypatch.setattr(module, "chat_model", slot)
    return model


def new_workspace(name: str = "Lind"):
    owner = selectors.owner() or people.create_owner(now=NOW, name="Mara Lind")
    return people.create_workspace(owner, name=name, now=NOW)


def facts(**more) -> services.ModelFacts:
    given = {"kind": "openai", "url": "http://127.0.0.1:11434/v1", "model": "small", "purposes": ("assistant", "chatbot")}
    return services.ModelFacts(**{**given, **more})


def priced(**more) -> services.ModelFacts:
    """Return facts of a model that costs 10 for a million tokens read and 20 for a million written."""
    return facts(price_input=Decimal(10), price_output=Decimal(20), **more)


@pytest.fixture
def workspace(db):
    return new_workspace()


@pytest.fixture
def model(workspace) -> ChatModelSettings:
    return services.save_model(workspace.pk, facts(), by="Mara", now=NOW)
