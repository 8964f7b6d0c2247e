"""A workspace with a mail account, a sender that does as it is told, and a clock that can be moved."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from freehold.apps.accounts import selectors
from freehold.apps.accounts.services import people
from freehold.kit.mailing import gates, port, services
from freehold.kit.mailing.models import MailAccount, OutgoingMail
from freehold.kit.mailing.services import sending
from freehold.kit.mailing.services.accounts import AccountFacts

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _no_gates(monkeypatch):
    """What apps say about adverts right before they leave is tested with them."""
    monkeypatch.setattr(gates, "gates", [])


class StandIn:
    """A mail server in one object: `answers` are what it does with the coming mails, then it takes them."""

    def __init__(self) -> None:
        self.answers: list[object] = []
        self.taken: list[port.MailMessage] = []
        self.servers: list[port.MailServer] = []
        self.after_data = False

    def send(self, server, message, *, before_data) -> None:
        self.servers.append(server)
        answer = self.answers.pop(0) if self.answers else None
        if answer is not None and not self.after_data:
            self.play(answer)
        before_data()
        if answer is not None:
            self.play(answer)
        self.taken.append(message)

    def play(self, answer) -> None:
        if isinstance(answer, BaseException):
            raise answer
        answer()

    def check(self, server) -> None:
        if self.answers:
            self.play(self.answers.pop(0))


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock(monkeypatch) -> Clock:
    moved = Clock()
    monkeypatch.setattr(sending.timezone, "now", moved)
    return moved


@pytest.fixture
def sender(monkeypatch) -> StandIn:
    stand_in = StandIn()
    slot = port.Slot("mail sender")
    slot.use(stand_in)
    for module in (sending, services.accounts):
        monkeypatch.setattr(module, "mail_sender", slot)
    return stand_in


def new_workspace(name: str = "Lind"):
    owner = selectors.owner() or people.create_owner(now=NOW, name="Mara Lind")
    return people.create_workspace(owner, name=name, now=NOW)


@pytest.fixture
def workspace(db):
    return new_workspace()


def facts(**more) -> AccountFacts:
    given = {
        "from_name": "Mara Lind",
        "from_address": "mara@studio.example",
        "host": "smtp.example.com",
        "port": 587,
        "security": "starttls",
    }
    return AccountFacts(**{**given, "user": "mara@studio.example", "password": "geheim", **more})


@pytest.fixture
def account(workspace) -> MailAccount:
    return services.save_account(workspace.pk, facts(), by="Mara", now=NOW)


@pytest.fixture
def approved(workspace) -> None:
    services.approve_kind(workspace.pk, "invoice", by="Mara", now=NOW)


def put(workspace, key: str = "invoice:1", **more) -> OutgoingMail:
    """Queue a mail in a transaction of its own."""
    given = {"kind": "invoice", "to": "books@client.example", "subject": "Invoice 1", "text": "Hello", "now": NOW, **more}
    with transaction.atomic():
        return services.queue(workspace.pk, key=key, **given)


def state_of(mail: OutgoingMail) -> str:
    mail.refresh_from_db()
    return mail.state
