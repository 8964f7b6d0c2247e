"""The clients of the demo: who they are, why they may be written to, and what is noted about them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from freehold.apps.clients import selectors as people
from freehold.apps.clients import services as clients
from freehold.apps.clients.services.notes import add_note
from freehold.apps.clients.services.own_fields import add_field
from freehold.apps.demo.money.basics import ORIGIN
from freehold.apps.demo.money.books import Books
from freehold.apps.demo.winning.reading import Row, WinningFile
from freehold.domain.errors import UserError
from freehold.kit.mailing.services.suppression import suppress

_OWN = frozenset(("key", "field", "note", "day", "people"))


def write_people(content: WinningFile, books: Books, at: datetime) -> None:
    """Write the own field, the clients who are not in the books, what else is known of those who are, and who wants no mail."""
    field = add_field(
        books.workspace, name=content.field["name"], kind="choice", choices=content.field["choices"], now=at, actor=books.person
    )
    for row in content.clients:
        _add(row, str(field.pk), books)
    for row in content.known:
        _say_more(row, str(field.pk), books)
    gone = content.suppressed
    suppress(books.workspace.pk, gone["address"], reason="objected", now=books.noon(gone["day"]), note=gone["note"])


def _add(row: Row, field: str, books: Books) -> None:
    seen = books.noon(row["day"])
    values = {name: value for name, value in row.items() if name not in _OWN}
    own = {field: row["field"]} if "field" in row else {}
    client = clients.add_client(books.workspace, now=seen, actor=books.person, origin=ORIGIN, fields=own, **values)
    books.keep("client", row["key"], client.pk)
    for person in row["people"]:
        said = {name: value for name, value in person.items() if name not in {"key", "basis"}}
        said = {"language": row.get("language", ""), "country": row["country"], **said}
        contact = clients.add_contact(books.workspace, client.pk, now=seen, **said)
        if "key" in person:
            books.keep("person", person["key"], contact.pk)
        _basis(contact.pk, person, books)
    _note(client.pk, row, books)


def _say_more(row: Row, field: str, books: Books) -> None:
    client_id = books.id_of("client", row["client"])
    found: Any = people.client(books.workspace, client_id)
    if found is None:
        raise UserError(f"The demo's client “{row['client']}” is gone.")
    values: dict[str, Any] = {"fields": {field: row["field"]}} if "field" in row else {}
    if "tags" in row:
        values["tags"] = [*found.tags, *row["tags"]]
    clients.change_client(books.workspace, client_id, now=books.calendar.begun_at, actor=books.person, **values)
    by_name = {one.name: one for one in found.contacts.all()}
    for person in row.get("people", ()):
        contact = by_name.get(person["name"])
        if contact is None:
            raise UserError(f"{person['name']} is no longer at “{found.name}”.")
        kept = {name: getattr(contact, name) for name in ("name", "email", "phone", "role", "gets_invoices")}
        told = {"language": person.get("language") or found.language, "country": found.country, "legal_form": person.get("legal_form", "")}
        clients.change_contact(books.workspace, client_id, contact.pk, now=books.calendar.begun_at, **kept, **told)
        if "key" in person:
            books.keep("person", person["key"], contact.pk)
        _basis(contact.pk, person, books)
    _note(client_id, row, books)


def _basis(contact_id: int, person: Row, books: Books) -> None:
    if "basis" not in person:
        return
    basis, source, day, *note = person["basis"]
    on = books.calendar.day(day)
    words = note[0] if note else ""
    clients.set_basis(books.workspace, contact_id, basis=basis, source=source, on=on, note=words, now=books.noon(day), actor=books.person)


def _note(client_id: int, row: Row, books: Books) -> None:
    if "note" in row:
        text, day = row["note"]
        add_note(books.workspace, client_id, text, now=books.noon(day), by=books.person, key="demo")
