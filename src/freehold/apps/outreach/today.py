"""What Today shows of outreach: drafts that wait to be read, and answers that came in."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freehold.apps.outreach.selectors import campaigns as reads


class Waiting(NamedTuple):
    """One line of Today, in the order of the dashboard's `Need`."""

    icon: str
    title: str
    note: str
    url: str
    action: str
    level: str = ""


def needs_you(workspace_id: int, now: datetime) -> list[Waiting]:
    """Return what waits for the owner, answers first (one query)."""
    found = reads.needs_you(workspace_id, now)
    lines = []
    if found["answers"]:
        words = ngettext("%(count)s answer to your outreach", "%(count)s answers to your outreach", found["answers"])
        one = found["answers"] == 1
        url = reverse("outreach:approach", args=[found["answer"]]) if one else reverse("outreach:campaigns")
        lines.append(
            Waiting("reply", words % {"count": found["answers"]}, _("Nothing more is sent to them by itself."), url, _("Read"), "warn")
        )
    if found["drafts"]:
        words = ngettext("%(count)s draft of outreach to read", "%(count)s drafts of outreach to read", found["drafts"])
        one = found["campaigns"] == 1
        url = reverse("outreach:campaign", args=[found["newest"]]) if one else reverse("outreach:campaigns")
        lines.append(
            Waiting("mails", words % {"count": found["drafts"]}, _("Nothing leaves before you have read it."), url, _("Look through"))
        )
    return lines
