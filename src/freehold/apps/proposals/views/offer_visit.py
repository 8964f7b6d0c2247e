"""Coming in by the link of a proposal: it is found, the language set, asking too often refused, and the answer told to nobody else.

The token in the address is the only key. No cookie says who somebody is here, so there is nothing that a forged form of
another site could borrow; that is why these forms carry no CSRF token, which under "no-referrer" browsers would fail.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt

from freehold.apps.proposals.models import Proposal
from freehold.apps.proposals.services.answering import by_token
from freehold.kit.guests import address_hash, network_address
from freehold.kit.scoping import open_to_everyone

#: Nothing of it is kept by browsers, found by search engines, or told to other sites.
HEADERS = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow, noarchive", "Cache-Control": "private, no-store"}
READING, WRITING = ("GET", "HEAD"), ("POST",)
#: What one connection may do in an hour: send forms, and try links that lead nowhere.
MOST_FORMS, MOST_WRONG = 30, 60
_HOUR = 3600
MOST_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of somebody who came by a proposal's link."""

    request: HttpRequest
    proposal: Proposal
    token: str
    now: datetime


def by_link(*methods: str) -> Callable[[Callable[[Visit], HttpResponse]], Callable[..., HttpResponse]]:
    """Make a view of a function of a visit: open to whoever has a link that leads to a proposal, by these methods only."""

    def decorate(view: Callable[[Visit], HttpResponse]) -> Callable[..., HttpResponse]:
        @open_to_everyone
        @csrf_exempt
        @wraps(view)
        def opened(request: HttpRequest, token: str) -> HttpResponse:
            response = _answered(view, request, token, methods)
            for name, value in HEADERS.items():
                response.headers[name] = value
            return response

        return opened

    return decorate


def _answered(view: Callable[[Visit], HttpResponse], request: HttpRequest, token: str, methods: tuple[str, ...]) -> HttpResponse:
    if request.method not in methods:
        return HttpResponseNotAllowed(methods)
    now = timezone.now()
    who = address_hash(network_address(request), now=now)
    if _count(f"offer-wrong-{who}") >= MOST_WRONG or (request.method == "POST" and _counted(f"offer-forms-{who}") > MOST_FORMS):
        response = render(request, "proposals/offer/busy.html", status=429)
        response.headers["Retry-After"] = str(_HOUR)
        return response
    proposal = by_token(token)
    if proposal is None:
        _counted(f"offer-wrong-{who}")
        return gone(request)
    with translation.override(proposal.language):
        try:
            return view(Visit(request, proposal, token, now))
        except Http404:
            return gone(request)


def gone(request: HttpRequest) -> HttpResponse:
    """Say that there is nothing here: the same for a wrong link and for one that was removed."""
    return render(request, "proposals/offer/gone.html", status=404)


def _count(key: str) -> int:
    return int(cache.get(key, 0))


def _counted(key: str) -> int:
    """Count one more within the hour and return how many that makes."""
    cache.add(key, 0, _HOUR)
    try:
        return int(cache.incr(key))
    except ValueError:  # it ran out between the two
        return 1


def posted(request: HttpRequest) -> Any:
    """Return what was sent, nothing of it when it is more than any of our forms holds."""
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    return request.POST if length.isascii() and length.isdigit() and int(length) <= MOST_BYTES else {}
