"""Reconciliation: which bank line pays which invoice, decided by rules that say why."""

from freehold.domain.reconciliation.decision import Allocation, Decision, Suggestion, Why
from freehold.domain.reconciliation.matcher import reconcile

__all__ = ["Allocation", "Decision", "Suggestion", "Why", "reconcile"]
