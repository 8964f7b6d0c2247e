"""The palette's search for records, and the style guide."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from freehold.kit.design import sample
from freehold.kit.design.chart_files import answer
from freehold.kit.design.shell import shell

LONGEST_QUERY = 100
HITS_PER_SEARCH = 5


@require_safe
def palette(request: HttpRequest) -> JsonResponse:
    """Answer `?q=` with the records of every registered search: `{"results": [{label, url, kind, hint}]}`."""
    query = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_QUERY]
    hits = [hit for search in shell.searches for hit in search(request, query, HITS_PER_SEARCH)] if query else []
    results = [{"label": hit.label, "url": hit.url, "kind": str(hit.kind), "hint": hit.hint} for hit in hits]
    return JsonResponse({"results": results}, headers={"Cache-Control": "private, no-store"})


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every component with its states; for people who work on Freehold: in debug, or signed in as staff."""
    user = getattr(request, "user", None)
    if not settings.DEBUG and not (user is not None and user.is_staff):
        raise Http404
    content = sample.content()
    return answer(request, content["charts"]) or render(request, "design/styleguide.html", content)
