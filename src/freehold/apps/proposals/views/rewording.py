"""Having the chat model reword a proposal: what it may not change is refused, and said."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from freehold.apps.proposals.services import rewriting
from freehold.apps.proposals.views.common import number_from, proposal_or_404
from freehold.kit.design.complaints import complaints_as_toasts
from freehold.kit.design.htmx import Level, flash, go

_LEVELS: dict[str, Level] = {"good": "ok", "ok": "ok", "warn": "warn", "bad": "bad"}


@require_POST
@complaints_as_toasts
def by_model(request: Any, proposal_id: int) -> HttpResponse:
    """Ask the model for other words, and save what passes the checks as a new version."""
    proposal = proposal_or_404(request, proposal_id)
    done = rewriting.rewrite(
        request.workspace,
        proposal.pk,
        wish=request.POST.get("wish", "")[:200],
        seen=number_from(request.POST.get("seen", "")),
        now=timezone.now(),
        actor=str(request.user),
    )
    level, text = rewriting.told(done)
    flash(request, text, level=_LEVELS.get(level, "info"))
    return go(request, reverse("proposals:proposal", args=[proposal_id]))
