"""Names that are never misspelt: tools and skills, clients and their people, and the own dictionary."""

from __future__ import annotations

from collections.abc import Iterable

from freehold.apps.accounts import selectors as accounts
from freehold.apps.assistant.models import WritingSettings
from freehold.apps.clients import selectors as clients
from freehold.apps.opportunities.services.engine import gazetteer
from freehold.domain.writing.known_words import KnownWords
from freehold.kit.scoping.ref import Workspace


def known_words(workspace: Workspace, text: str, settings: WritingSettings) -> KnownWords:
    """Return the names that stand in `text` and are somebody's or something's here."""
    names = {
        *settings.dictionary,
        *settings.favourites,
        *clients.client_names(workspace).values(),
        *clients.contacts(workspace).values_list("name", flat=True),
        *(skill.name for row in accounts.skills_of(workspace) for skill in row.skills.all()),
        *(row.name for row in accounts.freelancers(workspace)),
    }
    tools = {text[found.start : found.end] for found in gazetteer().find(text)}
    return KnownWords(tools | set(_in(text, names)))


def _in(text: str, names: Iterable[str]) -> Iterable[str]:
    """Keep the names of which a word stands in the text: a client may be called by half of the name."""
    folded = text.casefold()
    return (name for name in names if any(len(part) > 1 and part in folded for part in name.casefold().split()))
