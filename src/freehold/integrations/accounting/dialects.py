"""The columns of each program's exports, by the names that it gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from freehold.integrations.accounting.records import Kind, Program
from freehold.integrations.accounting.values import Order


@dataclass(frozen=True, slots=True)
class Dialect:
    """An export: what it must have to be this one (one of each group), and our field → its headings, the likeliest first."""

    program: Program
    kind: Kind
    marks: tuple[frozenset[str], ...]
    columns: Mapping[str, tuple[str, ...]]
    order: Order = "dmy"


def _marks(*groups: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(group.split("|")) for group in groups)


TOGGL = Dialect(
    "toggl",
    "time",
    _marks("start date", "start time", "duration", "description", "user|email|member"),
    {
        "day": ("start date",),
        "start": ("start time",),
        "end": ("end time", "stop time"),
        "duration": ("duration",),
        "client": ("client",),
        "project": ("project",),
        "task": ("task",),
        "description": ("description",),
        "billable": ("billable",),
        "total": ("amount",),
        "person": ("user", "member", "email"),
    },
)
KIMAI = Dialect(
    "kimai",
    "time",
    _marks("date|datum", "from|begin|von|beginn", "to|end|bis|ende", "duration|dauer", "customer|kunde", "activity|tätigkeit"),
    {
        "day": ("date", "datum"),
        "start": ("from", "begin", "von", "beginn"),
        "end": ("to", "end", "bis", "ende"),
        "duration": ("duration", "dauer"),
        "client": ("customer", "kunde"),
        "project": ("project", "projekt"),
        "task": ("activity", "tätigkeit"),
        "description": ("description", "beschreibung"),
        "billable": ("billable", "abrechenbar"),
        "billed": ("exported", "exportiert"),
        "rate": ("hourly rate", "hourlyrate", "stundensatz", "stundenlohn"),
        "total": ("rate", "total rate", "preis"),
        "person": ("user", "username", "name", "benutzer"),
    },
)
FRESHBOOKS_TIME = Dialect(
    "freshbooks",
    "time",
    _marks("date", "client", "project", "service|task", "team member|staff", "hours"),
    {
        "day": ("date",),
        "duration": ("hours",),
        "client": ("client",),
        "project": ("project",),
        "task": ("service", "task"),
        "description": ("note", "notes"),
        "state": ("status", "billed"),
        "rate": ("rate",),
        "person": ("team member", "staff"),
    },
    "mdy",
)
FRESHBOOKS_CLIENTS = Dialect(
    "freshbooks",
    "clients",
    _marks("organization", "first name", "last name", "email", "address line 1"),
    {
        "name": ("organization",),
        "first": ("first name",),
        "last": ("last name",),
        "email": ("email",),
        "phone": ("phone",),
        "line1": ("address line 1",),
        "line2": ("address line 2",),
        "city": ("city",),
        "region": ("province state",),
        "country": ("country",),
        "postcode": ("postal code",),
        "notes": ("notes",),
    },
)
FRESHBOOKS_INVOICES = Dialect(
    "freshbooks",
    "invoices",
    _marks("client name", "invoice #", "date issued|date", "invoice status", "line total"),
    {
        "client": ("client name",),
        "number": ("invoice #",),
        "day": ("date issued", "date"),
        "due": ("date due",),
        "state": ("invoice status",),
        "paid_on": ("date paid",),
        "item": ("item name",),
        "text": ("item description",),
        "quantity": ("quantity",),
        "price": ("rate",),
        "net": ("line subtotal",),
        "tax1": ("tax 1 amount",),
        "tax2": ("tax 2 amount",),
        "gross": ("line total",),
        "currency": ("currency",),
    },
    "mdy",
)
NINJA_TIME = Dialect(
    "invoiceninja",
    "time",
    _marks("start date|task start date", "duration|task duration", "number|task number", "description|task description"),
    {
        "day": ("start date",),
        "start": ("start time",),
        "end": ("end time",),
        "duration": ("duration",),
        "client": ("client", "name", "client name"),
        "project": ("project", "project name"),
        "description": ("description",),
        "rate": ("rate",),
        "state": ("status", "invoice"),
        "person": ("user", "assigned user"),
    },
)
NINJA_INVOICES = Dialect(
    "invoiceninja",
    "invoices",
    _marks(
        "number|invoice number|invoice invoice number",
        "date|invoice date",
        "amount|invoice amount",
        "balance|invoice balance",
        "client|client name|name",
    ),
    {
        "client": ("client", "client name", "name"),
        "number": ("number", "invoice number", "invoice invoice number"),
        "day": ("date", "invoice date"),
        "due": ("due date", "invoice due date"),
        "state": ("status", "invoice status"),
        "gross": ("amount", "invoice amount"),
        "balance": ("balance", "invoice balance"),
        "tax": ("total taxes", "invoice total taxes", "taxes"),
        "item": ("product key", "item product", "product"),
        "text": ("notes", "item notes", "item description", "description"),
        "quantity": ("quantity", "item quantity"),
        "price": ("unit cost", "item unit cost", "cost", "item cost"),
        "net": ("line total", "item line total"),
        "currency": ("currency", "client currency", "invoice currency"),
    },
)
NINJA_CLIENTS = Dialect(
    "invoiceninja",
    "clients",
    _marks(
        "name|client name",
        "street|address1|client street|client address1|address 1|client address 1",
        "city|client city",
        "postal code|client postal code",
        "balance|client balance|paid to date|client paid to date|id number|client id number",
    ),
    {
        "name": ("name", "client name"),
        "number": ("number", "client number"),
        "first": ("first name", "contact first name"),
        "last": ("last name", "contact last name"),
        "email": ("email", "contact email"),
        "phone": ("phone", "client phone", "contact phone"),
        "line1": ("street", "client street", "address1", "address 1", "client address1", "client address 1"),
        "line2": ("apt suite", "client apt suite", "address2", "address 2", "client address2", "client address 2"),
        "city": ("city", "client city"),
        "region": ("state province", "client state province", "state", "client state"),
        "country": ("country", "client country"),
        "postcode": ("postal code", "client postal code"),
        "vat_id": ("vat number", "client vat number"),
        "website": ("website", "client website"),
        "currency": ("currency", "client currency"),
        "notes": ("private notes", "client private notes"),
    },
)

# Looked through in this order: those with the rarest headings first.
DIALECTS = (TOGGL, KIMAI, FRESHBOOKS_INVOICES, FRESHBOOKS_CLIENTS, FRESHBOOKS_TIME, NINJA_INVOICES, NINJA_CLIENTS, NINJA_TIME)
