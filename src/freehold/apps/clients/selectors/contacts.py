"""Reads of the people at clients, and of whom a mail address belongs to."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from freehold.apps.clients.models import Client, Contact
from freehold.apps.clients.selectors.clients import client as client_of
from freehold.kit.scoping.ref import Workspace, id_of


def contacts(workspace: Workspace, *, ids: Iterable[int] | None = None) -> QuerySet[Contact]:
    """Return the people at the clients of a workspace, each with its client; those put away and merged are left out."""
    rows = Contact.objects.filter(client__workspace_id=id_of(workspace), client__archived_at__isnull=True, client__merged_into__isnull=True)
    rows = rows if ids is None else rows.filter(pk__in=list(ids))
    return rows.select_related("client").order_by("pk")


def contact(workspace: Workspace, contact_id: int) -> Contact | None:
    """Return one person of this workspace with the client, also of one put away; None when there is none."""
    return Contact.objects.filter(pk=contact_id, client__workspace_id=id_of(workspace)).select_related("client").first()


def addresses_of(client: Client, ids: Iterable[int] = ()) -> list[str]:
    """Return all mail addresses at a client (and at those merged into it, by `ids`), in small letters, without doubles."""
    keys = list(ids) or [client.pk]
    rows = Contact.objects.filter(client_id__in=keys, client__workspace_id=client.workspace_id)
    found = [client.email, *rows.order_by("pk").values_list("email", flat=True)]
    if len(keys) > 1:
        found += Client.objects.for_workspace(client.workspace_id).filter(pk__in=keys).order_by("pk").values_list("email", flat=True)
    return list(dict.fromkeys(address.strip().casefold() for address in found if address.strip()))


def by_address(workspace: Workspace, address: str) -> tuple[Client, Contact | None] | None:
    """Return the client, and the person there, of a mail address; None when nobody has it.

    A person wins over a client's own address, and one in use over one put away. Case does not count.
    """
    plain = address.replace("\x00", "").strip()
    if not plain or "@" not in plain:
        return None
    people = Contact.objects.filter(client__workspace_id=id_of(workspace), email__iexact=plain).select_related("client")
    rows = sorted(people, key=lambda row: (row.client.merged_into_id is not None, row.client.archived_at is not None, row.pk))
    if rows:
        person = rows[0]
        return (_standing(person.client), person)
    own = Client.objects.for_workspace(workspace).filter(email__iexact=plain)
    found = sorted(own, key=lambda row: (row.merged_into_id is not None, row.archived_at is not None, row.pk))
    return (_standing(found[0]), None) if found else None


def _standing(row: Client) -> Client:
    return row if row.merged_into_id is None else client_of(row.workspace_id, row.pk) or row
