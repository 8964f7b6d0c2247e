"""What the pages read: the newest result, the gauges of earlier days, the owner's inputs, services and platforms."""

from __future__ import annotations

from datetime import date

from django.db.models import Count

from freehold.apps.independence.models import GaugeReading, OwnService, Platform, RiskInputs, RiskResult
from freehold.kit.scoping.ref import Workspace, id_of

MOST_READINGS = 4 * 260


def result(workspace: Workspace) -> RiskResult | None:
    """Return the newest result, None before it was worked out for the first time."""
    return RiskResult.objects.for_workspace(workspace).first()


def inputs(workspace: Workspace) -> RiskInputs:
    """Return what the owner said; a row that is not stored when they have said nothing yet."""
    return RiskInputs.objects.for_workspace(workspace).first() or RiskInputs(workspace_id=id_of(workspace))


def services(workspace: Workspace) -> list[OwnService]:
    """Return the owner's services with their tasks (two queries)."""
    return list(OwnService.objects.for_workspace(workspace).prefetch_related("tasks"))


def own_service(workspace: Workspace, service_id: int) -> OwnService | None:
    """Return one service with its tasks, or None."""
    return OwnService.objects.for_workspace(workspace).prefetch_related("tasks").filter(pk=service_id).first()


def platforms(workspace: Workspace) -> list[Platform]:
    """Return the platforms by name, with what was saved from each (two queries)."""
    return list(Platform.objects.for_workspace(workspace).prefetch_related("saved"))


def saved_counts(workspace: Workspace) -> list[tuple[Platform, int]]:
    """Return each platform with how many things were saved from it (one query)."""
    rows = Platform.objects.for_workspace(workspace).annotate(saved_count=Count("saved"))
    return [(row, row.saved_count) for row in rows]


def platform(workspace: Workspace, platform_id: int) -> Platform | None:
    """Return one platform with what was saved from it, or None."""
    return Platform.objects.for_workspace(workspace).prefetch_related("saved").filter(pk=platform_id).first()


def readings(workspace: Workspace) -> dict[str, list[tuple[date, float, float, int]]]:
    """Return (day, low, high, n) of each gauge, the oldest first."""
    found: dict[str, list[tuple[date, float, float, int]]] = {}
    rows = GaugeReading.objects.for_workspace(workspace).order_by("-day", "-pk").values_list("gauge", "day", "low", "high", "n")
    for gauge, *reading in reversed(rows[:MOST_READINGS]):
        found.setdefault(gauge, []).append(tuple(reading))  # type: ignore[arg-type]  # the columns asked for
    return found
