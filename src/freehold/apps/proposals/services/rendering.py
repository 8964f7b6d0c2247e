"""A version of a proposal as a PDF, and as pictures of its pages."""

from __future__ import annotations

from datetime import datetime

from freehold.apps.proposals.models import Proposal, ProposalVersion
from freehold.apps.proposals.services.paper import paper_of
from freehold.domain.errors import UserError
from freehold.integrations.pdf import preview_proposal, render_proposal

WIDTH = 1100


def pdf_of(proposal: Proposal, version: ProposalVersion, *, now: datetime) -> bytes:
    """Return the PDF of a version. Raises UserError when the owner's logo cannot be used."""
    return render_proposal(paper_of(proposal, version, now=now), at=now)


def picture_of(
    proposal: Proposal, version: ProposalVersion, *, page: int = 1, now: datetime, width: int = WIDTH
) -> tuple[bytes, int] | None:
    """Return a page of a version as a PNG and the number of pages; None for a page that is not there."""
    paper = paper_of(proposal, version, now=now)
    try:
        return preview_proposal(paper, page=page, width=width)
    except UserError:
        if page == 1:  # then it is not the page that is wrong
            raise
        return None


def page_count(proposal: Proposal, version: ProposalVersion, *, now: datetime) -> int:
    """Return how many pages a version has."""
    return preview_proposal(paper_of(proposal, version, now=now), width=WIDTH)[1]
