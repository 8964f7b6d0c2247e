"""What the pages share: the typed request, who acts, and addresses of other apps that may not be there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.datastructures import MultiValueDict

from freehold.apps.accounts.models import Freelancer, User, Workspace


class WorkspaceRequest(HttpRequest):
    """A request as the middleware hands it on to a page that needs a workspace."""

    user: User
    workspace: Workspace
    freelancer: Freelancer
    is_owner: bool


View = Callable[..., HttpResponse]


def owners_only(view: View) -> View:
    """Refuse members: only an owner changes the workspace and its people."""

    @wraps(view)
    def guarded(request: WorkspaceRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.is_owner:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def of_freelancer(view: View) -> View:
    """Send a person whose workspace has no freelancer yet to the page where one is added."""

    @wraps(view)
    def guarded(request: WorkspaceRequest, *args: object, **kwargs: object) -> HttpResponse:
        return view(request, *args, **kwargs) if request.freelancer else redirect("accounts:people")

    return guarded


def posted(request: HttpRequest) -> tuple[QueryDict | None, MultiValueDict[str, UploadedFile[Any]] | None]:
    """Return what a form was sent with, as (fields, files); (None, None) for a page that is only looked at.

    An empty form that is sent must be refused, so emptiness is no sign of not being sent.
    """
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def actor(request: WorkspaceRequest) -> str:
    """Return who did it, for logs and versions."""
    return str(request.user)


def first_of(*names: str) -> str:
    """Return the address of the first of these views that is installed, else the start page."""
    for name in names:
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    return "/"
