"""Reconciliation: which bank line pays which invoice, decided by rules that say why."""
