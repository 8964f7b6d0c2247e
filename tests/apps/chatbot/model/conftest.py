"""A workspace whose site asks a chat model, another one beside it, and a model that says what a test tells it to."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache

import numpy as np
import pytest

from freehold.apps.accounts.services import people
from freehold.apps.chatbot.models import Author, ChatSite, Conversation, KnowledgePassage, KnowledgeSource, Message, SourceState
from freehold.apps.chatbot.services import answerer, knowledge
from freehold.apps.opportunities.services import engine
from freehold.domain.retrieval.words import terms
from freehold.kit.ai import services as ai
from freehold.kit.ai.port import ChatReply
from freehold.kit.ai.services import asking
from freehold.kit.mailing.port import Slot
from tests.chat_server import hostile_chat_server, real_chat_server

__all__ = ["hostile_chat_server", "real_chat_server"]
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
ENTRIES = {
    "What is your hourly rate?": ("My rate is 85 EUR per hour.", ["How much do you charge per hour?", "hourly rate please"]),
    "How many revisions are included?": ("Two rounds of revisions are included.", ["number of revision rounds", "revisions in the price"]),
    "Do you offer refunds?": (
        "We do not offer refunds after the work has started, but unused hours are paid back.",
        ["Can I get my money back?", "refund please"],
    ),
    "When can you start?": ("I can start two weeks after the deposit.", ["earliest start date", "how soon can you begin"]),
}
PAGE = (
    (
        "A logo costs 500 EUR and a website costs 2,000 EUR. Invoices are due within 14 days. "
        "Write to anna@studio.example for a quote on larger projects."
    ),
    "The studio is in Cologne near the cathedral. Parking is behind the house.",
)


class WordVectors:
    """An embedder for tests: the sum of a fixed random direction for every stem, so that shared words are near."""

    name = "words"
    dimensions = 64

    def embed(self, texts):
        rows = []
        for text in texts:
            row = np.full(self.dimensions, 1e-3, dtype=np.float32)
            for term in terms(text):
                row += _direction(term)
            rows.append(row / np.linalg.norm(row))
        return np.array(rows, dtype=np.float32).reshape(len(rows), self.dimensions)


@cache
def _direction(term: str):
    return np.random.default_rng(zlib.crc32(term.encode())).standard_normal(64).astype(np.float32)


@dataclass(frozen=True)
class Place:
    """A workspace with its site."""

    workspace_id: int
    site: ChatSite
    clients: tuple[int, ...] = ()


class Puppet:
    """A chat model: `behave` gets the request and returns the object to answer with, a text, or an error to raise."""

    def __init__(self) -> None:
        self.behave: Callable = lambda request: {"action": "handover", "citations": [], "answer": ""}
        self.requests: list = []

    def complete(self, endpoint, request, *, on_text=None) -> ChatReply:
        import json

        self.requests.append(request)
        said = self.behave(request)
        if isinstance(said, BaseException):
            raise said
        text = said if isinstance(said, str) else json.dumps(said)
        if on_text is not None and request.schema is None:
            for at in range(0, min(len(text), 20_000), 7):
                on_text(text[at : at + 7])
        return ChatReply(text, said if isinstance(said, dict) else None, 100, 20)

    def models(self, endpoint) -> list[str]:
        return ["puppet"]


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(engine, "embedder", WordVectors)
    answerer.forget()
    yield
    answerer.forget()


@pytest.fixture
def puppet(monkeypatch) -> Puppet:
    model, slot = Puppet(), Slot("chat model")
    slot.use(model)
    monkeypatch.setattr(asking, "chat_model", slot)
    return model


def connect(workspace_id: int, **more) -> None:
    """Connect a chat model that may answer visitors."""
    facts = {"kind": "openai", "url": "http://127.0.0.1:11434/v1", "model": "puppet", "purposes": ("chatbot",), **more}
    ai.save_model(workspace_id, ai.ModelFacts(**facts), by="Mara", now=NOW)


def place(owner, name: str, entries=ENTRIES, page=PAGE) -> Place:
    """Make a workspace with approved knowledge, a page, a model and a site that asks it."""
    workspace = people.create_workspace(owner, name=name, country="DE", currency="EUR", now=NOW)
    knowledge.set_facts(workspace, [], now=NOW)
    for question, (answer, phrasings) in entries.items():
        knowledge.save_entry(workspace, question=question, phrasings=phrasings, answer=answer, language="en", now=NOW)
    add_page(workspace.pk, page)
    connect(workspace.pk)
    site = ChatSite.objects.create(
        workspace=workspace,
        public_id=f"site{workspace.pk}",
        name=name,
        enabled=True,
        use_model=True,
        model_daily_cap=100_000,
        created_at=NOW,
        changed_at=NOW,
    )
    return Place(workspace.pk, site)


def add_page(workspace_id: int, paragraphs) -> KnowledgeSource:
    source = KnowledgeSource.objects.create(
        workspace_id=workspace_id, title="prices", url="https://studio.example/prices", state=SourceState.READY, read_at=NOW, created_at=NOW
    )
    for position, text in enumerate(paragraphs):
        KnowledgePassage.objects.create(source=source, position=position, text=text)
    knowledge.bump(workspace_id)
    return source


_numbers = iter(range(10**9))


def conversation(site: ChatSite, *said: str, client_id: int | None = None, name: str = "") -> Conversation:
    """Begin a conversation in which the visitor has said these things; the last of them waits for an answer."""
    row = Conversation.objects.create(
        workspace_id=site.workspace_id,
        site=site,
        public_id=f"c{next(_numbers)}",
        secret_sha256="0" * 64,
        language="en",
        state="bot",
        client_id=client_id,
        name=name,
        started_at=NOW,
        last_at=NOW,
    )
    messages = [
        Message(conversation=row, number=number, author=Author.VISITOR, text=text, at=NOW + timedelta(seconds=number))
        for number, text in enumerate(said, start=1)
    ]
    Message.objects.bulk_create(messages)
    return row


@pytest.fixture
def owner(db):
    return people.create_owner(now=NOW, name="Mara")


@pytest.fixture
def studio(owner) -> Place:
    return place(owner, "Studio")
