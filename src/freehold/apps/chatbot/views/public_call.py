"""How strangers' browsers come in: the site is found, its websites are told apart from others, sizes are held, errors are JSON.

No cookie says who somebody is: a conversation is opened by its secret in the Authorization header, which another website
cannot borrow. That is why these addresses carry no CSRF token, and may answer pages of other origins, but never of all ("*").
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from freehold.apps.chatbot.models import ChatSite, Conversation
from freehold.apps.chatbot.selectors.conversations import by_secret
from freehold.apps.chatbot.selectors.sites import language_for, may_embed, open_site
from freehold.apps.chatbot.services.caps import CapReached
from freehold.domain.errors import UserError
from freehold.kit.guests import own_origin
from freehold.kit.scoping import open_to_everyone

#: 2,000 characters, each at most twelve bytes of JSON, and what stands around them.
MOST_BYTES = 32 * 1024
_HEADERS = "authorization, content-type"
_AN_HOUR = "3600"
_HIDDEN = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer"}


@dataclass(slots=True)
class Call:
    """One request of a visitor's browser. `data` is the JSON object that was sent, empty for a GET."""

    request: HttpRequest
    site: ChatSite
    now: datetime
    data: dict[str, Any] = field(default_factory=dict)
    conversation: Conversation | None = None

    @property
    def own_origin(self) -> str:
        """The origin under which this request reached Freehold."""
        return own_origin(self.request)

    @property
    def origin(self) -> str:
        """The origin of the page that asks."""
        return self.request.headers.get("Origin", "") or self.own_origin

    def text(self, name: str, most: int) -> str:
        """Return a text that was sent, storable: without NULs and half characters. Raises UserError for another kind of value."""
        value = self.data.get(name, "")
        if not isinstance(value, str):
            raise UserError(_("“%(name)s” must be a text. Nothing was sent.") % {"name": name})
        return value[:most].encode("utf-8", "replace").decode("utf-8").replace("\0", "")

    def number(self, name: str, default: int = 0) -> int:
        """Return a count that was sent in the body or the address, `default` for anything else."""
        value = self.data.get(name, self.request.GET.get(name))
        found = str(value)
        return int(found) if found.isascii() and found.isdigit() and len(found) < 10 else default


View = Callable[..., HttpResponseBase]


def visitors(*methods: str) -> Callable[[View], View]:
    """Make a view of a function of (call): open to pages of the site's origins, by these methods only.

    With a conversation in the address, the call carries it; without its secret the answer is the same as for none.
    """

    def decorate(view: View) -> View:
        @open_to_everyone
        @csrf_exempt
        @wraps(view)
        def opened(request: HttpRequest, site_id: str, conversation_id: str = "") -> HttpResponseBase:
            site = open_site(site_id)
            origin = request.headers.get("Origin", "")
            if site is None:
                response: HttpResponseBase = refused(404, _nobody_here())
            elif origin and not may_embed(site, origin, own_origin(request)):
                response = refused(403, _("This website may not ask here. Its owner can allow it in the settings of the widget."))
            elif request.method == "OPTIONS":
                response = _preflight(methods)
            elif request.method not in methods:
                response = refused(405, _("This address is not asked that way."))
                response.headers["Allow"] = ", ".join((*methods, "OPTIONS"))
            else:
                response = _answered(view, Call(request, site, timezone.now()), conversation_id)
            allowed = origin if site is not None and origin and response.status_code != 403 else ""
            return _marked(response, allowed)

        return opened

    return decorate


def refused(status: int, text: str, **more: Any) -> JsonResponse:
    """Return an error as JSON: what is wrong, and what to do about it."""
    error, mark, todo = text.partition(". ")
    return JsonResponse({"error": error + "." if mark else error, "what_to_do": todo, **more}, status=status)


def _answered(view: View, call: Call, conversation_id: str) -> HttpResponseBase:
    with translation.override(language_for(call.site, call.request.GET.get("lang", "")[:200])):
        try:
            _read_body(call)
            if conversation_id and not _find(call, conversation_id):
                return refused(404, _("This conversation is not here any more. Please start a new one."))
        except UserError as error:
            return refused(413 if _length(call.request) > MOST_BYTES else 400, str(error))
    language = call.conversation.language if call.conversation else str(call.data.get("language") or call.request.GET.get("lang", ""))
    with translation.override(language_for(call.site, language[:200])):
        try:
            response = view(call)
        except CapReached as error:
            response = refused(429, str(error), cap=error.cap)
            response.headers["Retry-After"] = _AN_HOUR
        except UserError as error:
            response = refused(400, str(error))
        response.headers["Content-Language"] = translation.get_language() or "en"
        return response


def _find(call: Call, conversation_id: str) -> bool:
    scheme, _mark, secret = call.request.headers.get("Authorization", "")[:300].partition(" ")
    found = by_secret(call.site, conversation_id, secret.strip()) if scheme.lower() == "bearer" and secret.strip() else None
    if found is not None:
        found.site = call.site
        call.conversation = found
    return found is not None


def _length(request: HttpRequest) -> int:
    text = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(text) if text.isascii() and text.isdigit() else 0


def _read_body(call: Call) -> None:
    """Read the JSON of a POST. Raises UserError for too much, before anything is read, and for what is no object."""
    if call.request.method != "POST":
        return
    if _length(call.request) > MOST_BYTES:
        raise UserError(too_long())
    try:
        data = json.loads(call.request.body or b"{}")
    except (ValueError, RecursionError):
        raise UserError(_("This could not be understood. Please reload the page and try again.")) from None
    if not isinstance(data, dict):
        raise UserError(_("This could not be understood. Please reload the page and try again."))
    call.data = data


def _preflight(methods: tuple[str, ...]) -> HttpResponse:
    headers = {
        "Access-Control-Allow-Methods": ", ".join(methods),
        "Access-Control-Allow-Headers": _HEADERS,
        "Access-Control-Max-Age": "7200",
    }
    return HttpResponse(status=204, headers=headers)


def _marked(response: HttpResponseBase, allowed: str) -> HttpResponseBase:
    for name, value in _HIDDEN.items():
        response.headers.setdefault(name, value)
    if allowed:
        response.headers["Access-Control-Allow-Origin"] = allowed
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        response.headers["Access-Control-Expose-Headers"] = "Retry-After"
    patch_vary_headers(response, ["Origin"])
    return response


def too_long() -> str:
    """Say that more was sent than is read."""
    return _("This is too long to be sent at once. Please write at most 2,000 characters.")


def _nobody_here() -> str:
    return _("Nobody can be asked here at the moment. Please write a mail instead.")
