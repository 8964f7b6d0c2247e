"""What the frame around every page asks: how many fit well, and which opportunities have these words."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models

from freehold.apps.opportunities.models import Opportunity, Stage
from freehold.apps.opportunities.selectors.filters import MOST_WORDS, STRONG, matches_of


def strong_found(workspace: models.Model | int, freelancer_id: int) -> int:
    """Return how many found opportunities fit the freelancer well; one query."""
    return matches_of(workspace, freelancer_id).filter(stage=Stage.FOUND, order__gte=STRONG).count()


def named(workspace: models.Model | int, query: str, limit: int) -> Sequence[Opportunity]:
    """Return opportunities whose title or company has every word of `query`, the newest first; one query, without long texts."""
    rows = Opportunity.objects.for_workspace(workspace)
    for word in query.split()[:MOST_WORDS]:
        rows = rows.filter(models.Q(title__icontains=word[:80]) | models.Q(company__icontains=word[:80]))
    return list(rows.only("title", "company", "stage").order_by("-first_seen_at", "-pk")[:limit])
