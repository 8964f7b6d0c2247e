"""The settings: how pages look to you, the workspace, security, the log, and what leaves this machine."""

from __future__ import annotations

from typing import Any

from django.conf import settings as django_settings
from django.contrib.auth import update_session_auth_hash
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from freehold.apps.accounts import selectors, services
from freehold.apps.accounts.forms.settings import PreferencesForm, WorkspaceForm
from freehold.apps.accounts.forms.wizard import CredentialsForm
from freehold.apps.accounts.leaving import leaving
from freehold.apps.accounts.log_words import in_words
from freehold.apps.accounts.middleware import THEME_COOKIE
from freehold.apps.accounts.views.common import WorkspaceRequest, actor, posted
from freehold.domain.errors import UserError
from freehold.kit.audit.selectors import entries_of
from freehold.kit.design.htmx import flash

LOG_PAGE = 50
YEAR = 365 * 24 * 60 * 60


def settings(request: WorkspaceRequest) -> HttpResponse:
    """Language, colours, time zone; and for an owner the workspace's own."""
    which = request.POST.get("form", "")
    yours = PreferencesForm(request.POST if which == "yours" else None, initial=_yours(request), prefix="yours")
    space = WorkspaceForm(request.POST if which == "workspace" else None, initial=_space(request), prefix="workspace")
    if which == "yours" and yours.is_valid():
        return _save_yours(request, yours)
    if which == "workspace" and request.is_owner and space.is_valid():
        services.change_workspace(request.workspace, now=timezone.now(), actor=actor(request), **space.cleaned_data)
        flash(request, _("Saved."))
        return redirect("accounts:settings")
    context = {"yours": yours, "space": space, "tabs": tabs("settings")}
    return render(request, "accounts/settings.html", context, status=422 if yours.errors or space.errors else 200)


def security(request: WorkspaceRequest) -> HttpResponse:
    """What you sign in with, and the second factor."""
    form = CredentialsForm(posted(request)[0], initial={"email": request.user.email or ""})
    if request.method == "POST" and form.is_valid():
        try:
            services.change_credentials(request.user, now=timezone.now(), **form.cleaned_data)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            # A new password ends every other session of this person, not the one that set it.
            update_session_auth_hash(request, request.user)
            flash(request, _("Saved. Sign in with it from now on."))
            return redirect("accounts:security")
    kinds = selectors.second_factors(request.user)
    context = {
        "form": form,
        "has_password": request.user.has_usable_password(),
        "has_app": "totp" in kinds,
        "keys": kinds.count("webauthn"),
        "on_loopback": django_settings.ON_LOOPBACK,
        "by_name": not any(part.isdigit() for part in request.get_host().partition(":")[0].split(".")[:1]),
        "tabs": tabs("security"),
    }
    return render(request, "accounts/security.html", context, status=422 if form.errors else 200)


@require_safe
def log(request: WorkspaceRequest) -> HttpResponse:
    """Who did what, newest first."""
    page = Paginator(entries_of(request.workspace.pk), LOG_PAGE).get_page(request.GET.get("page"))
    lines = [{"entry": entry, "words": in_words(entry.action, entry.detail)} for entry in page]
    return render(request, "accounts/log.html", {"page": page, "lines": lines, "tabs": tabs("log")})


@require_safe
def privacy(request: WorkspaceRequest) -> HttpResponse:
    """What leaves this machine, and what never does."""
    return render(request, "accounts/privacy.html", {"lines": leaving(request.workspace.pk), "tabs": tabs("privacy")})


def tabs(current: str) -> list[dict[str, Any]]:
    """Return the tabs of the settings pages."""
    names = {
        "settings": _("General"),
        "people": _("People"),
        "security": _("Sign-in"),
        "mail": _("Mail"),
        "ai": _("AI"),
        "assistant:writing": _("Writing"),
        "webhooks": _("Webhooks"),
        "api:tokens": _("API"),
        "privacy": _("What leaves"),
        "log": _("Log"),
    }
    return [
        {"label": label, "url": reverse(key if ":" in key else f"accounts:{key}"), "current": key.partition(":")[0] == current}
        for key, label in names.items()
    ]


def _yours(request: WorkspaceRequest) -> dict[str, Any]:
    user = request.user
    return {"language": user.language, "theme": request.COOKIES.get(THEME_COOKIE, "system"), "time_zone": user.time_zone}


def _space(request: WorkspaceRequest) -> dict[str, Any]:
    space = request.workspace
    return {
        "name": space.name,
        "country": space.country,
        "currency": space.currency,
        "language": space.language,
        "time_zone": space.time_zone,
    }


def _save_yours(request: WorkspaceRequest, form: PreferencesForm) -> HttpResponse:
    services.change_preferences(request.user, **form.cleaned_data)
    with translation.override(form.cleaned_data["language"] or request.workspace.language):
        flash(request, _("Saved."))
    response = redirect("accounts:settings")
    # The page reads the colours from the cookie, as the switch in the account menu sets it.
    response.set_cookie(THEME_COOKIE, form.cleaned_data["theme"] or "system", max_age=YEAR, samesite="Lax")
    return response
