"""Reads of clients and of whom to write to there."""

from __future__ import annotations

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from freehold.apps.clients.models import Client, Contact
from freehold.apps.clients.selectors.merged import standing_for
from freehold.apps.clients.words import field_line, folded, tag_line, whole
from freehold.kit.scoping.ref import Workspace


def clients(
    workspace: Workspace,
    *,
    q: str = "",
    archived: bool = False,
    tag: str = "",
    country: str = "",
    basis: str = "",
    field: tuple[int, str] | None = None,
) -> QuerySet[Client]:
    """Return the clients of a workspace by name; those put away with `archived`. `q` looks in names, place, mail, tags and own fields.

    `basis` "yes" keeps those with somebody who may be written to, "no" the others; `field` is the id of an own field and its value.
    """
    rows = Client.objects.for_workspace(workspace).filter(archived_at__isnull=not archived, merged_into__isnull=True)
    rows = rows.defer("notes", "vat_check")
    if tag:
        rows = rows.filter(words__contains=whole(tag_line(tag)))
    if country:
        rows = rows.filter(country=country.upper())
    if basis in {"yes", "no"}:
        reason = Exists(Contact.objects.filter(client=OuterRef("pk")).exclude(basis=""))
        rows = rows.filter(reason if basis == "yes" else ~reason)
    if field is not None:
        rows = rows.filter(words__contains=whole(field_line(*field)))
    for word in q.replace("\x00", "").split()[:6]:
        person = Contact.objects.filter(client=OuterRef("pk")).filter(Q(name__icontains=word) | Q(email__icontains=word))
        rows = rows.filter(
            Q(name__icontains=word)
            | Q(legal_name__icontains=word)
            | Q(city__icontains=word)
            | Q(email__icontains=word)
            | Q(number__iexact=word)
            | Q(words__contains=folded(word))
            | Exists(person)
        )
    return rows


def client(workspace: Workspace, client_id: int) -> Client | None:
    """Return one client of this workspace with the people there, or None; for a merged one the client that stands for it."""
    rows = Client.objects.for_workspace(workspace).prefetch_related("contacts")
    found = rows.filter(pk=client_id).first()
    if found is not None and found.merged_into_id is not None:
        found = rows.filter(pk=standing_for(workspace, client_id)).first()
    return found


def client_names(workspace: Workspace) -> dict[int, str]:
    """Return the name of every client by its id, also of those put away; a merged one has the name of whoever stands for it."""
    rows = Client.objects.for_workspace(workspace).values_list("pk", "name", "merged_into_id")
    names, into = {pk: name for pk, name, _kept in rows}, {pk: kept for pk, _name, kept in rows if kept}
    for gone in into:
        key = gone
        for _step in into:
            key = into.get(key, key)
        names[gone] = names[key]
    return names


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
    rows = Client.objects.for_workspace(workspace).filter(merged_into__isnull=True)
    return rows.aggregate(active=Count("pk", filter=Q(archived_at__isnull=True)), archived=Count("pk", filter=Q(archived_at__isnull=False)))
