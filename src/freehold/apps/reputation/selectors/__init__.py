"""Reads of reputation."""

from freehold.apps.reputation.selectors.keys import public_fingerprint

__all__ = ["public_fingerprint"]
