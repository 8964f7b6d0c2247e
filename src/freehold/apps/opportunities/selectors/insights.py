"""How far opportunities came, counted: of those found in a span, how many were ever shortlisted, applied for, talked about, won."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from freehold.apps.opportunities.models import Opportunity, Stage, StageChange
from freehold.kit.scoping.ref import Workspace, id_of

#: The way forward; each stage counts for those before it.
WAY = (Stage.SHORTLISTED, Stage.APPLIED, Stage.TALKING, Stage.WON)


@dataclass(frozen=True, slots=True)
class Came:
    """An opportunity that went further than being found: the furthest stage it ever reached, and the one it stands at."""

    id: int
    title: str
    company: str
    first_seen_at: datetime
    stage: str
    furthest: str


def found_count(workspace: Workspace, since: datetime, until: datetime) -> int:
    """Return how many opportunities were found from `since` to before `until`."""
    return Opportunity.objects.for_workspace(workspace).filter(first_seen_at__gte=since, first_seen_at__lt=until).count()


def found_days(workspace: Workspace) -> list[tuple[int, datetime]]:
    """Return the id of every opportunity and when it was found, the oldest first."""
    return list(Opportunity.objects.for_workspace(workspace).order_by("first_seen_at", "pk").values_list("pk", "first_seen_at"))


def came_far(workspace: Workspace, since: datetime, until: datetime) -> list[Came]:
    """Return those of the span that were shortlisted at least, the oldest first; two queries."""
    rows = Opportunity.objects.for_workspace(workspace).filter(first_seen_at__gte=since, first_seen_at__lt=until)
    changes = StageChange.objects.filter(
        opportunity__workspace_id=id_of(workspace),
        opportunity__first_seen_at__gte=since,
        opportunity__first_seen_at__lt=until,
        undone_at=None,
        after__in=WAY,
    )
    furthest: dict[int, int] = {}
    columns = ("opportunity_id", "after", "opportunity__title", "opportunity__company", "opportunity__first_seen_at", "opportunity__stage")
    known: dict[int, tuple[str, str, datetime, str]] = {}
    for pk, after, *told in changes.order_by().values_list(*columns):
        furthest[pk] = max(furthest.get(pk, 0), WAY.index(after))
        known[pk] = tuple(told)  # type: ignore[assignment]  # the four columns that follow
    for pk, *told in rows.filter(stage__in=WAY).values_list("pk", "title", "company", "first_seen_at", "stage"):
        furthest[pk] = max(furthest.get(pk, 0), WAY.index(told[3]))
        known[pk] = tuple(told)
    found = [Came(pk, *known[pk], furthest=WAY[place]) for pk, place in furthest.items()]
    return sorted(found, key=lambda row: (row.first_seen_at, row.id))
