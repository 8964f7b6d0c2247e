"""Reads of imports from other programs, and of the invoices that were issued there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from freehold.apps.billing.models import AccountingImport
from freehold.apps.billing.services.imports.stored import DONE, records
from freehold.integrations.accounting import ImportedInvoice
from freehold.kit.scoping.ref import Workspace

PROGRAM_NAMES = {"invoiceninja": "Invoice Ninja", "freshbooks": "FreshBooks", "kimai": "Kimai", "toggl": "Toggl"}


@dataclass(frozen=True, slots=True)
class EarlierInvoice:
    """An invoice that another program issued: for statistics and for knowing a payment, never for issuing again."""

    number: str
    client: str
    issue_date: date
    due_date: date | None
    paid_on: date | None
    currency: str
    gross: Decimal
    tax: Decimal
    paid: Decimal
    program: str


def runs(workspace: Workspace) -> QuerySet[AccountingImport]:
    """Return the imports of a workspace, the newest first."""
    return AccountingImport.objects.for_workspace(workspace).defer("rows").order_by("-created_at", "-id")


def run(workspace: Workspace, run_id: int) -> AccountingImport | None:
    """Return one import, None when it is not of this workspace."""
    return AccountingImport.objects.for_workspace(workspace).filter(pk=run_id).first()


def earlier_invoices(workspace: Workspace) -> Iterator[EarlierInvoice]:
    """Yield the invoices that were issued in other programs, of all imports that were taken in."""
    for taken in AccountingImport.objects.for_workspace(workspace).filter(state=DONE).order_by("id"):
        for row in records(taken):
            if isinstance(row, ImportedInvoice):
                yield EarlierInvoice(
                    number=row.number,
                    client=row.client,
                    issue_date=row.issue_date,
                    due_date=row.due_date,
                    paid_on=row.paid_on,
                    currency=row.currency,
                    gross=row.gross,
                    tax=row.tax,
                    paid=row.paid,
                    program=taken.program,
                )
