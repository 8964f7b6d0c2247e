"""The entries of outreach in palette and shortcuts, and what it finds for the palette."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from freehold.apps.outreach.selectors import campaigns as reads
from freehold.kit.design.palette import Command
from freehold.kit.design.shell import Hit

COMMANDS = (
    Command(
        "clients.people",
        _("Whom to approach"),
        url_name="outreach:people",
        keys="g w",
        icon="user-round-search",
        words=_("prospects leads targets segments"),
    ),
    Command(
        "clients.outreach",
        _("Outreach"),
        url_name="outreach:campaigns",
        keys="g u",
        icon="mails",
        words=_("campaigns mails marketing follow-up"),
    ),
    Command(
        "outreach.new", _("New campaign"), url_name="outreach:campaign_new", icon="mail-plus", group="do", words=_("outreach mails write")
    ),
    Command(
        "outreach.results", _("Results of outreach"), url_name="outreach:results", icon="chart-no-axes-column", words=_("answers rates won")
    ),
    Command(
        "outreach.suppressed",
        _("Not to write to"),
        url_name="outreach:suppressed",
        icon="ban",
        words=_("suppression list unsubscribe opt out objection"),
    ),
    Command(
        "outreach.settings",
        _("How outreach is sent"),
        url_name="outreach:settings",
        icon="sliders-horizontal",
        words=_("caps hours address"),
    ),
)


def search(request: Any, query: str, limit: int) -> list[Hit]:
    """Return campaigns whose name or purpose has the words."""
    if getattr(request, "workspace", None) is None:
        return []
    kind = gettext("Outreach")
    rows = reads.found(request.workspace, query)[:limit]
    return [Hit(row.name, reverse("outreach:campaign", args=[row.pk]), kind, str(row.get_state_display())) for row in rows]
