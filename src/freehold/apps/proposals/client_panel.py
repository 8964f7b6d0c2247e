"""What proposals show on a client's page; wired into apps/clients."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from freehold.apps.clients.panels import Panel
from freehold.apps.clients.selectors import ids_of
from freehold.apps.clients.types import Client
from freehold.apps.proposals.models import Proposal

SHOWN = 6
#: The button “Write a proposal” that the page of an opportunity shows.
PROPOSE = "proposals/_from_opportunity.html"


def proposals_panel(request: Any, client: Client) -> Panel | None:
    """Return the client's newest proposals, None when there are none; one query."""
    rows = Proposal.objects.for_workspace(request.workspace).filter(client_id__in=ids_of(client)).defer("brief", "analysis")
    found = list(rows.order_by("-changed_at", "-pk")[:SHOWN])
    return Panel("proposals/_client_panel.html", {"proposals": found, "now": timezone.now()}) if found else None
