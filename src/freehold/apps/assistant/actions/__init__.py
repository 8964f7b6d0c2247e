"""The typed actions of the assistant: reads, changes that are previewed and undone, drafts that wait."""

from __future__ import annotations

from freehold.apps.assistant.action import Action, Actions
from freehold.apps.assistant.actions import (
    changes_clients,
    changes_knowledge,
    changes_money,
    changes_opportunities,
    changes_time,
    drafts_texts,
    pages,
)

CHANGES: tuple[Action, ...] = (
    *changes_time.CHANGES,
    *changes_money.CHANGES,
    *changes_clients.CHANGES,
    *changes_opportunities.CHANGES,
    *changes_knowledge.CHANGES,
)
DRAFTS: tuple[Action, ...] = drafts_texts.DRAFTS


def register(actions: Actions) -> None:
    """Put every action into the table, once; called by the wiring."""
    if not len(actions):
        actions.register(*_reads(), *pages.PAGES, *CHANGES, *DRAFTS)


def _reads() -> tuple[Action, ...]:
    from importlib.util import find_spec

    if find_spec("freehold.apps.assistant.actions.reads") is None:
        return ()
    from importlib import import_module

    found: tuple[Action, ...] = import_module("freehold.apps.assistant.actions.reads").READS
    return found
