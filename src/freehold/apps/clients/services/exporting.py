"""Clients as a table or an address book: of all, or of what a list shows; a cell that looks like a formula is made harmless."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import QuerySet, prefetch_related_objects
from django.utils.translation import gettext as _

from freehold.apps.clients.labels import LABELS
from freehold.apps.clients.models import Client, ClientKind, Contact
from freehold.apps.clients.services.imports.columns import own_columns
from freehold.apps.clients.services.vcards import card
from freehold.kit.audit import record
from freehold.kit.scoping.ref import Workspace, id_of

_COLUMNS = (
    *("number", "legal_name", "line1", "line2", "postcode", "city", "region", "country", "website", "vat_id", "tax_number"),
    *("language", "currency", "payment_days", "hourly_rate", "channel"),
)
_FORMULAS = frozenset("=+-@＝＋－＠\t\r")
_PORTION = 500


def to_csv(workspace: Workspace, rows: QuerySet[Client], *, now: datetime, actor: str = "") -> bytes:
    """Return one line for each person at each client (one for a client without people), in UTF-8 with a byte-order mark."""
    own = own_columns(workspace)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    person = [_("Person: whole name"), _("What they do"), str(LABELS["email"]), str(LABELS["phone"])]
    basis = [_("Legal form"), _("May be written to because"), _("Known from"), _("Since")]
    heads = [_("Company"), str(LABELS["kind"]), *(str(LABELS[name]) for name in _COLUMNS), str(LABELS["tags"]), str(LABELS["notes"])]
    writer.writerow([cell(text) for text in (*heads, *(name for _key, name in own), *person, *basis)])
    count = 0
    for client in _portions(rows):
        shared = [client.name, client.kind, *(getattr(client, name) for name in _COLUMNS), ", ".join(client.tags), client.notes]
        shared += [client.fields.get(str(key), "") for key, _name in own]
        for contact in _people(client):
            writer.writerow([cell(value) for value in (*shared, *_cells(client, contact))])
        count += 1
    record("clients.exported", workspace_id=id_of(workspace), actor=actor, detail={"count": count, "as": "csv"}, at=now)
    return out.getvalue().encode("utf-8-sig", "replace")


def to_vcards(workspace: Workspace, rows: QuerySet[Client], *, now: datetime, actor: str = "") -> bytes:
    """Return a card for each client and one for each person there, as vCard 4.0."""
    own = own_columns(workspace)
    cards = []
    count = 0
    for client in _portions(rows):
        cards.append(_client_card(client, own))
        cards += [_person_card(client, contact) for contact in client.contacts.all()]
        count += 1
    record("clients.exported", workspace_id=id_of(workspace), actor=actor, detail={"count": count, "as": "vcard"}, at=now)
    return "".join(cards).encode("utf-8", "replace")


def cell(value: object) -> str:
    """Return a value as a cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value).replace("\x00", "")
    return f"'{text}" if text[:1] in _FORMULAS or text.lstrip()[:1] in _FORMULAS else text


def _portions(rows: QuerySet[Client]) -> Iterator[Client]:
    portion: list[Client] = []
    # Whole rows at once and their people with them: a query for each five hundred clients.
    for client in rows.defer(None).defer("vat_check").iterator(chunk_size=_PORTION):
        portion.append(client)
        if len(portion) == _PORTION:
            prefetch_related_objects(portion, "contacts")
            yield from portion
            portion = []
    if portion:
        prefetch_related_objects(portion, "contacts")
        yield from portion


def _people(client: Client) -> Iterable[Contact | None]:
    found: list[Contact] = list(client.contacts.all())
    own_address = client.email and client.email.casefold() not in {contact.email.casefold() for contact in found}
    return [None, *found] if own_address or not found else found


def _cells(client: Client, contact: Contact | None) -> list[object]:
    if contact is None:
        return ["", "", client.email, client.phone, "", "", "", ""]
    basis = [contact.legal_form, contact.basis, contact.basis_source, contact.basis_on or ""]
    return [contact.name, contact.role, contact.email, contact.phone, *basis]


def _client_card(client: Client, own: list[tuple[int, str]]) -> str:
    is_person = client.kind == ClientKind.PERSON
    more = "\n".join(f"{name}: {client.fields[str(key)]}" for key, name in own if client.fields.get(str(key)))
    return card(
        (
            ("KIND", "individual" if is_person else "org"),
            ("FN", client.name),
            ("ORG", "" if is_person else client.name),
            ("EMAIL;TYPE=work", client.email),
            ("TEL;TYPE=work", client.phone),
            ("ADR;TYPE=work", _address(client)),
            ("URL", client.website),
            ("LANG", client.language),
            *((("CATEGORIES", tag)) for tag in client.tags),
            ("NOTE", "\n".join(filter(None, (client.notes, more)))),
        )
    )


def _person_card(client: Client, contact: Contact) -> str:
    given, _space, family = contact.name.rpartition(" ")
    return card(
        (
            ("KIND", "individual"),
            ("FN", contact.name),
            ("N", (family, given, "", "", "")),
            ("ORG", client.name),
            ("TITLE", contact.role),
            ("EMAIL;TYPE=work", contact.email),
            ("TEL;TYPE=work", contact.phone),
            ("ADR;TYPE=work", _address(client)),
            ("LANG", contact.language or client.language),
        )
    )


def _address(client: Client) -> tuple[str, ...]:
    found = ("", client.line2, client.line1, client.city, client.region, client.postcode, client.country)
    return found if any(found) else ()
