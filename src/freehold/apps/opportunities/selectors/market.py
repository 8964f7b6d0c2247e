"""What the postings seen say about a market: what they ask for and pay, how many others applied, and where leads came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Min

from freehold.apps.opportunities.models import Opportunity, Sighting, Stage
from freehold.kit.scoping.ref import Workspace

#: So many of the newest postings are looked at.
MOST = 5000
#: An opportunity at one of these stages was a lead: the owner wrote to somebody.
LEADS = (Stage.APPLIED, Stage.TALKING, Stage.WON, Stage.LOST)


@dataclass(frozen=True, slots=True)
class MarketPosting:
    """A posting as the market sees it: when it was seen, its words in lower case, its pay as it says it, and how many others applied."""

    seen: datetime
    words: str
    pay_kind: str
    pay_min: Decimal | None
    pay_max: Decimal | None
    currency: str
    rivals_min: int | None
    rivals_max: int | None

    @property
    def rivals(self) -> float | None:
        """The middle of how many others applied, None when the posting does not say."""
        known = [float(one) for one in (self.rivals_min, self.rivals_max) if one is not None]
        return sum(known) / len(known) if known else None


@dataclass(frozen=True, slots=True)
class Lead:
    """An opportunity that the owner wrote about, with the board it was first seen at."""

    opportunity_id: int
    board: str
    won: bool


def market(workspace: Workspace, *, since: datetime) -> list[MarketPosting]:
    """Return the newest postings since `since`, those put aside as well, the newest first (one query, at most MOST)."""
    rows = Opportunity.objects.for_workspace(workspace).filter(first_seen_at__gte=since, analysed_at__isnull=False)
    columns = ("first_seen_at", "search_text", "pay_kind", "pay_min", "pay_max", "pay_currency", "body__analysis__competition")
    found = rows.order_by("-first_seen_at", "-pk").values_list(*columns)[:MOST]
    return [MarketPosting(*values, *_rivals(rivals)) for *values, rivals in found]


def leads(workspace: Workspace, *, since: datetime) -> list[Lead]:
    """Return what the owner wrote about and that moved since `since`, each with the board it was seen at first (two queries)."""
    moved = Opportunity.objects.for_workspace(workspace).filter(stage__in=LEADS, stage_changed_at__gte=since)
    stages = dict(moved.order_by("-stage_changed_at", "-pk").values_list("pk", "stage")[:MOST])
    first = Sighting.objects.for_workspace(workspace).filter(opportunity__in=moved).order_by("opportunity_id", "first_seen_at", "pk")
    boards: dict[int, str] = {}
    for opportunity_id, board in first.values_list("opportunity_id", "board"):
        boards.setdefault(opportunity_id, board)
    return [Lead(pk, boards.get(pk, ""), stage == Stage.WON) for pk, stage in stages.items()]


def first_seen(workspace: Workspace) -> datetime | None:
    """Return when the first posting was seen, None without any."""
    found: datetime | None = Opportunity.objects.for_workspace(workspace).aggregate(first=Min("first_seen_at"))["first"]
    return found


def _rivals(stored: Any) -> tuple[int | None, int | None]:
    if not isinstance(stored, dict):
        return None, None
    low, high = (stored.get(name) if isinstance(stored.get(name), int) else None for name in ("min", "max"))
    return low, high
