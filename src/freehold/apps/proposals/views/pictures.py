"""The pages of a proposal's PDF as pictures, kept for a while: setting a page takes longer than showing it."""

from __future__ import annotations

from datetime import datetime

from django.core.cache import cache

from freehold.apps.proposals.models import Proposal, ProposalVersion
from freehold.apps.proposals.services.rendering import picture_of
from freehold.domain.errors import UserError

WIDTH = 1000
MOST_PAGES = 40
_KEPT_SECONDS = 900


def page_picture(proposal: Proposal, version: ProposalVersion, page: int, *, now: datetime) -> tuple[bytes, int] | None:
    """Return (PNG of page `page` from 1, number of pages), None for a page that is not there or cannot be set."""
    if not 1 <= page <= MOST_PAGES:
        return None
    key = f"proposal-picture-{proposal.pk}-{proposal.changed_at.timestamp()}-{version.text_hash}-{page}"
    found: tuple[bytes, int] | None = cache.get(key)
    if found is None:
        try:
            found = picture_of(proposal, version, page=page, width=WIDTH, now=now)
        except UserError:
            return None
        cache.set(key, found, _KEPT_SECONDS)
    return found


def page_numbers(proposal: Proposal, version: ProposalVersion, *, now: datetime) -> range:
    """Return the numbers of the pages, none when they cannot be set."""
    found = page_picture(proposal, version, 1, now=now)
    return range(1, found[1] + 1) if found else range(0)
