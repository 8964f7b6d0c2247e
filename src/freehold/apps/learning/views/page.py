"""What should I learn next? The stored result in tiers, its charts, and what rises and falls."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from freehold.apps.accounts.views.common import of_freelancer
from freehold.apps.learning import words
from freehold.apps.learning.charts import charts_of
from freehold.apps.learning.models import LearningPicture
from freehold.apps.learning.selectors import plan as reads
from freehold.apps.learning.services import picture as service
from freehold.apps.learning.tabs import tabs
from freehold.apps.opportunities.selectors.learning import titles
from freehold.kit.design import chart_files
from freehold.kit.design.complaints import complaints_as_toasts
from freehold.kit.design.htmx import flash, go, render_page

SHOWN_POSTINGS = 6


@require_safe
@of_freelancer
def page(request: Any) -> HttpResponse:
    """Show the last result with its day; the postings that each skill opens are links."""
    now = timezone.now()
    found = reads.picture(request.workspace, request.freelancer.pk)
    running = service.under_way(request.freelancer.pk, now)
    charts = charts_of(found.advice, found.months) if found else {}
    if (file := chart_files.answer(request, charts)) is not None:
        return file
    context = {
        "tabs": tabs("page"),
        "picture": found,
        "running": running,
        "now": now,
        "advice": found.advice if found else {},
        "tiers": _tiers(request, found) if found else [],
        "changes": _changes(found) if found else {},
        "charts": chart_files.with_files(charts, reverse("learning:page")),
        "is_old": found is not None and found.profile_version != request.freelancer.version,
        "days": {name: words.day(found.advice.get(name)) for name in ("start", "end")} if found else {},
        "left_out": sorted(found.left_out.items()) if found else [],
    }
    return render_page(request, "learning/page.html", "learning/_page.html", context)


@require_POST
@of_freelancer
@complaints_as_toasts
def refresh(request: Any) -> HttpResponse:
    """Have the result worked out anew in the background."""
    if not service.start(request.workspace, request.freelancer.pk, now=timezone.now()):
        flash(request, _("That is under way already."), level="info")
    return go(request, reverse("learning:page"))


def _tiers(request: Any, picture: LearningPicture) -> list[dict[str, Any]]:
    suggestions = picture.advice.get("suggestions", ())
    ids = [int(one) for row in suggestions for one in row["postings"][:SHOWN_POSTINGS]]
    known = titles(request.workspace, ids) if ids else {}
    planned = reads.planned_skills(request.workspace, picture.freelancer_id, (row["skill"] for row in suggestions)) if suggestions else {}
    rows = [_row(row, known, planned) for row in suggestions]
    found = []
    for tier in words.TIERS:
        title, lead = words.tier_words(tier)
        chosen = [row for row in rows if row["tier"] == tier]
        if chosen:
            found.append({"key": tier, "title": title, "lead": lead, "rows": chosen})
    return found


def _row(row: dict[str, Any], known: dict[int, tuple[str, str]], planned: dict[str, int]) -> dict[str, Any]:
    ids = [int(one) for one in row["postings"][:SHOWN_POSTINGS]]
    return {
        "tier": row["tier"],
        "skill": row["skill"],
        "opened": words.opened_words(row),
        "per_month": words.month_words(row) if row["opened"]["n"] else "",
        "hours": words.hours_words(row["hours"]),
        "first": words.listed(row["first"]),
        "together": words.together_words(row),
        "pay": words.pay_words(row["pay"]),
        "resource": row["resource"],
        "postings": [{"id": pk, "title": known[pk][0], "company": known[pk][1]} for pk in ids if pk in known],
        "goal": planned.get(row["skill"]),
    }


def _changes(picture: LearningPicture) -> dict[str, Any]:
    found = picture.trends
    if found.get("state") != "trends":
        return {"missing": found.get("missing", 0)}
    rows = [{**row, "words": words.change_words(row)} for row in found["changes"]]
    return {
        "start": words.day(found["start"]),
        "split": words.day(found["split"]),
        "end": words.day(found["end"]),
        "compared": found["compared"],
        "before": found["before"],
        "after": found["after"],
        "rises": [row for row in rows if row["direction"] == "rises"],
        "falls": [row for row in rows if row["direction"] == "falls"],
    }
