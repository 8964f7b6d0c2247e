"""What other apps show on a client's page and in the list; wiring fills both, so that this app knows none of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from freehold.apps.clients.models import Client

ListNotes = Callable[[Any, Iterable[int]], dict[int, str]]


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of a client's page: a template with its context."""

    template: str
    context: dict[str, Any]


panels: list[Callable[[Any, Client], Panel | None]] = []
"""Each is called with the request and the client, and returns its part of the page."""

place_tabs: list[Callable[[str], list[dict[str, Any]]]] = []
"""At most one: returns the tabs of the place, for the current one's key."""

list_notes: list[ListNotes] = []
"""Each is called with the workspace and client ids, and returns a short note by id, such as what is owed."""
