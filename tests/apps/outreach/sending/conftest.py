"""The mail account, the gate, the subscribers and the clock that sending is tested with."""

from __future__ import annotations

import pytest

from freehold.apps.outreach import subscribers
from freehold.apps.outreach.services.gate import outreach_gate
from freehold.kit.mailing import gates, port
from freehold.kit.mailing.services import accounts, sending
from tests.apps.outreach.conftest import NOW
from tests.apps.outreach.sending.world import Clock, Server, account_for


@pytest.fixture
def clock(monkeypatch) -> Clock:
    moved = Clock(NOW)
    monkeypatch.setattr(sending.timezone, "now", moved)
    assert subscribers.timezone.now is moved  # one and the same module
    return moved


@pytest.fixture
def gate(monkeypatch):
    monkeypatch.setattr(gates, "gates", [outreach_gate])


@pytest.fixture
def server(monkeypatch, clock) -> Server:
    double = Server(clock, lambda: "", [])
    slot = port.Slot("mail sender")
    slot.use(double)
    for module in (sending, accounts):
        monkeypatch.setattr(module, "mail_sender", slot)
    return double


@pytest.fixture
def account(workspace, gate):
    return account_for(workspace, NOW)
