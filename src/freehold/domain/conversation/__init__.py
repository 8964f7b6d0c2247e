"""Conversations: who has the word, when a person answers, what a brief asks for. Pure rules without clock or storage."""

from freehold.domain.conversation.machine import Refused, Standing, State, Step, step

__all__ = ["Refused", "Standing", "State", "Step", "step"]
