"""The page by which a receiver gets no more mails: looking at it changes nothing, one press of its button does (RFC 8058).

The token in the address is the only key. No cookie says who somebody is here, so there is nothing that a forged form of another
site could borrow, and the mail programs that press the button for their owner could not send a CSRF token. Whether a token is
known is told to nobody: the answer is the same.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from freehold.kit.mailing.services import unsubscribe
from freehold.kit.scoping import open_to_everyone

HEADERS = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow, noarchive", "Cache-Control": "private, no-store"}
ONE_CLICK = ("List-Unsubscribe", "One-Click")
BY_THE_PAGE = ("stop", "yes")


@open_to_everyone
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, token: str) -> HttpResponse:
    """Show the one button; unsubscribe when it is pressed, or when a mail program presses it."""
    how = _pressed(request)
    if how:
        unsubscribe(token, how=how, now=timezone.now())
    response = render(request, "outreach/unsubscribe.html", {"done": bool(how)})
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response


def _pressed(request: HttpRequest) -> str:
    """Return how the button was pressed; "" for a visit, and for a POST of something that only tries out every form it finds."""
    if request.method != "POST":
        return ""
    if request.POST.get(ONE_CLICK[0], "").strip().lower() == ONE_CLICK[1].lower():
        return "one_click"
    return "page" if request.POST.get(BY_THE_PAGE[0]) == BY_THE_PAGE[1] else ""
