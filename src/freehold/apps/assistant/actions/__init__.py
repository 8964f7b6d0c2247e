"""The typed actions of the assistant: reads, changes that are previewed and undone, drafts that wait."""

from __future__ import annotations

from freehold.apps.assistant.action import Actions


def register(actions: Actions) -> None:
    """Put every action into the table; the table calls this when it is first asked, as half of the program stands behind it."""
    from freehold.apps.assistant.actions.every import CHANGES, DRAFTS, PAGES, READS

    actions.register(*READS, *PAGES, *CHANGES, *DRAFTS)
