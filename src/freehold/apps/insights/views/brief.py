"""The weekly brief: this week's, and those before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from freehold.apps.insights import tasks
from freehold.apps.insights.selectors.briefs import kept_brief, kept_weeks
from freehold.apps.insights.services.findings import Finding
from freehold.apps.insights.tabs import tabs
from freehold.kit.ai.selectors import is_on
from freehold.kit.design.htmx import flash

#: So many weeks can be chosen.
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding in its words; `by_model` tells that a model worded it, `own` are ours then."""

    finding: Finding
    words: str
    own: str
    by_model: bool


@require_safe
def page(request: Any, brief_id: int | None = None) -> HttpResponse:
    """Show a brief, the newest without an id."""
    row = kept_brief(request.workspace, brief_id)
    if row is None and brief_id is not None:
        raise Http404
    context = {
        "brief": row,
        "rows": [_shown(one, row.words) for one in map(Finding.from_json, row.findings)] if row else [],
        "weeks": kept_weeks(request.workspace, SHOWN),
        "has_model": is_on(request.workspace.pk, "writing"),
        "tabs": tabs(request, "brief"),
        "now": timezone.now(),
    }
    return render(request, "insights/brief.html", context)


@require_POST
def write(request: Any) -> HttpResponse:
    """Have this week's brief written, or written anew from today's numbers."""
    tasks.brief.enqueue(request.workspace.pk, True)
    flash(request, _("The brief is being written. It stands here in a moment."))
    return redirect("insights:brief")


def _shown(one: Finding, words: dict[str, str]) -> Shown:
    text = words.get(one.kind, "")
    return Shown(one, text or one.title, one.title, bool(text))
