"""Reads for merging: pairs that are perhaps the same, two clients side by side, merges that were made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from freehold.apps.clients.labels import LABELS
from freehold.apps.clients.models import Client, Merge
from freehold.apps.clients.services.duplicates import Pair, pairs
from freehold.apps.clients.services.merging import CHOSEN
from freehold.kit.scoping.ref import Workspace, storable

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Alike:
    """Two clients that are perhaps the same, with why in words."""

    first: Client
    second: Client
    points: int
    why: str


@dataclass(frozen=True, slots=True)
class Side:
    """One field of two clients: what both say, whether they differ, and whose value is proposed."""

    name: str
    label: str
    mine: str
    theirs: str
    differs: bool
    takes_theirs: bool


def alike(workspace: Workspace) -> tuple[list[Alike], int]:
    """Return the surest pairs with their clients, and how many pairs there are."""
    found = pairs(workspace)
    rows = clients_by_id(workspace, (key for pair in found[:SHOWN] for key in (pair.first, pair.second)))
    shown = [Alike(rows[pair.first], rows[pair.second], pair.points, words(pair)) for pair in found[:SHOWN]]
    return shown, len(found)


def clients_by_id(workspace: Workspace, ids: Iterable[int]) -> dict[int, Client]:
    """Return clients of this workspace by id, with their people; merged ones are left out."""
    rows = Client.objects.for_workspace(workspace).filter(pk__in=storable(ids), merged_into__isnull=True)
    return {row.pk: row for row in rows.prefetch_related("contacts")}


def side_by_side(kept: Client, gone: Client) -> list[Side]:
    """Return the fields that any of the two has."""
    found = []
    for name in CHOSEN:
        mine, theirs = _shown(kept, name), _shown(gone, name)
        if mine or theirs:
            found.append(Side(name, str(LABELS[name]), mine, theirs, bool(mine and theirs and mine != theirs), not mine))
    return found


def words(pair: Pair) -> str:
    """Return why two clients may be the same."""
    said = {
        "vat": _("same VAT number"),
        "email": _("same mail address"),
        "phone": _("same phone number"),
        "name": _("same name"),
        "domain": _("same domain"),
        "like": _("like names"),
        "place": _("same place"),
    }
    return ", ".join(said[code] for code in pair.why)


def merge(workspace: Workspace, merge_id: int) -> Merge | None:
    """Return one merge of this workspace with both clients."""
    return Merge.objects.for_workspace(workspace).select_related("kept", "gone").filter(pk=merge_id).first()


def merges(workspace: Workspace) -> list[Merge]:
    """Return the latest merges that stand."""
    rows = Merge.objects.for_workspace(workspace).filter(undone_at__isnull=True).select_related("kept", "gone")
    return list(rows[:20])


def _shown(client: Client, name: str) -> str:
    if name == "kind":
        return str(client.get_kind_display())
    value = getattr(client, name)
    return "" if value is None else str(value)
