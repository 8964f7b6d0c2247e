"""Coming in by a signed link: the link is found, the language set, and the answer told to nobody else.

The token in the address is the only key. No cookie says who somebody is here, so there is nothing that a forged form of
another site could borrow; that is why these forms carry no CSRF token, which under "no-referrer" browsers would fail.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt

from freehold.apps.billing.models import BillingSettings, Document, PortalLink
from freehold.apps.billing.portal_extras import extras_of
from freehold.apps.billing.selectors import portal as reads
from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.billing.services import portal
from freehold.kit.scoping import open_to_everyone

#: Nothing of it is kept by browsers, found by search engines, or told to other sites.
HEADERS = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow, noarchive", "Cache-Control": "private, no-store"}
READING, WRITING = ("GET", "HEAD"), ("POST",)


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of a client who came by a link."""

    request: HttpRequest
    link: PortalLink
    token: str
    now: datetime

    @property
    def today(self) -> date:
        """The day that it is where the owner is."""
        return portal.today_of(self.link, self.now)

    @property
    def settings(self) -> BillingSettings:
        """How the owner bills."""
        return billing_settings(self.link.workspace_id)

    def paper(self, document_id: int) -> Document:
        """Return a paper that the link opens. Raises Http404 for any other."""
        document = reads.paper(self.link, document_id)
        if document is None:
            raise Http404
        return document

    def render(self, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
        """Render a page in the owner's colours."""
        settings = self.settings
        name = settings.trading_name or settings.name or self.link.workspace.name
        frame = {"link": self.link, "token": self.token, "sender": settings, "sender_name": name}
        frame["extras"] = extras_of(self.link, self.token)
        return render(self.request, template, {**frame, **context}, status=status)


def by_link(*methods: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Make a view of a function of (visit, …): open to whoever has a good link, by these methods only."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @open_to_everyone
        @csrf_exempt
        @wraps(view)
        def opened(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
            response = _answered(view, request, token, methods, kwargs)
            for name, value in HEADERS.items():
                response.headers[name] = value
            return response

        return opened

    return decorate


def _answered(
    view: Callable[..., HttpResponse], request: HttpRequest, token: str, methods: tuple[str, ...], kwargs: dict[str, Any]
) -> HttpResponse:
    if request.method not in methods:
        return HttpResponseNotAllowed(methods)
    now = timezone.now()
    link = reads.link_by_token(token, now)
    if link is None:
        return render(request, "billing/portal/over.html", status=404)
    with translation.override(portal.language_of(link)):
        try:
            return view(Visit(request, link, token, now), **kwargs)
        except Http404:
            return render(request, "billing/portal/over.html", {"token": token}, status=404)
