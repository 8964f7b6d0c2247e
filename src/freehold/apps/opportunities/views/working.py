"""The strip that shows what the machine is busy with, and its stop button."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from freehold.apps.opportunities import selectors
from freehold.apps.opportunities.views.common import of_freelancer, shown_page
from freehold.kit.design.htmx import flash, refresh
from freehold.kit.jobs.progress import request_stop


@of_freelancer
def work(request: Any) -> HttpResponse:
    """Show how far reading, matching and embedding are; asked for every two seconds while something is under way."""
    now = timezone.now()
    busy = selectors.work(request.workspace, request.freelancer.pk, now)
    was_busy, empty = "busy" in request.GET, "empty" in request.GET
    if was_busy and empty and not busy.is_busy:
        return refresh(request)  # nobody is reading a list that is empty, so it may show what has come
    context = {"work": busy, "now": now, "was_busy": was_busy, "empty": empty, "shown": _shown(request)}
    return render(request, "opportunities/_work.html", context)


@require_POST
@of_freelancer
def stop(request: Any) -> HttpResponse:
    """Stop looking at meaning; what is done stays, and it can go on later."""
    busy = selectors.work(request.workspace, request.freelancer.pk, timezone.now())
    if busy.embedding is not None:
        request_stop(busy.embedding.key)
        flash(request, _("Stopped. What is done is kept; it goes on with the next postings."))
    return refresh(request)


def _shown(request: Any) -> str:
    path, query = shown_page(request)
    return path + (f"?{query.urlencode()}" if query else "")
