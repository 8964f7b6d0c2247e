"""The places where visitors can ask, as the owner's pages and as strangers' browsers read them."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count, Max, QuerySet

from freehold.apps.billing.selectors import portal_colours
from freehold.apps.chatbot.models import ChatSite
from freehold.kit.scoping.ref import Workspace


def sites(workspace: Workspace) -> QuerySet[ChatSite]:
    """Return the places of a workspace with how many conversations each had and when the last one was."""
    rows = ChatSite.objects.for_workspace(workspace)
    return rows.annotate(talks=Count("conversations"), last_talk=Max("conversations__last_at")).order_by("created_at", "id")


def site_of(workspace: Workspace, site_id: int) -> ChatSite | None:
    """Return one place of the workspace."""
    return ChatSite.objects.for_workspace(workspace).filter(pk=site_id).first()


def open_site(public_id: str) -> ChatSite | None:
    """Return the place that is switched on under this public id."""
    # any workspace: the public id names the place, and with it the workspace
    return ChatSite.objects.select_related("workspace").filter(public_id=public_id, enabled=True).first()


def may_embed(site: ChatSite, origin: str, own: str) -> bool:
    """Tell whether pages of an origin ("https://example.com") may talk to this place; `own` is where Freehold was reached."""
    return origin in {*site.origins, own, public_origin()}


def public_origin() -> str:
    """Return the origin of the public address, "" without one."""
    parts = urlsplit(settings.PUBLIC_URL)
    return f"{parts.scheme}://{parts.netloc}".lower() if parts.netloc else ""


def language_for(site: ChatSite, wished: str) -> str:
    """Return the first language of "de-AT,en" that the place speaks, else its own first one."""
    spoken = [code for code in site.languages if code in dict(settings.LANGUAGES)] or [settings.LANGUAGE_CODE]
    for part in wished.lower().replace("_", "-").split(",")[:20]:
        code = part.strip().partition("-")[0]
        if code in spoken:
            return str(code)
    return str(spoken[0])


def colours(site: ChatSite) -> str:
    """Return the style of the place's accent for the widget, moved until text in it and on it can be read."""
    return portal_colours.style(site.accent).replace(":root", ":host", 1).strip()
