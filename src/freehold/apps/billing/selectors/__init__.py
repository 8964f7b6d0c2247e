"""Reads of what is billed, paid and owed."""
