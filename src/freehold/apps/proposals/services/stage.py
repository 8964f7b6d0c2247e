"""What a proposal does to its opportunity: applied when sent, won when accepted, lost when declined."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from django.db import transaction

from freehold.apps.opportunities.services.stages import move
from freehold.apps.proposals.models import Proposal
from freehold.domain.errors import UserError

#: From where a step leads on; a person's own later word is never taken back.
_FROM = {
    "applied": {"found", "shortlisted", "dismissed"},
    "won": {"found", "shortlisted", "dismissed", "applied", "talking", "lost"},
    "lost": {"found", "shortlisted", "applied", "talking"},
}


def move_opportunity(proposal: Proposal, stage: str, *, now: datetime) -> None:
    """Move the opportunity on, if there is one and it stands before that stage."""
    opportunity = proposal.opportunity if proposal.opportunity_id else None
    if opportunity is None or opportunity.stage not in _FROM[stage]:
        return
    with suppress(UserError), transaction.atomic():  # it was deleted this moment
        move(proposal.workspace_id, opportunity.pk, stage, now=now, actor=proposal.label)
