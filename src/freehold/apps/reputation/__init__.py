"""Reputation: the signed work history."""
