"""The board: opportunities by stage, from found to lost."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from freehold.apps.opportunities import selectors
from freehold.apps.opportunities.models import Stage
from freehold.apps.opportunities.views.common import of_freelancer


@of_freelancer
def board(request: Any) -> HttpResponse:
    """Show the board."""
    return render(request, "opportunities/board.html", _context(request))


def fragment(request: Any) -> HttpResponse:
    """Return the columns anew after a decision."""
    return render(request, "opportunities/_board.html", _context(request))


def _context(request: Any) -> dict[str, Any]:
    shown = selectors.board(request.workspace, request.freelancer.pk)
    now = timezone.now()
    return {
        "board": shown,
        "has_cards": any(column.count for column in shown.columns),
        "stages": [(stage.value, stage.label) for stage in Stage],
        "now": now,
        "on": timezone.localdate(now),
    }
