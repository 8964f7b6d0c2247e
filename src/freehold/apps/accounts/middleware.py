"""Gives every request its workspace, freelancer, language, time zone and colours, and closes pages to strangers."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import timezone, translation

from freehold.apps.accounts import selectors
from freehold.apps.accounts.models import Freelancer, User, Workspace
from freehold.kit.design.htmx import go

WORKSPACE_KEY = "workspace"
FREELANCER_KEY = "freelancer"
THEME_COOKIE = "theme"


class WorkspaceMiddleware:
    """Sets `request.workspace`, `request.freelancer`, `request.is_owner`, `request.sends` and `request.figures`.

    A page asks for a signed-in person unless its view is marked `login_not_required` (Django's own mark), and for a
    workspace unless marked with `freehold.kit.scoping.workspace_not_required`; without one the person goes to the wizard.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        user = request.user if request.user.is_authenticated else None
        place = _place(request, user) if user else None
        request.workspace = place.workspace if place else None
        request.freelancer = place.freelancer if place else None
        request.is_owner = bool(place and place.is_owner)
        request.sends = bool(place and place.sends)
        request.figures = place.figures if place else {}
        _choose_theme(request, user, request.workspace)
        _choose_language(request, user, request.workspace)
        with timezone.override(_zone(user, request.workspace)):
            return self.get_response(request)

    def process_view(self, request: Any, view: Callable[..., Any], _args: Any, _kwargs: Any) -> HttpResponse | None:
        """Send strangers to the sign-in page and people without a workspace to the wizard."""
        if not request.user.is_authenticated:
            return _to_sign_in(request) if getattr(view, "login_required", True) else None
        if request.workspace is None and getattr(view, "workspace_required", True) and not _of_allauth(view):
            return go(request, reverse("accounts:welcome"))
        return None


def remember_place(request: HttpRequest, workspace: Workspace, freelancer: Freelancer | None = None) -> None:
    """Make this workspace and freelancer the ones that the coming requests of this browser work with."""
    request.session[WORKSPACE_KEY] = workspace.pk
    if freelancer is None:
        request.session.pop(FREELANCER_KEY, None)
    else:
        request.session[FREELANCER_KEY] = freelancer.pk


def _place(request: HttpRequest, user: Any) -> selectors.Place | None:
    wished = request.session.get(WORKSPACE_KEY), request.session.get(FREELANCER_KEY)
    return selectors.place_of(user, workspace_id=wished[0], freelancer_id=wished[1])


def _choose_theme(request: HttpRequest, user: User | None, workspace: Workspace | None) -> None:
    """A colour chosen in this browser wins; a fresh browser starts with the person's or the workspace's."""
    chosen = (user and user.theme) or (workspace and workspace.theme)
    if chosen and THEME_COOKIE not in request.COOKIES:
        request.COOKIES[THEME_COOKIE] = chosen


def _choose_language(request: Any, user: User | None, workspace: Workspace | None) -> None:
    chosen = (user and user.language) or (workspace and workspace.language)
    if chosen and chosen in dict(settings.LANGUAGES):
        translation.activate(chosen)
        request.LANGUAGE_CODE = translation.get_language()


def _zone(user: User | None, workspace: Workspace | None) -> zoneinfo.ZoneInfo:
    name = (user and user.time_zone) or (workspace and workspace.time_zone) or settings.TIME_ZONE
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        # A zone can vanish between two releases of the time zone data; a page must not fail for that.
        return zoneinfo.ZoneInfo(settings.TIME_ZONE)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    path = request.get_full_path()
    wanted = urlencode({"next": path}) if request.method == "GET" and path != "/" else ""
    return go(request, resolve_url(settings.LOGIN_URL) + (f"?{wanted}" if wanted else ""))


def _of_allauth(view: Callable[..., Any]) -> bool:
    """Sign-out and the second factor belong to the person, not to a workspace."""
    return view.__module__.startswith("allauth.")
