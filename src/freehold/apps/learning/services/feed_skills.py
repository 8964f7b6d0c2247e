"""Which skills the news of a workspace are grouped by: those being learned first, then those of its profiles."""

from __future__ import annotations

from freehold.apps.accounts import selectors as accounts
from freehold.apps.learning.models import LearningGoal
from freehold.apps.opportunities.services.engine import gazetteer
from freehold.kit.scoping.ref import Workspace, id_of


def watched_skills(workspace: Workspace) -> list[str]:
    """Return canonical names, without doubles."""
    names = gazetteer()
    goals = LearningGoal.objects.for_workspace(workspace).filter(removed_at=None).order_by("state", "pk")
    own = [skill.name for person in accounts.skills_of(id_of(workspace)) for skill in person.skills.all()]
    every = [*goals.values_list("skill", flat=True), *own]
    return list(dict.fromkeys(names.canonical(name) or name for name in every))
