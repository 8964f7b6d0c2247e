"""Notices that a posting is closed: the board that lists everything lists it no longer, or says that somebody was found."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F

from freehold.apps.opportunities.models import Opportunity, Sighting, Source
from freehold.kit.scoping.ref import Workspace

ABSENCES = 2
"""Whole readings in a row without a posting after which it is closed: one may be a hiccup of the board."""
PORTION = 500


@transaction.atomic
def note_whole_reading(source: Source, *, now: datetime) -> int:
    """Count who was absent when all that a board lists was read at `now`, close what was absent twice; return how many were closed.

    What is listed again is open again.
    """
    seen = Sighting.objects.for_workspace(source.workspace_id).filter(source=source)
    here = seen.filter(last_seen_at__gte=now)
    here.filter(missed__gt=0).update(missed=0)
    reopen(source.workspace_id, here.filter(opportunity__closed_at__isnull=False).values_list("opportunity_id", flat=True))
    seen.filter(last_seen_at__lt=now, missed__lt=ABSENCES).update(missed=F("missed") + 1)
    gone = seen.filter(missed__gte=ABSENCES, opportunity__closed_at=None).values_list("opportunity_id", flat=True)
    return _close(source.workspace_id, gone, now)


def close_filled(workspace: Workspace, ids: Iterable[int], *, now: datetime) -> int:
    """Close those opportunities whose source states that somebody was found; return how many."""
    filled = Opportunity.objects.for_workspace(workspace).filter(pk__in=list(ids), closed_at=None, body__structured__filled=True)
    return _close(workspace, filled.values_list("pk", flat=True), now)


def reopen(workspace: Workspace, ids: Iterable[int]) -> None:
    """Open what is advertised again."""
    Opportunity.objects.for_workspace(workspace).filter(pk__in=list(ids), closed_at__isnull=False).update(closed_at=None)


def _close(workspace: Workspace, ids: Iterable[int], now: datetime) -> int:
    wanted, count = list(ids), 0
    for start in range(0, len(wanted), PORTION):
        part = wanted[start : start + PORTION]
        count += Opportunity.objects.for_workspace(workspace).filter(pk__in=part, closed_at=None).update(closed_at=now)
    return count
