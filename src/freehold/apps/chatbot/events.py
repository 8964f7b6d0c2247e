"""What happens in conversations, told to whoever subscribes (config/wiring lists them)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ConversationHandedOver:
    """A conversation waits for a person."""

    workspace_id: int
    conversation_id: int


@dataclass(frozen=True, slots=True)
class PersonReplied:
    """A person has answered in a conversation; `number` is the message's."""

    workspace_id: int
    conversation_id: int
    number: int


@dataclass(frozen=True, slots=True)
class ConversationClosed:
    """A conversation is over."""

    workspace_id: int
    conversation_id: int


@dataclass(frozen=True, slots=True)
class BriefTaken:
    """A visitor has said what they need, when, for how much, and how to reach them."""

    workspace_id: int
    conversation_id: int
