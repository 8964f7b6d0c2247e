"""Reads an export of another program; a faulty row becomes a problem that names its line, and the rest is read."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from freehold.domain.errors import UserError
from freehold.integrations.accounting import values
from freehold.integrations.accounting.dialects import DIALECTS, Dialect
from freehold.integrations.accounting.invoices import read_invoices
from freehold.integrations.accounting.records import AccountingReading, ImportedClient, ImportedInvoice, ImportedTime
from freehold.integrations.accounting.rows import Row, RowFault, Rows
from freehold.integrations.accounting.tables import Table, read_table, without_prefix

HOUR = Decimal(60)
_CENT = Decimal("0.01")
_CLIENT_TEXTS = ("number", "line1", "line2", "postcode", "city", "region", "email", "phone", "website", "vat_id")
# A word in a state column that means the row stands on an invoice, and those that mean that it never will.
_BILLED, _UNBILLABLE = {"billed", "yes", "invoiced", "1", "true"}, {"non-billable", "unbillable", "not billable"}


def read_export(payload: bytes, *, name: str = "") -> AccountingReading:
    """Read an export by its headings. Raises UserError for a file of no known program, or without rows."""
    table = read_table(payload, name)
    dialect = _dialect_of(table)
    if dialect is None:
        raise UserError(
            _(
                "“%(name)s” is none of the exports that are known: clients, invoices or time of Invoice Ninja, FreshBooks, Kimai or Toggl "
                "(detailed report), as CSV. Nothing was read. Export it again with its usual columns."
            )
            % {"name": name}
        )
    if not table.rows:
        raise UserError(_("“%(name)s” holds headings but no rows. Nothing was read.") % {"name": name})
    rows = Rows(table, dialect)
    clients: tuple[ImportedClient, ...] = ()
    invoices: tuple[ImportedInvoice, ...] = ()
    times: tuple[ImportedTime, ...] = ()
    if dialect.kind == "clients":
        clients = tuple(rows.each(_client))
    elif dialect.kind == "invoices":
        invoices = read_invoices(rows)
    else:
        times = tuple(rows.each(lambda row: _time(row, dialect)))
    return AccountingReading(
        program=dialect.program, kind=dialect.kind, clients=clients, invoices=invoices, times=times, problems=tuple(rows.problems)
    )


def _dialect_of(table: Table) -> Dialect | None:
    known = {*table.headings, *(without_prefix(heading) for heading in table.headings)}
    return next((dialect for dialect in DIALECTS if all(group & known for group in dialect.marks)), None)


def _client(row: Row) -> ImportedClient:
    person = f"{row.text('first')} {row.text('last')}".strip()
    name = row.text("name") or person
    if not name:
        raise RowFault(_("The name is missing"))
    plain = {
        key: row.text(key) for key in ("number", "line1", "line2", "postcode", "city", "region", "email", "phone", "website", "vat_id")
    }
    currency = row.text("currency").upper()
    return ImportedClient(
        name=name,
        contact=person if person != name else "",
        country=values.country(row.text("country")),
        currency=currency if len(currency) == 3 and currency.isalpha() else "",
        notes=row.text("notes", 5000),
        **plain,
    )


def _time(row: Row, dialect: Dialect) -> ImportedTime | None:
    day = row.day("day", _("The day"))
    if day is None:
        raise RowFault(_("%(what)s is missing") % {"what": _("The day")})
    minutes = _minutes(row, dialect)
    if minutes <= 0:
        return None  # started and stopped at once: nothing was worked
    if minutes > 24 * 60:
        raise RowFault(_("This is more than a day: %(minutes)s minutes") % {"minutes": minutes})
    rate = row.amount("rate", _("The rate"))
    total = row.amount("total", _("The sum"))
    if rate is None and total:
        rate = (total * HOUR / minutes).quantize(_CENT)
    state = row.text("state").casefold()
    task, description = row.text("task"), row.text("description", 500)
    return ImportedTime(
        day=day,
        minutes=minutes,
        client=row.text("client"),
        project=row.text("project"),
        description=description or task,
        billable=values.yes(row.text("billable")) if row.text("billable") else state not in _UNBILLABLE,
        billed=values.yes(row.text("billed")) or state in _BILLED,
        rate=rate if rate is None or rate > 0 else None,
        person=row.text("person"),
    )


def _minutes(row: Row, dialect: Dialect) -> int:
    text = row.text("duration")
    seconds = dialect.program in {"kimai", "invoiceninja"}
    try:
        if text:
            return values.minutes(text, bare="seconds" if seconds else "hours")
        if row.text("start") and row.text("end"):
            return values.between(row.text("start"), row.text("end"))
    except ValueError:
        raise RowFault(_("%(what)s cannot be read: “%(text)s”") % {"what": _("The time"), "text": text[:60]}) from None
    raise RowFault(_("%(what)s is missing") % {"what": _("The time")})
