"""Greenhouse, behind the careers pages of many companies."""
