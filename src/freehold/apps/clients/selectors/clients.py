"""Reads of clients and of whom to write to there."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from freehold.apps.clients.models import Client
from freehold.kit.scoping.ref import Workspace


def clients(workspace: Workspace, *, q: str = "", archived: bool = False) -> QuerySet[Client]:
    """Return the clients of a workspace by name; those put away with `archived`. `q` looks in names, place, mail and tags."""
    rows = Client.objects.for_workspace(workspace).filter(archived_at__isnull=not archived).defer("notes", "vat_check")
    for word in q.replace("\x00", "").split()[:6]:
        rows = rows.filter(
            Q(name__icontains=word)
            | Q(legal_name__icontains=word)
            | Q(city__icontains=word)
            | Q(email__icontains=word)
            | Q(number__iexact=word)
            | Q(contacts__name__icontains=word)
            | Q(contacts__email__icontains=word)
        )
    return rows.distinct() if q else rows


def client(workspace: Workspace, client_id: int) -> Client | None:
    """Return one client of this workspace with the people there, or None."""
    return Client.objects.for_workspace(workspace).prefetch_related("contacts").filter(pk=client_id).first()


def client_names(workspace: Workspace) -> dict[int, str]:
    """Return the name of every client by its id, also of those put away."""
    return dict(Client.objects.for_workspace(workspace).values_list("pk", "name"))


def client_choices(workspace: Workspace) -> list[tuple[int, str]]:
    """Return (id, name) of the clients that can be chosen, by name."""
    return list(clients(workspace).values_list("pk", "name"))


def invoice_recipients(row: Client) -> list[tuple[str, str]]:
    """Return (name, e-mail) of everybody at the client who gets invoices; the client's own address when nobody is marked."""
    marked = [(contact.name, contact.email) for contact in row.contacts.all() if contact.gets_invoices and contact.email]
    found = marked or ([(row.name, row.email)] if row.email else [])
    # A name of two lines has no place in the head of a mail, where the second could be another header.
    return [(" ".join(name.split()), address) for name, address in found]


def counts(workspace: Workspace) -> dict[str, int]:
    """Return how many clients are there ("active") and put away ("archived")."""
    rows = Client.objects.for_workspace(workspace)
    archived = rows.filter(archived_at__isnull=False).count()
    return {"active": rows.count() - archived, "archived": archived}
