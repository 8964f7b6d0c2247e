"""The page on which a client writes about the work, says what may be shown, and takes it back: by its link alone.

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
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt

from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.reputation.models import OnTime, Testimonial
from freehold.apps.reputation.services import answering
from freehold.apps.reputation.services.gathering import gather_holder
from freehold.apps.reputation.services.links import by_token
from freehold.domain.errors import UserError
from freehold.kit.guests import address_hash, cleaned, network_address
from freehold.kit.scoping import open_to_everyone

#: Nothing of it is kept by browsers, found by search engines, or told to other sites.
HEADERS = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow, noarchive", "Cache-Control": "private, no-store"}
#: What one connection may do in an hour: send forms, and try links that lead nowhere.
MOST_FORMS, MOST_WRONG = 30, 60
_HOUR = 3600
MOST_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of somebody who came by a link."""

    request: HttpRequest
    row: Testimonial
    token: str
    now: datetime


def _by_link(*methods: str) -> Callable[[Callable[[Visit], HttpResponse]], Callable[..., HttpResponse]]:
    def decorate(view: Callable[[Visit], HttpResponse]) -> Callable[..., HttpResponse]:
        @open_to_everyone
        @csrf_exempt
        @wraps(view)
        def opened(request: HttpRequest, token: str) -> HttpResponse:
            response = _answered(view, request, token) if request.method in methods else HttpResponseNotAllowed(methods)
            for name, value in HEADERS.items():
                response.headers[name] = value
            return response

        return opened

    return decorate


@_by_link("GET", "HEAD")
def page(visit: Visit) -> HttpResponse:
    """Show what was asked, or what the client has written."""
    return _shown(visit)


@_by_link("POST")
def give(visit: Visit) -> HttpResponse:
    """Keep the client's words and what they agree to."""
    data = _posted(visit.request)
    given = answering.Given(
        text=cleaned(data.get("text", ""), answering.LONGEST_TEXT * 2),
        name=cleaned(data.get("name", ""), answering.LONGEST_NAME),
        role=cleaned(data.get("role", ""), answering.LONGEST_ROLE),
        on_time=data.get("on_time", "")[:3],
        show_name=data.get("show_name") == "on",
        show_company=data.get("show_company") == "on",
        show_figures=data.get("show_figures") == "on",
    )
    try:
        answering.give(visit.token, given, now=visit.now)
    except UserError as error:
        return _shown(visit, trouble=str(error), typed=given)
    return redirect("praise:page", token=visit.token)


@_by_link("POST")
def withdraw(visit: Visit) -> HttpResponse:
    """Take everything back."""
    answering.withdraw(visit.token, now=visit.now)
    return redirect("praise:page", token=visit.token)


def _answered(view: Callable[[Visit], HttpResponse], request: HttpRequest, token: str) -> HttpResponse:
    now = timezone.now()
    who = address_hash(network_address(request), now=now)
    too_many = request.method == "POST" and _counted(f"praise-forms-{who}") > MOST_FORMS
    if too_many or int(cache.get(f"praise-wrong-{who}", 0)) >= MOST_WRONG:
        response = render(request, "reputation/public/busy.html", status=429)
        response.headers["Retry-After"] = str(_HOUR)
        return response
    row = by_token(token)
    if row is None:
        _counted(f"praise-wrong-{who}")
        return render(request, "reputation/public/gone.html", status=404)
    with translation.override(row.language), timezone.override(row.workspace.time_zone or "UTC"):
        return view(Visit(request, row, token, now))


def _counted(key: str) -> int:
    """Count one more within the hour and return how many that makes."""
    cache.add(key, 0, _HOUR)
    try:
        return int(cache.incr(key))
    except ValueError:  # it ran out between the two
        return 1


def _posted(request: HttpRequest) -> Any:
    """Return what was sent, nothing of it when it is more than any of our forms holds."""
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    return request.POST if length.isascii() and length.isdigit() and int(length) <= MOST_BYTES else {}


def _shown(visit: Visit, *, trouble: str = "", typed: answering.Given | None = None) -> HttpResponse:
    row = visit.row
    context = {
        "row": row,
        "token": visit.token,
        "typed": typed or row,
        "default_name": row.asked_name if typed is None and not row.name and row.state == "asked" else "",
        "trouble": trouble,
        "sender": billing_settings(row.workspace_id),
        "sender_name": gather_holder(row.workspace_id).name,
        "on_time": OnTime.choices,
        "longest": answering.LONGEST_TEXT,
        "company": row.client.name if row.client is not None else "",
    }
    return render(visit.request, "reputation/public/page.html", context, status=422 if trouble else 200)
