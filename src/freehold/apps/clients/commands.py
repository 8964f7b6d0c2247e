"""The clients' entries in rail, palette and shortcuts."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from freehold.apps.clients.selectors import clients
from freehold.kit.design.palette import Command
from freehold.kit.design.shell import Hit

COMMANDS = (
    Command(
        "clients",
        _("Clients"),
        url_name="clients:list",
        keys="g c",
        icon="users",
        group="places",
        place=True,
        words=_("customers people companies contacts"),
        spaces=("chatbot", "outreach"),
    ),
    Command(
        "clients.import",
        _("Bring clients in from a file"),
        url_name="clients:imports",
        icon="upload",
        group="do",
        words=_("import csv vcard address book contacts"),
    ),
    Command(
        "clients.same",
        _("Clients that are perhaps the same"),
        url_name="clients:duplicates",
        icon="merge",
        group="places",
        words=_("duplicates merge double"),
    ),
    Command(
        "clients.fields",
        _("Own fields of clients"),
        url_name="clients:fields",
        icon="list-plus",
        group="places",
        words=_("custom fields columns"),
    ),
    Command("clients.add", _("Add a client"), url_name="clients:add", icon="user-plus", group="do", words=_("new customer company")),
)


def search(request: Any, query: str, limit: int) -> list[Hit]:
    """Return clients whose name, place or mail has the words."""
    if getattr(request, "workspace", None) is None:
        return []
    kind = gettext("Clients")
    rows = clients(request.workspace, q=query)[:limit]
    return [Hit(row.name, reverse("clients:detail", args=[row.pk]), kind, row.city) for row in rows]
