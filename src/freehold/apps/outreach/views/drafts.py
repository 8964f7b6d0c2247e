"""Writing drafts from the campaign's words and what is stored; the chat model words them where it is on for writing."""

from __future__ import annotations

from datetime import datetime

from freehold.apps.outreach.models import Approach
from freehold.apps.outreach.services.campaigns import store_draft
from freehold.apps.outreach.services.drafting import Drafter
from freehold.kit.ai.selectors import is_on


def write(drafter: Drafter, row: Approach, *, now: datetime) -> bool:
    """Write the draft of an approach; return whether it was taken: what a person has changed by hand stays."""
    return store_draft(row.pk, drafter.draft(row, now=now, use_model=is_on(row.workspace_id, "writing")), now=now)
