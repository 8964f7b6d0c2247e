"""Small helpers for pages that htmx asks for in parts, and for toasts in both kinds of answer."""

from __future__ import annotations

import json
from typing import Any, Literal
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

Level = Literal["ok", "info", "warn", "bad"]
_MESSAGE_LEVELS: dict[Level, int] = {"ok": messages.SUCCESS, "info": messages.INFO, "warn": messages.WARNING, "bad": messages.ERROR}
UNDO = "undo="


def is_partial(request: HttpRequest) -> bool:
    """Tell whether htmx wants a fragment: not a whole page, not a boosted link, not a page restored from history."""
    headers = request.headers
    if headers.get("HX-Request") != "true" or headers.get("HX-Boosted") == "true" or headers.get("HX-History-Restore-Request") == "true":
        return False
    return headers.get("HX-Request-Type", "partial") == "partial"


def render_page(
    request: HttpRequest, template: str, fragment: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """Render `fragment` for htmx and `template` (which includes the fragment) for everyone else.

    The answer varies by the htmx headers, so that neither a cache nor the back button mixes the two.
    """
    response = render(request, fragment if is_partial(request) else template, context, status=status)
    response.headers["Vary"] = ", ".join(filter(None, [response.headers.get("Vary", ""), "HX-Request", "HX-Request-Type"]))
    return response


def toast(response: HttpResponse, text: str | Promise, *, level: Level = "ok", undo: str = "") -> HttpResponse:
    """Make the browser show a toast when this htmx answer arrives. `undo` is the address an Undo button posts to."""
    return trigger(response, "toast", {"text": str(text), "level": level, "undo": undo})


def trigger(response: HttpResponse, event: str, detail: dict[str, Any] | None = None) -> HttpResponse:
    """Fire `event` in the browser after an htmx answer; several may be set on one response."""
    events = json.loads(response.headers.get("HX-Trigger", "{}"))
    events[event] = detail or {}
    response.headers["HX-Trigger"] = json.dumps(events)
    return response


def flash(request: HttpRequest, text: str | Promise, *, level: Level = "ok", undo: str = "") -> None:
    """Show a toast on the next whole page (after a redirect). `undo` is the address an Undo button posts to."""
    messages.add_message(request, _MESSAGE_LEVELS[level], str(text), extra_tags=f"{level} {UNDO}{undo}" if undo else level)


def go(request: HttpRequest, url: str) -> HttpResponse:
    """Send the reader to `url`, with a redirect that works for a form and for htmx alike."""
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return HttpResponse(status=303, headers={"Location": url})


def refresh(request: HttpRequest) -> HttpResponse:
    """Reload the page the reader is on, so that it shows what changed."""
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return HttpResponse(status=303, headers={"Location": _same_site(request)})


def _same_site(request: HttpRequest) -> str:
    referer = urlsplit(request.headers.get("Referer", ""))
    return (referer.path + (f"?{referer.query}" if referer.query else "")) if referer.netloc == request.get_host() else "/"
