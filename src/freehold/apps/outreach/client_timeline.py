"""What outreach adds to a client's timeline beside the mails themselves, which stand there already: what came of them."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from freehold.apps.clients.panels import MOST_ENTRIES, TimelineEntry
from freehold.apps.clients.selectors import ids_of
from freehold.apps.clients.types import Client
from freehold.apps.outreach.models import Approach, ApproachState
from freehold.apps.outreach.selectors import campaigns as reads

_ICONS = {ApproachState.WON: "trophy", ApproachState.BOUNCED: "mail-x", ApproachState.OPTED_OUT: "ban", ApproachState.COMPLAINED: "ban"}


def outreach_entries(request: Any, client: Client) -> list[TimelineEntry]:
    """Return what came of outreach to the people at a client, the newest first; answers stand there as mails."""
    rows = reads.outcomes(request.workspace, ids_of(client), list(_ICONS))[:MOST_ENTRIES]
    return [_entry(row) for row in rows]


def _entry(row: Approach) -> TimelineEntry:
    words = {
        ApproachState.WON: _("Won after your mail to %(name)s"),
        ApproachState.BOUNCED: _("The mail to %(name)s came back"),
        ApproachState.OPTED_OUT: _("%(name)s wants no more mail"),
        ApproachState.COMPLAINED: _("%(name)s reported your mail as spam"),
    }[ApproachState(row.state)]
    at = row.ended_at or row.changed_at
    title = words % {"name": row.contact.name}
    url = reverse("outreach:approach", args=[row.pk])
    return TimelineEntry(at, f"outreach.{row.state}", title, row.subject, url, _ICONS[ApproachState(row.state)])
