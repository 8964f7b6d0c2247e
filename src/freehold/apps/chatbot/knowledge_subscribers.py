"""Handlers of events for what is known. Each only enqueues a task: a handler holds a transaction."""

from __future__ import annotations

from freehold.apps.chatbot.events import ConversationClosed
from freehold.apps.chatbot.tasks import knowledge as tasks


def learn_from_closed(event: ConversationClosed) -> None:
    """Have answers proposed from a conversation that a person solved."""
    tasks.propose.enqueue(event.conversation_id)
