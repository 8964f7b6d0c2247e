"""Settings → API: tokens are made, shown once and revoked here, and the API is described."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from freehold.kit.api import selectors, services
from freehold.kit.api.describing import chapters
from freehold.kit.api.forms import TokenForm
from freehold.kit.api.frame import frame
from freehold.kit.api.scopes import scopes
from freehold.kit.api.site import NAMESPACE, api
from freehold.kit.design.htmx import flash


@never_cache
def tokens(request: Any) -> HttpResponse:
    """List the tokens; an owner makes one here and sees it this one time."""
    _owners_only(request)
    form, made = TokenForm(request.POST if request.method == "POST" else None), ""
    if request.method == "POST" and form.is_valid():
        now, duration = timezone.now(), form.duration()
        _row, made = services.create_token(
            request.workspace.pk,
            name=form.cleaned_data["name"],
            scopes=form.cleaned_data["scopes"],
            now=now,
            actor=str(request.user),
            expires_at=now + duration if duration else None,
        )
        form = TokenForm()
    rows = [
        {"token": row, "may": scopes.labels(row.scopes), "over": bool(row.expires_at and row.expires_at <= timezone.now())}
        for row in selectors.tokens_of(request.workspace.pk)
    ]
    context = {"form": form, "made": made, "rows": rows, "tabs": frame.tabs("api")}
    return render(request, "api/tokens.html", context, status=422 if form.errors else 200)


@require_POST
def revoke(request: Any, token_id: int) -> HttpResponse:
    """Make a token worthless."""
    _owners_only(request)
    if services.revoke_token(request.workspace.pk, token_id, now=timezone.now(), actor=str(request.user)):
        flash(request, _("The token does not work any more."))
    return redirect("api:tokens")


@require_safe
def description(request: HttpRequest) -> HttpResponse:
    """Describe every operation, without scripts and without the network."""
    schema = api().get_openapi_schema()
    about = schema["info"]["description"]
    context = {
        "chapters": chapters(schema),
        "text": _(about),
        "openapi_url": reverse(f"{NAMESPACE}:openapi-json"),
        "tabs": frame.tabs("api"),
    }
    return render(request, "api/description.html", context)


def _owners_only(request: Any) -> None:
    if not getattr(request, "is_owner", False):
        raise PermissionDenied
