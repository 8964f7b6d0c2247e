"""The tables of the chatbot."""

from freehold.apps.chatbot.models.conversation import Author, Conversation, ConversationState, Message
from freehold.apps.chatbot.models.knowledge import (
    EntryState,
    KnowledgeEntry,
    KnowledgePassage,
    KnowledgeSource,
    KnowledgeState,
    SourceState,
)
from freehold.apps.chatbot.models.model_turn import ModelTurn, ModelTurnOutcome
from freehold.apps.chatbot.models.site import ChatSite

__all__ = [
    "Author",
    "ChatSite",
    "Conversation",
    "ConversationState",
    "EntryState",
    "KnowledgeEntry",
    "KnowledgePassage",
    "KnowledgeSource",
    "KnowledgeState",
    "Message",
    "ModelTurn",
    "ModelTurnOutcome",
    "SourceState",
]
