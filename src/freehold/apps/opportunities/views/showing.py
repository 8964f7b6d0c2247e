"""One opportunity: the posting beside the reasons."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone

from freehold.apps.opportunities import selectors
from freehold.apps.opportunities.forms import FollowUpForm, NoteForm
from freehold.apps.opportunities.models import Stage, StageReason
from freehold.apps.opportunities.selectors import Card, facts
from freehold.apps.opportunities.selectors.marking import marked_text
from freehold.apps.opportunities.selectors.second_reading import differences
from freehold.apps.opportunities.selectors.standing import standing_of
from freehold.apps.opportunities.services.quality import quality_of
from freehold.apps.opportunities.views.common import of_freelancer
from freehold.apps.opportunities.views.query import safe_back
from freehold.kit.design.htmx import is_partial, render_page


@of_freelancer
def showing(request: Any, opportunity_id: int) -> HttpResponse:
    """Show the page of one opportunity, or for htmx the pane beside the list."""
    context = detail_context(request, opportunity_id, timezone.now(), back=safe_back(request.GET.get("back", "")))
    at = request.GET.get("at", "")
    context["at"] = int(at) if at.isdecimal() and len(at) < 4 else 0
    context["pane"] = is_partial(request)
    return render_page(request, "opportunities/detail.html", "opportunities/_detail.html", context)


def detail_context(request: Any, opportunity_id: int, now: datetime, *, back: str) -> dict[str, Any]:
    """Return what the detail shows. Raises Http404 for an opportunity of another workspace."""
    detail = selectors.detail(request.workspace, request.freelancer.pk, opportunity_id)
    if detail is None:
        raise Http404
    opportunity = detail.opportunity
    return {
        "detail": detail,
        "opportunity": opportunity,
        "match": detail.match,
        "why": [facts.reason(stored) for stored in detail.match.reasons] if detail.match else [],
        "blocks": [facts.block(stored) for stored in detail.match.blocked_by] if detail.match else [],
        # Hidden text has a box of its own, which shows all of it.
        "flags": [flag for flag in detail.analysis.red_flags if flag.code != "hidden_text" or not detail.analysis.hidden_text],
        "facts": facts.facts(detail.analysis),
        "skills": facts.skills(detail.analysis),
        "standing": standing_of(detail.match, now=now),
        "quality": quality_of(detail, now=now),
        "differences": differences(opportunity, detail.analysis),
        "text": marked_text(detail),
        **choices(opportunity.pk, opportunity.stage),
        "note_form": NoteForm(initial={"note": opportunity.note}),
        "follow_up_form": FollowUpForm(initial={"on": opportunity.follow_up_on}),
        "back": back,
        "now": now,
    }


def preview_context(card: Card) -> dict[str, Any]:
    """Return what the pane shows until the whole detail has come: the card with its strongest reasons and its buttons."""
    return {"preview": card, "why": [facts.reason(stored) for stored in card.reasons], **choices(card.id, card.stage)}


def choices(opportunity_id: int, stage: str) -> dict[str, Any]:
    """Return what the buttons of one opportunity offer."""
    return {
        "subject": opportunity_id,
        "stage": stage,
        "stages": [(other.value, other.label) for other in Stage if other not in {Stage.DISMISSED, stage}],
        "reasons": [(reason.value, reason.label) for reason in StageReason if reason.value],
    }
