"""What outreach shows on a client's page; wired into apps/clients."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from freehold.apps.clients.panels import Panel
from freehold.apps.clients.selectors import ids_of
from freehold.apps.clients.types import Client
from freehold.apps.outreach.selectors import campaigns as reads


def outreach_panel(request: Any, client: Client) -> Panel | None:
    """Return the latest mails to people at the client, None when nobody there was ever approached."""
    rows = reads.of_client(request.workspace, ids_of(client))
    if not rows:
        return None
    return Panel("outreach/_client_panel.html", {"rows": rows, "now": timezone.now()})
