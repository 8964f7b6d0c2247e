"""The requirement table of a proposal: what is asked, what the profile shows for it now, and what it does not."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from freehold.apps.proposals.models import Proposal
from freehold.apps.proposals.services.facts import Facts, facts_of
from freehold.domain.proposals.asked import Asked


def requirements(proposal: Proposal, *, now: datetime | None = None, facts: Facts | None = None) -> list[Asked]:
    """Return what is asked with the evidence that the profile shows now, the must-haves first."""
    return (facts or facts_of(proposal, now=now or timezone.now())).table()


def profile_changed(proposal: Proposal, facts: Facts) -> bool:
    """Tell whether the profile was changed since the newest version was saved: then its evidence should be looked at again."""
    return proposal.profile_version != facts.profile_version
