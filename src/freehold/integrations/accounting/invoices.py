"""Invoices of an export: those with items repeat the invoice on each of their rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from freehold.domain.errors import Problem
from freehold.integrations.accounting.records import ImportedInvoice, ImportedLine
from freehold.integrations.accounting.rows import Row, RowFault, Rows

ZERO = Decimal(0)
_PAID = {"paid", "auto-paid", "autopaid"}
# What was never sent is no invoice: it has no number that anybody knows.
_NOT_REAL = {"draft", "deleted", "cancelled", "reversed", "voided"}


@dataclass(slots=True)
class _Gathered:
    first: Row
    rows: list[Row] = field(default_factory=list)


def read_invoices(rows: Rows) -> tuple[ImportedInvoice, ...]:
    """Return the invoices, each with the lines of all of its rows; drafts and cancelled ones are left out and told."""
    gathered: dict[tuple[str, str], _Gathered] = {}

    def take(row: Row) -> str:
        key = row.needed("number", _("The number")), row.needed("client", _("The client"))
        gathered.setdefault(key, _Gathered(row)).rows.append(row)
        return key[0]

    for _number in rows.each(take):
        continue
    found = []
    for (number, _client), one in gathered.items():
        try:
            found.append(_invoice(one, by_line=rows.dialect.program == "freshbooks"))
        except RowFault as fault:
            rows.problems.append(
                Problem(_("Invoice %(number)s") % {"number": number}, str(fault), _("It is left out; the others were read."))
            )
    return tuple(found)


def _invoice(gathered: _Gathered, *, by_line: bool) -> ImportedInvoice:
    first = gathered.first
    state = first.text("state").casefold()
    if state in _NOT_REAL:
        raise RowFault(_("It is marked as “%(state)s”, so nothing is owed on it") % {"state": first.text("state")})
    day = first.day("day", _("The day"))
    if day is None:
        raise RowFault(_("%(what)s is missing") % {"what": _("The day")})
    lines = tuple(line for line in map(_line, gathered.rows) if line.name or line.net)
    if by_line:
        gross = sum((row.amount("gross", _("The sum")) or ZERO for row in gathered.rows), ZERO)
        tax = sum((line.tax for line in lines), ZERO)
    else:
        gross, tax = first.amount("gross", _("The sum")) or ZERO, first.amount("tax", _("The tax")) or ZERO
    paid_on = first.day("paid_on", _("The day of payment"))
    balance = first.amount("balance", _("The balance"))
    paid = gross - balance if balance is not None else gross if paid_on or state in _PAID else ZERO
    currency = first.text("currency").upper()
    return ImportedInvoice(
        number=first.text("number"),
        client=first.text("client"),
        issue_date=day,
        due_date=first.day("due", _("The due day")),
        paid_on=paid_on,
        gross=gross,
        tax=tax,
        paid=paid,
        currency=currency if len(currency) == 3 and currency.isalpha() else "",
        state=state,
        lines=lines,
    )


def _line(row: Row) -> ImportedLine:
    text, name = row.text("text", 300), row.text("item")
    quantity, price = row.amount("quantity", _("The quantity")), row.amount("price", _("The price"))
    net = row.amount("net", _("The sum of the line"))
    quantity = Decimal(1) if quantity is None else quantity
    return ImportedLine(
        name=": ".join(part for part in (name, text) if part),
        quantity=quantity,
        price=ZERO if price is None else price,
        net=quantity * price if net is None and price is not None else net or ZERO,
        tax=(row.amount("tax1", _("The tax")) or ZERO) + (row.amount("tax2", _("The tax")) or ZERO),
    )
