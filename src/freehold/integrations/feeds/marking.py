"""Marks English words of a source for translation where they are shown, without asking for Django's settings at import."""

from __future__ import annotations


def gettext_noop(message: str) -> str:
    """Return `message` as it is; the name makes `makemessages` collect it."""
    return message
