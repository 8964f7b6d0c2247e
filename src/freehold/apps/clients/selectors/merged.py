"""Which ids stand for one client: after a merge the papers of the gone one keep its id for good."""

from __future__ import annotations

from freehold.apps.clients.models import Client
from freehold.kit.scoping.ref import Workspace


def ids_of(client: Client) -> list[int]:
    """Return the client's id and those of all that were merged into it, for lists of what belongs to the client.

    One query, asked once for a row that was read: a page has several lists.
    """
    found: list[int] | None = client.__dict__.get("_ids")
    if found is None:
        found = client.__dict__["_ids"] = ids_for(client.workspace_id, client.pk)
    return list(found)


def ids_for(workspace: Workspace, client_id: int) -> list[int]:
    """Return the same for an id: that one first, then those of all that were merged into it (one query)."""
    into, found = _merged(workspace), [client_id]
    for key in found:  # grows while it is read: a merged one may stand for others
        found.extend(gone for gone, kept in into.items() if kept == key and gone not in found)
    return found


def standing_for(workspace: Workspace, client_id: int) -> int:
    """Return the id of the client that stands for this one: itself unless it was merged."""
    into = _merged(workspace)
    seen: set[int] = set()
    while client_id in into and client_id not in seen:
        seen.add(client_id)
        client_id = into[client_id]
    return client_id


def _merged(workspace: Workspace) -> dict[int, int]:
    rows = Client.objects.for_workspace(workspace).filter(merged_into__isnull=False)
    return {gone: kept for gone, kept in rows.values_list("pk", "merged_into_id") if kept is not None}
