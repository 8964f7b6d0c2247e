"""What reputation tells on a client's timeline; wired into apps/clients."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from freehold.apps.clients import selectors as clients
from freehold.apps.clients.panels import MOST_ENTRIES, TimelineEntry
from freehold.apps.clients.types import Client
from freehold.apps.reputation.models import Testimonial


def reputation_entries(request: Any, client: Client) -> Iterator[TimelineEntry]:
    """Yield what happened with the client's testimonials, also with those of clients merged into this one (one query)."""
    rows = Testimonial.objects.for_workspace(request.workspace).filter(client_id__in=clients.ids_of(client))
    url = reverse("reputation:page")
    for row in rows.order_by("-changed_at", "-pk")[:MOST_ENTRIES]:
        yield TimelineEntry(row.asked_at, "testimonial_asked", _("Asked for a testimonial"), row.subject, url, "quote")
        if row.given_at is not None:
            yield TimelineEntry(row.given_at, "testimonial_given", _("Wrote a testimonial"), row.text[:300], url, "quote")
        if row.withdrawn_at is not None:
            yield TimelineEntry(row.withdrawn_at, "testimonial_withdrawn", _("Took a testimonial back"), "", url, "undo-2")
