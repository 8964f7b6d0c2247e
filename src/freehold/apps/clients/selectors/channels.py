"""Through which platform clients came, and who stands for whom: what sums by client and by channel go by."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from freehold.apps.clients.models import Client
from freehold.kit.scoping.ref import Workspace


@dataclass(frozen=True, slots=True)
class Known:
    """Who stands for a client id: its `id` (another one after a merge), `name`, the `channel` it pays through ("" is direct)."""

    id: int
    name: str
    channel: str
    currency: str


def known_clients(workspace: Workspace) -> dict[int, Known]:
    """Return for each client id, merged ones too, who stands for it; one query.

    Channels that differ in case or space only are one: the spelling of the oldest client is kept.
    """
    columns = ("pk", "name", "channel", "currency", "merged_into_id")
    rows = {row[0]: row for row in Client.objects.for_workspace(workspace).order_by("pk").values_list(*columns)}
    spelt: dict[str, str] = {}
    found: dict[int, Known] = {}
    for pk in rows:
        kept, seen = pk, {pk}
        while (into := rows[kept][4]) in rows and into not in seen:
            kept = into
            seen.add(kept)
        _, name, channel, currency, _into = rows[kept]
        plain = " ".join(channel.split())
        found[pk] = Known(kept, name, spelt.setdefault(plain.casefold(), plain), currency)
    return found


def hourly_rates(workspace: Workspace) -> dict[int, Decimal]:
    """Return the usual rate by the hour, in the client's own currency, of the clients that have one; one query."""
    rows = Client.objects.for_workspace(workspace).exclude(hourly_rate=None).order_by()
    return dict(rows.values_list("pk", "hourly_rate"))


def channels(workspace: Workspace, *, limit: int = 50) -> list[str]:
    """Return the channels that clients have, for the form to propose."""
    rows = Client.objects.for_workspace(workspace).exclude(channel="").order_by("channel")
    return list(rows.values_list("channel", flat=True).distinct()[:limit])
