"""The public profile as anybody reads it: the page, the two files for machines, and the brief that can be left.

No cookie is set and nothing is counted but briefs; a brief needs no CSRF token, as nobody is signed in here.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from freehold.apps.storefront.extras import fingerprint_of
from freehold.apps.storefront.forms import BriefForm
from freehold.apps.storefront.models import PublicPage
from freehold.apps.storefront.selectors.pages import Shown, open_page, shown
from freehold.apps.storefront.services.briefs import TooMany, answer_by, receive
from freehold.apps.storefront.words import day_words, free_lines, place_words
from freehold.domain.errors import UserError
from freehold.domain.matching.read_profile import to_json_resume
from freehold.domain.matching.schema_org import schema_person
from freehold.kit.guests import address_hash, network_address
from freehold.kit.scoping import open_to_everyone

#: 10,000 characters of a brief, each at most nine bytes in a form, and what stands around them.
MOST_BYTES = 128 * 1024
_HEADERS = {"Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff"}
#: What would end the script element that the data stands in, or start a comment in it.
_IN_HTML = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}
View = Callable[[HttpRequest, Shown], HttpResponse]


def _page(*methods: str) -> Callable[[View], Callable[..., HttpResponse]]:
    def decorate(view: View) -> Callable[..., HttpResponse]:
        @open_to_everyone
        @csrf_exempt
        @wraps(view)
        def opened(request: HttpRequest, handle: str) -> HttpResponse:
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            page = open_page(handle)
            if page is None:
                # The same for a handle that never was and for one that is switched off.
                response = render(request, "storefront/gone.html", status=404)
                response.headers["X-Robots-Tag"] = "noindex"
            else:
                with translation.override(page.language), timezone.override(page.workspace.time_zone):
                    response = view(request, shown(page))
                    response.headers["Content-Language"] = page.language
            for name, value in _HEADERS.items():
                response.headers[name] = value
            return response

        return opened

    return decorate


@_page("GET", "HEAD")
def profile(request: HttpRequest, found: Shown) -> HttpResponse:
    """Show the profile with its brief form."""
    response = _shown(request, found, BriefForm())
    response.headers["Cache-Control"] = "no-cache"
    return response


@_page("GET", "HEAD")
def resume(_request: HttpRequest, found: Shown) -> HttpResponse:
    """Return what is shown as JSON Resume."""
    return JsonResponse(to_json_resume(found.profile), json_dumps_params={"ensure_ascii": False, "indent": 1})


@_page("GET", "HEAD")
def schema(request: HttpRequest, found: Shown) -> HttpResponse:
    """Return what is shown in the words of schema.org."""
    return JsonResponse(schema_person(found.profile, _address(request, found.page)), content_type="application/ld+json")


@_page("POST")
def brief(request: HttpRequest, found: Shown) -> HttpResponse:
    """Take a brief and say by when it is answered."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        return _shown(request, found, BriefForm(), trouble=_("This is too long to be sent at once. Files can follow by mail."), status=413)
    form = BriefForm(request.POST)
    if not found.page.takes_briefs:
        return _shown(request, found, form, trouble=_("No briefs are taken here at the moment. Please write a mail."), status=409)
    now = timezone.now()
    if request.POST.get("website"):
        # Only programs fill what nobody sees; they are told what people are told.
        return _thanks(request, found, answer_by(found.page, now))
    if not form.is_valid():
        return _shown(request, found, form, status=422)
    address = address_hash(network_address(request), now=now)
    key = request.POST.get("key", "")[:64] or secrets.token_hex(16)
    try:
        row = receive(found.page, key=key, address=address, now=now, **form.cleaned_data)
    except UserError as error:
        return _shown(request, found, form, trouble=str(error), status=429 if isinstance(error, TooMany) else 422)
    return _thanks(request, found, row.answer_by)


def _thanks(request: HttpRequest, found: Shown, by: Any) -> HttpResponse:
    return render(request, "storefront/thanks.html", {"page": found.page, "profile": found.profile, "day": day_words(by)}, status=200)


def _shown(request: HttpRequest, found: Shown, form: BriefForm, *, trouble: str = "", status: int = 200) -> HttpResponse:
    address = _address(request, found.page)
    data = json.dumps(schema_person(found.profile, address), ensure_ascii=False).translate(_IN_HTML)
    context = {
        "page": found.page,
        "profile": found.profile,
        "evidence": found.evidence,
        "bare": [skill.name for skill in found.profile.skills if not skill.evidence],
        "place": place_words(found.profile),
        "wishes": free_lines(found.profile),
        "data": data,
        "form": form,
        "key": request.POST.get("key", "")[:64] or secrets.token_hex(16),
        "trouble": trouble,
        "fingerprint": fingerprint_of(found.page.workspace),
        "day": day_words(answer_by(found.page, timezone.now())),
    }
    return render(request, "storefront/page.html", context, status=status)


def _address(request: HttpRequest, page: PublicPage) -> str:
    base = settings.PUBLIC_URL.rstrip("/") or f"{request.scheme}://{request.get_host()}"
    return base + reverse("public:profile", args=[page.handle])
