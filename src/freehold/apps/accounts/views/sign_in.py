"""Coming in: by the one-time link of this machine, by setting a password, by invitation."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from freehold.apps.accounts import services
from freehold.apps.accounts.forms.wizard import SetUpForm
from freehold.apps.accounts.middleware import remember_place
from freehold.apps.accounts.models import OneTimeLink, User
from freehold.apps.accounts.views.common import posted
from freehold.domain.errors import UserError
from freehold.kit.scoping import open_to_everyone

BACKEND = "django.contrib.auth.backends.ModelBackend"
#: Headers that only a proxy adds: with one of them the asker is not who the address says.
FORWARDED_HEADERS = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via")


@open_to_everyone
@never_cache
def sign_in(request: HttpRequest, token: str) -> HttpResponse:
    """Let the owner in by the link that Freehold printed or opened on this machine."""
    if request.method != "GET":
        # Not HEAD either: a look ahead by a browser or a mail program must not use up the link.
        return HttpResponseNotAllowed(["GET"])
    try:
        user = services.sign_in(
            token,
            now=timezone.now(),
            remote_address=request.META.get("REMOTE_ADDR", ""),
            forwarded=any(header in request.headers for header in FORWARDED_HEADERS),
        )
    except UserError as error:
        # A second click on the link in a browser that is in already is no mistake.
        return redirect("/") if request.user.is_authenticated else _refused(request, str(error))
    login(request, user, backend=BACKEND)
    return redirect("/")


@open_to_everyone
@never_cache
def set_up(request: HttpRequest, token: str) -> HttpResponse:
    """Let the owner choose what to sign in with; the link comes from the terminal."""
    now = timezone.now()
    link = services.valid_link(token, OneTimeLink.Purpose.SET_UP, now)
    if link is None or link.user is None:
        return _refused(request, _("This link was used already or is too old. Make a new one in the terminal."))
    form = SetUpForm(posted(request)[0], initial={"name": link.user.first_name, "email": link.user.email or ""})
    if request.method == "POST" and form.is_valid():
        user = _try(form, lambda: services.set_up(token, now=now, **form.cleaned_data))
        if user is not None:
            login(request, user, backend=BACKEND)
            return redirect("/")
    return render(request, "accounts/set_up.html", {"form": form}, status=422 if form.errors else 200)


@open_to_everyone
@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Let an invited person join: with a new sign-in, or as who they are already."""
    now = timezone.now()
    link = services.valid_link(token, OneTimeLink.Purpose.INVITATION, now)
    if link is None or link.workspace is None:
        return _refused(request, _("This invitation was used already or is too old. Ask for a new one."))
    known = request.user if isinstance(request.user, User) else None
    form = None if known else SetUpForm(posted(request)[0])
    if request.method == "POST" and (form is None or form.is_valid()):
        joined = _join(form, token, known, now)
        if joined is not None:
            user, workspace = joined
            if known is None:
                login(request, user, backend=BACKEND)
            remember_place(request, workspace)
            return redirect("accounts:profile")
    context = {"form": form, "workspace": link.workspace, "known": known}
    return render(request, "accounts/invitation.html", context, status=422 if form is not None and form.errors else 200)


@open_to_everyone
@require_safe
def password_help(request: HttpRequest) -> HttpResponse:
    """Say how to get a new password: no mail is sent by a program that runs at home."""
    return render(request, "accounts/password_help.html")


def _join(form: SetUpForm | None, token: str, known: User | None, now: datetime) -> Any:
    if form is None:
        return services.accept_invitation(token, name=str(known), email="", password="", now=now, user=known)
    return _try(form, lambda: services.accept_invitation(token, now=now, **form.cleaned_data))


def _try(form: SetUpForm, deed: Any) -> Any:
    """Return what `deed` returns, or None with its refusal shown in the form."""
    try:
        return deed()
    except UserError as error:
        form.add_error(None, str(error))
        return None


def _refused(request: HttpRequest, why: str) -> HttpResponse:
    return render(request, "accounts/link_refused.html", {"why": why}, status=403)
