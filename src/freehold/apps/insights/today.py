"""What Today shows of the weekly brief: its first finding, while it is this week's."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from freehold.apps.insights.models import WeeklyBrief
from freehold.apps.insights.services.findings import Finding
from freehold.kit.scoping.ref import Workspace


class Waiting(NamedTuple):
    """One line of Today, in the order of the dashboard's `Need`."""

    icon: str
    title: str
    note: str
    url: str
    action: str
    level: str = ""


def needs_you(workspace: Workspace, now: datetime) -> list[Waiting]:
    """Return one line for the brief of this week, with what has the most money at stake (one query); nothing without a finding."""
    row = WeeklyBrief.objects.for_workspace(workspace).order_by("-monday").first()
    if row is None or not row.findings or (now.date() - row.monday).days >= 7:
        return []
    first = Finding.from_json(row.findings[0])
    words = row.words.get(first.kind) or first.title
    return [Waiting("newspaper", _("Your weekly brief"), words, reverse("insights:brief"), _("Read it"))]
