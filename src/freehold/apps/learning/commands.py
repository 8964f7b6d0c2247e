"""The entries of learning in rail, palette and shortcuts, and what it finds for the palette."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from freehold.apps.learning.models import LearningGoal
from freehold.kit.design.palette import Command
from freehold.kit.design.shell import Hit

COMMANDS = (
    Command(
        "learning",
        _("Learning"),
        "learning:page",
        keys="g l",
        icon="graduation-cap",
        group="places",
        place=True,
        words=_("skills courses study what next demand trends"),
    ),
    Command("learning.plan", _("Your learning plan"), "learning:plan", icon="list-checks", group="go", words=_("skills goals progress")),
    Command("learning.resources", _("Free courses"), "learning:resources", icon="book-open", group="go", words=_("books tutorials")),
    Command("learning.news", _("News of your skills"), "learning:news", icon="rss", group="go", words=_("feeds articles changes")),
)


def search(request: Any, query: str, limit: int) -> list[Hit]:
    """Return skills of the plan whose name has every word."""
    if getattr(request, "workspace", None) is None:
        return []
    rows = LearningGoal.objects.for_workspace(request.workspace).filter(removed_at=None)
    for word in query.split()[:6]:
        rows = rows.filter(skill__icontains=word[:80])
    kind = gettext("Learning")
    found = rows.order_by("skill", "pk")[:limit]
    return [Hit(row.skill, reverse("learning:goal", args=[row.pk]), kind, row.get_state_display()) for row in found]
