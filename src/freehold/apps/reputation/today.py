"""What Today shows of testimonials: those that came within the last week, until they are hidden or a file holds them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from freehold.apps.reputation.models import IssuedFile, Testimonial, TestimonialState
from freehold.apps.reputation.services.notes import answered_words
from freehold.kit.scoping.ref import Workspace

#: Nobody has to do anything with a testimonial; after this time it is told of no more.
NEWS = timedelta(days=7)
MOST = 3


class Waiting(NamedTuple):
    """One line of Today, in the order of the dashboard's `Need`."""

    icon: str
    title: str
    note: str
    url: str
    action: str
    level: str = ""


def needs_you(workspace: Workspace, now: datetime) -> list[Waiting]:
    """Return one line a testimonial that came of late, the newest first (one query)."""
    later = IssuedFile.objects.for_workspace(workspace).filter(at__gte=OuterRef("given_at"))
    rows = Testimonial.objects.for_workspace(workspace).filter(state=TestimonialState.RECEIVED, hidden=False, given_at__gt=now - NEWS)
    found = rows.exclude(Exists(later)).select_related("client").order_by("-given_at", "-pk")[:MOST]
    url = reverse("reputation:page") + f"?tab={TestimonialState.RECEIVED}#testimonials"
    return [Waiting("quote", answered_words(_who(row)), " ".join(row.text.split())[:160], url, _("Read it")) for row in found]


def _who(row: Testimonial) -> str:
    return row.name or row.asked_name or (row.client.name if row.client else "") or _("The client")
