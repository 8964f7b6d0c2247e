"""What the tests of clients start from."""

import pytest

from freehold.apps.clients import panels
from tests.apps.billing.conftest import browser, freelancer, linde, other_workspace, owner, seller, workspace

__all__ = ["browser", "freelancer", "linde", "other_workspace", "owner", "seller", "workspace"]


@pytest.fixture
def hooks(monkeypatch):
    """What money and the chat tell of a client, and nothing else: what others hook in costs queries of their own."""
    from freehold.apps.billing import client_timeline as money
    from freehold.apps.chatbot import client_timeline as chat

    monkeypatch.setattr("freehold.apps.clients.views.clients.panels", [])
    monkeypatch.setattr(panels, "timeline", [money.papers_and_payments, chat.conversations])
    monkeypatch.setattr(panels, "fates", [money.money_fates, chat.chat_fates])
    monkeypatch.setattr(panels, "forgetters", [money.forget_links, chat.forget_conversations])


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """Files of a test lie in a folder of its own."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
