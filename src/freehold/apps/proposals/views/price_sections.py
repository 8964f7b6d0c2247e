"""The words of a proposal that name its price: they follow a new price as long as they are still those that were proposed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from freehold.apps.proposals.models import Proposal, ProposalVersion
from freehold.apps.proposals.services.facts import facts_of
from freehold.apps.proposals.services.writing import written
from freehold.domain.proposals.price import Price

_FOLLOW = ("price", "terms")


def sections_for(proposal: Proposal, version: ProposalVersion, before: Price, after: Price, *, now: datetime) -> list[dict[str, Any]]:
    """Return the sections of a version for a new price. What a person has changed in them stays word for word."""
    facts = facts_of(proposal, now=now)
    how = {"tone": version.tone, "length": version.length}
    old = {one.key: one.text for one in written(proposal, facts, before, **how)}
    new = {one.key: one.text for one in written(proposal, facts, after, **how)}
    return [
        {**row, "text": new[row["key"]]} if row["key"] in _FOLLOW and row["key"] in new and row["text"] == old.get(row["key"]) else row
        for row in version.sections
    ]
