"""What the chat shows on a client's page; wired into apps/clients."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from freehold.apps.chatbot.selectors import conversations as reads
from freehold.apps.clients import selectors as clients
from freehold.apps.clients.panels import Panel
from freehold.apps.clients.types import Client


def conversations_panel(request: Any, client: Client) -> Panel | None:
    """Return the client's conversations, None when there are none."""
    ids = clients.ids_of(client)
    addresses = [client.email, *(contact.email for contact in client.contacts.all())]
    if len(ids) > 1:
        addresses = clients.addresses_of(client, ids)
    found = reads.of_client(request.workspace, ids, addresses)
    if not found:
        return None
    return Panel("chatbot/conversations/_client_panel.html", {"conversations": found, "now": timezone.now()})
