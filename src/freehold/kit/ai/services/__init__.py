"""The writes of the chat model's settings and ledger, and the one way to ask it."""

from __future__ import annotations

from freehold.kit.ai.services.asking import BudgetSpent, ask
from freehold.kit.ai.services.ledger import forget_call, forget_calls
from freehold.kit.ai.services.settings import ModelFacts, check_model, choose_model, remove_model, save_model, switch

__all__ = [
    "BudgetSpent",
    "ModelFacts",
    "ask",
    "check_model",
    "choose_model",
    "forget_call",
    "forget_calls",
    "remove_model",
    "save_model",
    "switch",
]
