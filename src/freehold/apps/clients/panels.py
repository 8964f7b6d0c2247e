"""What other apps show on a client's page and in the list, and what they keep of a client; wiring fills the lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from freehold.apps.clients.models import Client

ListNotes = Callable[[Any, Iterable[int]], dict[int, str]]


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of a client's page: a template with its context."""

    template: str
    context: dict[str, Any]


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened with a client. `kind` is a short code, `title` one line, `text` some words more, `icon` a name of lucide."""

    at: datetime
    kind: str
    title: str
    text: str = ""
    url: str = ""
    icon: str = "circle"


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of one kind of data when a client is forgotten. `why` is given for what stays; `blocks` asks for something first."""

    text: str
    stays: bool = False
    why: str = ""
    blocks: bool = False


panels: list[Callable[[Any, Client], Panel | None]] = []
"""Each is called with the request and the client, and returns its part of the page."""

place_tabs: list[Callable[[str], list[dict[str, Any]]]] = []
"""At most one: returns the tabs of the place, for the current one's key."""

list_notes: list[ListNotes] = []
"""Each is called with the workspace and client ids, and returns a short note by id, such as what is owed."""

timeline: list[Callable[[Any, Client], Iterable[TimelineEntry]]] = []
"""Each is called with the request and the client, and returns what happened, the newest first; `MOST_ENTRIES` of each are looked at.

Ask for the rows of all ids of the client: `clients.selectors.ids_of(client)`."""

MOST_ENTRIES = 500

fates: list[Callable[[Any, Client, list[str]], Iterable[Fate]]] = []
"""Each is called with the workspace, the client and all mail addresses there, and says what would go and what would stay."""

forgetters: list[Callable[[Any, Client, list[str], datetime], None]] = []
"""Each is called with the workspace, the client, all mail addresses there and the time, and deletes what its app knows of the client."""
