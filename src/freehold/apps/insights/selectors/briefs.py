"""The weekly briefs that were written."""

from __future__ import annotations

from datetime import date

from freehold.apps.insights.models import WeeklyBrief
from freehold.kit.scoping.ref import Workspace


def kept_brief(workspace: Workspace, brief_id: int | None = None) -> WeeklyBrief | None:
    """Return a brief, the newest without an id; None where there is none."""
    rows = WeeklyBrief.objects.for_workspace(workspace).order_by("-monday")
    return rows.first() if brief_id is None else rows.filter(pk=brief_id).first()


def kept_weeks(workspace: Workspace, most: int) -> list[tuple[int, date]]:
    """Return the id and the Monday of the newest `most` briefs, the newest first."""
    return list(WeeklyBrief.objects.for_workspace(workspace).order_by("-monday").values_list("pk", "monday")[:most])
