"""The chat's own page, the frame that other websites may embed, and the form for those without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.constants import SELF
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt

from freehold.apps.chatbot.models import ChatSite
from freehold.apps.chatbot.selectors.sites import language_for, open_site
from freehold.apps.chatbot.services.caps import CapReached
from freehold.apps.chatbot.services.sites_notes import leave_note
from freehold.apps.chatbot.views.public_call import MOST_BYTES, too_long
from freehold.domain.errors import UserError
from freehold.kit.guests import address_hash, cleaned, network_address, own_origin
from freehold.kit.scoping import open_to_everyone

_HEADERS = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow", "Cache-Control": "no-store"}
Page = Callable[[HttpRequest, ChatSite], HttpResponse]


def _page(*methods: str) -> Callable[[Page], Callable[..., HttpResponse]]:
    """Make a view of a function of (request, site), in the visitor's language; no cookie is needed, and so no CSRF token."""

    def decorate(view: Page) -> Callable[..., HttpResponse]:
        @open_to_everyone
        @csrf_exempt
        @wraps(view)
        def opened(request: HttpRequest, site_id: str) -> HttpResponse:
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            site = open_site(site_id)
            if site is None:
                response = render(request, "chatbot/public/gone.html", status=404)
            else:
                wished = request.GET.get("lang", "")[:200] or request.headers.get("Accept-Language", "")[:200].replace(";", ",")
                with translation.override(language_for(site, wished)):
                    response = view(request, site)
                    response.headers["Content-Language"] = translation.get_language() or "en"
            for name, value in _HEADERS.items():
                response.headers[name] = value
            return response

        return opened

    return decorate


@_page("GET", "HEAD")
def page(request: HttpRequest, site: ChatSite) -> HttpResponse:
    """Show the chat on a page of its own."""
    return _shown(request, site)


@_page("GET", "HEAD")
def frame(request: HttpRequest, site: ChatSite) -> HttpResponse:
    """Show the chat for a frame in the pages of the site's origins, and of no others."""
    response: Any = _shown(request, site, framed=True)
    response.xframe_options_exempt = True  # it knows only one origin; the policy below says which may frame this
    response._csp_replace = {"frame-ancestors": [SELF, *site.origins]}  # noqa: SLF001 - django-csp's way where the values are the row's
    return response  # type: ignore[no-any-return]  # it came as a response


@_page("POST")
def note(request: HttpRequest, site: ChatSite) -> HttpResponse:
    """Take a message without JavaScript; a person answers it by mail."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        return _shown(request, site, trouble=too_long(), status=413)
    if request.POST.get("website"):
        # Only programs fill what nobody sees; they are told what people are told.
        return _shown(request, site, left=True)
    now = timezone.now()
    try:
        leave_note(
            site,
            name=cleaned(request.POST.get("name", ""), 200),
            email=cleaned(request.POST.get("email", ""), 254),
            text=cleaned(request.POST.get("text", ""), 20_000),
            language=translation.get_language() or "en",
            origin=own_origin(request),
            address=address_hash(network_address(request), now=now),
            now=now,
        )
    except UserError as error:
        return _shown(request, site, trouble=str(error), status=429 if isinstance(error, CapReached) else 422)
    return _shown(request, site, left=True)


def _shown(request: HttpRequest, site: ChatSite, *, status: int = 200, **more: Any) -> HttpResponse:
    typed = request.POST if more.get("trouble") and status != 413 else {}
    return render(request, "chatbot/public/page.html", {"site": site, "typed": typed, **more}, status=status)
