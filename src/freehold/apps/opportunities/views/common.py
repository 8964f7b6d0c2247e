"""What the inbox's views share: who acts, how a complaint becomes a toast, and the page on which htmx asked."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect

View = Callable[..., HttpResponse]


def of_freelancer(view: View) -> View:
    """Send a person whose workspace has no freelancer yet to the page where one is added."""

    @wraps(view)
    def guarded(request: Any, *args: object, **kwargs: object) -> HttpResponse:
        return view(request, *args, **kwargs) if request.freelancer is not None else redirect("accounts:people")

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
