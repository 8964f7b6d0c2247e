"""The chat servers of the tests."""

from __future__ import annotations

import pytest

from freehold.integrations.ai.chat import PydanticAiChat
from tests.chat_server import hostile_chat_server, real_chat_server

__all__ = ["hostile_chat_server", "real_chat_server"]


@pytest.fixture
def chat() -> PydanticAiChat:
    return PydanticAiChat()
