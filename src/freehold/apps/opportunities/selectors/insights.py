"""How far opportunities came, counted: of those found in a span, how many were ever shortlisted, applied for, talked about, won."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from freehold.apps.opportunities.models import Opportunity, Stage, StageChange
from freehold.kit.scoping.ref import Workspace, id_of

#: The way forward; each stage counts for those before it.
WAY = (Stage.SHORTLISTED, Stage.APPLIED, Stage.TALKING, Stage.WON)
_PLACES = {str(stage.value): place for place, stage in enumerate(WAY)}


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
    return _found(workspace, since, until).count()


def found_days(workspace: Workspace) -> list[tuple[int, datetime]]:
    """Return the id of every opportunity and when it was found, the oldest first."""
    return list(Opportunity.objects.for_workspace(workspace).order_by("first_seen_at", "pk").values_list("pk", "first_seen_at"))


def came_far(workspace: Workspace, since: datetime, until: datetime) -> list[Came]:
    """Return those of the span that were shortlisted at least, the oldest first; three queries."""
    furthest = _furthest(workspace, since, until)
    columns = ("pk", "title", "company", "first_seen_at", "stage")
    rows = _found(workspace, since, until).order_by("first_seen_at", "pk").values_list(*columns)
    return [Came(*row, furthest=WAY[furthest[row[0]]]) for row in rows if row[0] in furthest]


def came_counts(workspace: Workspace, since: datetime, until: datetime) -> dict[Stage, int]:
    """Return how many of the span came to each stage of the way, or further; two queries."""
    places = list(_furthest(workspace, since, until).values())
    return {stage: sum(place >= at for place in places) for at, stage in enumerate(WAY)}


def _found(workspace: Workspace, since: datetime, until: datetime) -> QuerySet[Opportunity]:
    return Opportunity.objects.for_workspace(workspace).filter(first_seen_at__gte=since, first_seen_at__lt=until)


def _furthest(workspace: Workspace, since: datetime, until: datetime) -> dict[int, int]:
    """Return the furthest place on the way by opportunity; those that never came there are not in it."""
    changes = StageChange.objects.filter(
        opportunity__workspace_id=id_of(workspace),
        opportunity__first_seen_at__gte=since,
        opportunity__first_seen_at__lt=until,
        undone_at=None,
        after__in=WAY,
    )
    stands = _found(workspace, since, until).filter(stage__in=WAY).order_by()
    found: dict[int, int] = {}
    for pk, stage in (*changes.order_by().values_list("opportunity_id", "after"), *stands.values_list("pk", "stage")):
        found[pk] = max(found.get(pk, 0), _PLACES[stage])
    return found
