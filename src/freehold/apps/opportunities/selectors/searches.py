"""The searches that a person keeps, and what each has found."""

from __future__ import annotations

from freehold.apps.opportunities.models import SavedSearch
from freehold.apps.opportunities.selectors.cards import Card, cards
from freehold.kit.scoping.ref import Workspace

SHOWN = 5
TELLING = 200
FEWEST = 5


def searches_of(workspace: Workspace, freelancer_id: int) -> list[SavedSearch]:
    """Return the searches of a freelancer by name, without the removed ones."""
    rows = SavedSearch.objects.for_workspace(workspace).filter(freelancer_id=freelancer_id, removed_at=None)
    return list(rows.order_by("name", "pk"))


def search_of(workspace: Workspace, freelancer_id: int, search_id: int) -> SavedSearch | None:
    """Return one of them, None when there is none of this number."""
    rows = SavedSearch.objects.for_workspace(workspace).filter(freelancer_id=freelancer_id, removed_at=None)
    return rows.filter(pk=search_id).first()


def found_by(workspace: Workspace, search: SavedSearch) -> tuple[Card, ...]:
    """Return the newest few finds of a search."""
    ids = list(search.hits.order_by("-found_at", "-pk").values_list("opportunity_id", flat=True)[:SHOWN])
    return cards(workspace, search.freelancer_id, ids)


def counts(search: SavedSearch) -> tuple[int, int]:
    """Return how many finds the person has not looked at, and how many there are."""
    return search.hits.filter(found_at__gt=search.seen_at or search.created_at).count(), search.hits.count()


def latency(search: SavedSearch) -> tuple[int, int] | None:
    """Return the median and the 95th percentile of the minutes from first seen to found, over the last 200 finds; None under 5."""
    rows = search.hits.order_by("-found_at").values_list("found_at", "opportunity__first_seen_at")[:TELLING]
    minutes = sorted(max(0, int((found - seen).total_seconds() // 60)) for found, seen in rows)
    if len(minutes) < FEWEST:
        return None
    return minutes[len(minutes) // 2], minutes[min(len(minutes) - 1, int(len(minutes) * 0.95))]
