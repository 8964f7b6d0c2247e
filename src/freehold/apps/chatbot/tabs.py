"""The tabs of the place “Clients”: who they are, what they ask, what is answered, and where they can ask."""

from __future__ import annotations

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _


def tabs(current: str) -> list[dict[str, Any]]:
    """Return the tabs for cotton's `tabs`; `current` is one of the keys below."""
    every = (
        ("clients", _("Clients"), "clients:list"),
        ("people", _("Whom to approach"), "outreach:people"),
        ("outreach", _("Outreach"), "outreach:campaigns"),
        ("conversations", _("Conversations"), "chatbot:conversations"),
        ("answers", _("Answers"), "chatbot:knowledge"),
        ("sites", _("Widget"), "chatbot:sites"),
    )
    found = ((key, label, _address(name)) for key, label, name in every)
    return [{"label": label, "url": url, "current": key == current, "count": None} for key, label, url in found if url]


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:  # an installation without those pages
        return ""
