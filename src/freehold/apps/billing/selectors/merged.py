"""Clients that were merged: which one stands for the client that a row names.

What was issued keeps the id of the client that it was issued to, so sums "by client" go by who stands for it. Two steps of it are
read along with the rows themselves, so that nothing more is asked unless three merges lie behind one another.
"""

from __future__ import annotations

from typing import Any

from freehold.apps.clients import selectors as clients
from freehold.apps.clients.types import Client
from freehold.kit.scoping.ref import Workspace

_UNKNOWN = 0


def stands(prefix: str = "client") -> tuple[str, str, str]:
    """Return the columns that `Standing` is called with, for `values_list`."""
    return f"{prefix}_id", f"{prefix}__merged_into_id", f"{prefix}__merged_into__merged_into_id"


class Standing:
    """Tells who stands for a client: itself unless it was merged."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._found: dict[int, int] = {}

    def __call__(self, client_id: int, into: int | None, further: int | None = _UNKNOWN) -> int:
        """Return the id for a client that was merged `into` another, which was merged `further`."""
        if into is None:
            return client_id
        if further is None:
            return into
        if client_id not in self._found:
            self._found[client_id] = clients.standing_for(self._workspace, client_id)
        return self._found[client_id]


def standing_client(row: Any) -> Client:
    """Return who stands for the client of a paper or other row: who is written to, and whose settings hold."""
    client: Client = row.client
    if client.merged_into is None:
        return client
    if client.merged_into.merged_into_id is None:
        return client.merged_into
    return clients.client(client.workspace_id, client.pk) or client


def family(workspace: Workspace, client_id: int) -> list[int]:
    """Return the ids of one client whichever of them is named: who stands for it first, then all who were merged (two queries)."""
    return clients.ids_for(workspace, clients.standing_for(workspace, client_id))
