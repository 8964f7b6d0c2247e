"""Reads of the plan, of imported resources, and of the stored picture."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from freehold.apps.learning.models import GoalState, ImportedResource, LearningGoal, LearningPicture, ResourceImport
from freehold.kit.scoping.ref import Workspace

MOST_FOR_A_SKILL = 12


def picture(workspace: Workspace, freelancer_id: int) -> LearningPicture | None:
    """Return the stored result for one freelancer; None before the first."""
    return LearningPicture.objects.for_workspace(workspace).filter(freelancer_id=freelancer_id).first()


def goals(workspace: Workspace, freelancer_id: int) -> list[LearningGoal]:
    """Return the plan: what is being learned, what is planned, what is done."""
    order = {GoalState.LEARNING: 0, GoalState.PLANNED: 1, GoalState.DONE: 2}
    rows = LearningGoal.objects.for_workspace(workspace).filter(freelancer_id=freelancer_id, removed_at=None)
    return sorted(rows, key=lambda row: (order[GoalState(row.state)], row.created_at, row.pk))


def goal(workspace: Workspace, goal_id: int) -> LearningGoal | None:
    """Return one goal of this workspace that is in the plan."""
    rows = LearningGoal.objects.for_workspace(workspace).filter(removed_at=None)
    return rows.filter(pk=goal_id).first() if 0 < goal_id < 2**63 else None


def resources(workspace: Workspace, q: str = "", skill: str = "") -> QuerySet[ImportedResource]:
    """Return imported resources, narrowed by words and by skill."""
    rows = ImportedResource.objects.for_workspace(workspace)
    for word in q.split()[:6]:
        rows = rows.filter(Q(title__icontains=word[:80]) | Q(section__icontains=word[:80]) | Q(skill__icontains=word[:80]))
    return rows.filter(skill=skill) if skill else rows


def resources_for(workspace: Workspace, skill: str) -> list[ImportedResource]:
    """Return the first imported resources for one skill."""
    return list(resources(workspace, skill=skill)[:MOST_FOR_A_SKILL]) if skill else []


def sources(workspace: Workspace) -> dict[str, int]:
    """Return how many resources each list brought."""
    rows = ImportedResource.objects.for_workspace(workspace).order_by("source").values_list("source").annotate(count=Count("pk"))
    return dict(rows)


def list_import(workspace: Workspace, import_id: int) -> ResourceImport | None:
    """Return one import of this workspace."""
    return ResourceImport.objects.for_workspace(workspace).filter(pk=import_id).first() if 0 < import_id < 2**63 else None


def waiting_import(workspace: Workspace) -> ResourceImport | None:
    """Return the list that waits for the person's word, without its rows."""
    rows = ResourceImport.objects.for_workspace(workspace).filter(state=ResourceImport.State.PREVIEW)
    return rows.defer("rows", "problems").order_by("-pk").first()


def planned_skills(workspace: Workspace, freelancer_id: int, names: Iterable[str]) -> dict[str, int]:
    """Return skill → id of those of `names` that are in the plan."""
    rows = LearningGoal.objects.for_workspace(workspace).filter(freelancer_id=freelancer_id, removed_at=None, skill__in=list(names))
    return dict(rows.values_list("skill", "pk"))
