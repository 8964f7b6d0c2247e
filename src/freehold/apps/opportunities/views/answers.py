"""How a decision is answered: the part of the page that shows it anew, with a toast."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from freehold.apps.opportunities.views import board, listing
from freehold.apps.opportunities.views.common import shown_page
from freehold.kit.design.htmx import flash, refresh, toast


def changed(request: Any, text: str, *, undo: str = "", show: int | None = None) -> HttpResponse:
    """Answer a decision: the list or the board anew where htmx asked on one of them, else the whole page anew; with a toast.

    Beside the list stands `show` if it is in it, else what now stands where the decided one stood.
    """
    path, query = shown_page(request)
    if path == reverse("opportunities:list"):
        at = request.POST.get("at", "")
        part = listing.fragment(request, query, at=int(at) if at.isdecimal() and len(at) < 4 else 0, show=show)
        return toast(_into(part, "#inbox"), text, undo=undo)
    if path == reverse("opportunities:board"):
        return toast(_into(board.fragment(request), "#board"), text, undo=undo)
    flash(request, text, undo=undo)
    return refresh(request)


def _into(response: HttpResponse, target: str) -> HttpResponse:
    response.headers["HX-Retarget"], response.headers["HX-Reswap"] = target, "innerHTML"
    return response
