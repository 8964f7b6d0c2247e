"""What a client may know of the work on their projects by a signed link: where it stands, and the hours that count."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, Sum

from freehold.apps.billing.models import PortalLink, Project
from freehold.apps.clients import selectors as clients

MOST = 50


@dataclass(frozen=True, slots=True)
class ShownProject:
    """A client's project: what its owner wrote about where it stands, and the billable minutes spent and hours planned."""

    id: int
    name: str
    note: str
    is_closed: bool
    minutes: int
    budget_hours: Decimal | None


def shown_projects(link: PortalLink) -> list[ShownProject]:
    """Return the projects of the link's client, open ones first, the newest first; none for a link to one paper.

    Those of clients merged into this one are among them.
    """
    if link.document_id:
        return []
    rows = Project.objects.for_workspace(link.workspace_id).filter(client_id__in=clients.ids_of(link.client))
    rows = rows.annotate(spent=Sum("entries__minutes", filter=Q(entries__billable=True, entries__minutes__isnull=False)))
    found = [
        ShownProject(row.pk, row.name, row.status_note.strip(), row.closed_at is not None, row.spent or 0, row.budget_hours)
        for row in rows.order_by("-created_at", "-pk")[:MOST]
    ]
    return sorted(found, key=lambda one: one.is_closed)
