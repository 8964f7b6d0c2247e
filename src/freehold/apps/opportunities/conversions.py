"""Rows of the inbox as the domain knows them."""

from __future__ import annotations

from freehold.apps.opportunities.models import Opportunity
from freehold.domain.postings.analysis import Analysis
from freehold.domain.postings.as_json import from_json
from freehold.domain.postings.posting import Posting


def posting_of(opportunity: Opportunity) -> Posting:
    """Return the opportunity as the domain knows it; its body must be loaded."""
    return Posting(
        id=str(opportunity.pk),
        title=opportunity.title,
        description=opportunity.body.description,
        url=opportunity.url,
        published=opportunity.published_at or opportunity.first_seen_at,
        expires=opportunity.expires_at,
        company=opportunity.company,
        location=opportunity.location,
        tags=tuple(opportunity.tags),
        structured=opportunity.body.structured,
    )


def analysis_of(opportunity: Opportunity) -> Analysis:
    """Return the stored analysis; an opportunity that was not analysed has an empty one. Its body must be loaded."""
    stored = opportunity.body.analysis or {}
    return from_json({**stored, "id": str(opportunity.pk), "title": opportunity.title, "text": opportunity.body.text})
