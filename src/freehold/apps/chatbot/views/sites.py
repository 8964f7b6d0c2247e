"""The owner's pages of the places where visitors can ask: the list, one place's settings, its script tag and how it looks."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from freehold.apps.chatbot.forms.sites import SiteForm
from freehold.apps.chatbot.models import ChatSite
from freehold.apps.chatbot.selectors import sites as reads
from freehold.apps.chatbot.services import sites as services
from freehold.apps.chatbot.tabs import tabs
from freehold.domain.errors import UserError
from freehold.kit.ai.selectors import is_on
from freehold.kit.design.htmx import flash


def listing(request: Any) -> HttpResponse:
    """List the places, or offer the first one."""
    context = {"sites": reads.sites(request.workspace), "tabs": tabs("sites"), "now": timezone.now()}
    return render(request, "chatbot/site/list.html", context)


@require_POST
def add(request: Any) -> HttpResponse:
    """Add a place, ready to be used on its own page."""
    _owner(request)
    try:
        site = services.add_site(
            request.workspace, now=timezone.now(), actor=str(request.user), name=request.workspace.name, language=request.workspace.language
        )
    except UserError as error:
        flash(request, str(error), level="warn")
        return redirect("chatbot:sites")
    flash(request, _("It is there and works on its own page. Look at it below."))
    return redirect("chatbot:site", site.pk)


def showing(request: Any, site_id: int) -> HttpResponse:
    """Show one place and change it."""
    site = _site(request, site_id)
    ready = is_on(request.workspace.pk, "chatbot")
    form = SiteForm(site, request.POST if request.method == "POST" else None, model_ready=ready)
    if request.method == "POST":
        _owner(request)
        if form.is_valid():
            try:
                services.change_site(request.workspace, site_id, now=timezone.now(), actor=str(request.user), **form.arguments())
            except UserError as error:
                form.add_error(None, str(error))
            else:
                flash(request, _("Saved. Visitors see it within a minute."))
                return redirect("chatbot:site", site_id)
    context = {
        "site": site,
        "form": form,
        "parts": form.parts(),
        "model_ready": ready,
        "tabs": tabs("sites"),
        **_addresses(request, site),
    }
    return render(request, "chatbot/site/site.html", context, status=422 if form.errors else 200)


@require_POST
def switch(request: Any, site_id: int) -> HttpResponse:
    """Switch a place on or off."""
    _owner(request)
    on = request.POST.get("on") == "1"
    services.switch_site(request.workspace, _site(request, site_id).pk, enabled=on, now=timezone.now(), actor=str(request.user))
    flash(request, _("It is on.") if on else _("It is off: its page and its widget are gone. Conversations are kept."))
    return redirect("chatbot:site", site_id)


@require_POST
def remove(request: Any, site_id: int) -> HttpResponse:
    """Remove a place that nobody has written in."""
    _owner(request)
    site = _site(request, site_id)
    try:
        services.remove_site(request.workspace, site.pk, now=timezone.now(), actor=str(request.user))
    except UserError as error:
        flash(request, str(error), level="warn")
        return redirect("chatbot:site", site_id)
    flash(request, _("“%(name)s” is removed.") % {"name": site.name})
    return redirect("chatbot:sites")


def _addresses(request: Any, site: ChatSite) -> dict[str, Any]:
    """Return the address of the place's page and what to put into a website, and whether the world can reach them."""
    base = settings.PUBLIC_URL or f"{request.scheme}://{request.get_host()}"
    tag = format_html('<script src="{}{}" data-site="{}" defer></script>', base, static("chatbot/widget.js"), site.public_id)
    frame = format_html(
        '<iframe src="{}{}" title="{}" width="400" height="640"></iframe>', base, reverse("ask:frame", args=[site.public_id]), site.name
    )
    return {
        "page_address": base + reverse("ask:page", args=[site.public_id]),
        "tag": tag,
        "frame": frame,
        "reachable": settings.PUBLIC_URL.startswith("https://"),
        "policy": reads.public_origin() or base,
    }


def _owner(request: Any) -> None:
    """Refuse members: only an owner opens a door to the workspace."""
    if not request.is_owner:
        raise PermissionDenied


def _site(request: Any, site_id: int) -> ChatSite:
    site = reads.site_of(request.workspace, site_id)
    if site is None:
        raise Http404
    return site
