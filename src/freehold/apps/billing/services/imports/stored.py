"""The rows of an import as they wait in the database: plain JSON, back and forth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from freehold.apps.billing.models import AccountingImport
from freehold.domain.errors import UserError
from freehold.integrations.accounting import AccountingReading, ImportedClient, ImportedInvoice, ImportedLine, ImportedTime
from freehold.kit.scoping.ref import Workspace

PREVIEW, DONE, UNDONE = "preview", "done", "undone"
_DAYS = ("day", "issue_date", "due_date", "paid_on")
_SUMS = ("gross", "tax", "paid", "rate", "quantity", "price", "net")

Record = ImportedClient | ImportedInvoice | ImportedTime


def to_rows(reading: AccountingReading) -> list[dict[str, Any]]:
    """Return what was read as JSON."""
    clients = [{"record": "client", **_plain(asdict(row))} for row in reading.clients]
    invoices = [{"record": "invoice", **_plain(asdict(row))} for row in reading.invoices]
    return [*clients, *invoices, *({"record": "time", **_plain(asdict(row))} for row in reading.times)]


def records(run: AccountingImport) -> Iterator[Record]:
    """Yield what an import holds."""
    for row in run.rows:
        values = {name: _value(name, value) for name, value in row.items() if name not in {"record", "lines"}}
        if row["record"] == "client":
            yield ImportedClient(**values)
        elif row["record"] == "time":
            yield ImportedTime(**values)
        else:
            lines = tuple(ImportedLine(**{name: _value(name, value) for name, value in line.items()}) for line in row["lines"])
            yield ImportedInvoice(**values, lines=lines)


def locked(workspace: Workspace, run_id: int) -> AccountingImport:
    """Return the import, held until the transaction ends. Raises UserError when it is not of this workspace."""
    run = AccountingImport.objects.for_workspace(workspace).select_for_update().filter(pk=run_id).first()
    if run is None:
        raise UserError(_("This import is not there any more. Nothing was changed."))
    return run


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else value


def _value(name: str, value: Any) -> Any:
    if isinstance(value, str) and name in _DAYS:
        return date.fromisoformat(value)
    return Decimal(value) if isinstance(value, str) and name in _SUMS else value
