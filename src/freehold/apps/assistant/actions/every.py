"""All actions, in the order in which the assistant offers them."""

from __future__ import annotations

from freehold.apps.assistant.action import Action
from freehold.apps.assistant.actions import (
    changes_clients,
    changes_knowledge,
    changes_money,
    changes_opportunities,
    changes_time,
    drafts_texts,
    pages,
    reads,
)

READS: tuple[Action, ...] = tuple(reads.READS)
PAGES: tuple[Action, ...] = tuple(pages.PAGES)
CHANGES: tuple[Action, ...] = (
    *changes_time.CHANGES,
    *changes_money.CHANGES,
    *changes_clients.CHANGES,
    *changes_opportunities.CHANGES,
    *changes_knowledge.CHANGES,
)
DRAFTS: tuple[Action, ...] = tuple(drafts_texts.DRAFTS)
