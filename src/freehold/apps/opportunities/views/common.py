"""What the inbox's views share: who acts, how a complaint becomes a toast, and how a decision is answered."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from freehold.domain.errors import UserError
from freehold.kit.design.htmx import flash, refresh, toast

View = Callable[..., HttpResponse]


def of_freelancer(view: View) -> View:
    """Send a person whose workspace has no freelancer yet to the page where one is added."""

    @wraps(view)
    def guarded(request: Any, *args: object, **kwargs: object) -> HttpResponse:
        return view(request, *args, **kwargs) if request.freelancer is not None else redirect("accounts:people")

    return guarded


def complaints_as_toasts(view: View) -> View:
    """Show a UserError of a button as a toast on the page where it was pressed, in place of an error page."""

    @wraps(view)
    def guarded(request: Any, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except UserError as error:
            if is_htmx(request):
                return toast(HttpResponse(status=204), str(error), level="bad")
            flash(request, str(error), level="bad")
            return refresh(request)

    return guarded


def is_htmx(request: Any) -> bool:
    """Tell whether htmx asks."""
    return bool(request.headers.get("HX-Request") == "true")


def shown_page(request: Any) -> tuple[str, QueryDict]:
    """Return path and query of the page on which htmx was asked, or an empty path without htmx."""
    if not is_htmx(request):
        return "", QueryDict("")
    page = urlsplit(request.headers.get("HX-Current-URL", ""))
    return page.path, QueryDict(page.query)


def changed(request: Any, text: str, *, undo: str = "", show: int | None = None) -> HttpResponse:
    """Answer a decision: the list or the board anew where htmx asked on one of them, else the whole page anew; with a toast.

    Beside the list stands `show` if it is in it, else what now stands where the decided one stood.
    """
    from freehold.apps.opportunities.views import board, listing

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
