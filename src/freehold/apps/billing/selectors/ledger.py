"""Issued documents in the workspace's own currency: the rows that overviews, profit and tax are summed from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from freehold.apps.billing.models import Document, DocumentKind, DocumentState
from freehold.kit.scoping.ref import Workspace

INVOICES = (DocumentKind.INVOICE, DocumentKind.DEPOSIT, DocumentKind.FINAL)
OPEN_STATES = (DocumentState.ISSUED, DocumentState.SENT, DocumentState.PARTLY_PAID)


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """An issued invoice or credit note. `sign` is −1 for a credit note; `rate` turns amounts of `currency` into the base currency."""

    id: int
    number: str
    kind: str
    client_id: int
    issue_date: date
    currency: str
    net: Decimal
    tax: Decimal
    gross: Decimal
    rate: Decimal | None
    sign: int

    def in_base(self, amount: Decimal) -> Decimal | None:
        """Return `amount` signed and in the workspace's currency, or None when no rate of the day is known."""
        return None if self.rate is None else self.sign * amount * self.rate


def ledger(workspace: Workspace, base: str, *, start: date | None = None, end: date | None = None, client_id: int = 0) -> list[LedgerRow]:
    """Return the issued invoices and credit notes from `start` to `end`, both included, the oldest first."""
    rows = Document.objects.for_workspace(workspace).filter(kind__in=(*INVOICES, DocumentKind.CREDIT_NOTE)).exclude(number="")
    if start:
        rows = rows.filter(issue_date__gte=start)
    if end:
        rows = rows.filter(issue_date__lte=end)
    if client_id:
        rows = rows.filter(client_id=client_id)
    columns = ("pk", "number", "kind", "client_id", "issue_date", "currency", "net", "tax", "gross", "base_rate")
    found = []
    for pk, number, kind, client, issued, currency, net, tax, gross, rate in rows.order_by("issue_date", "pk").values_list(*columns):
        known = Decimal(1) if currency == base else rate
        sign = -1 if kind == DocumentKind.CREDIT_NOTE else 1
        found.append(LedgerRow(pk, number, kind, client, issued, currency, net, tax, gross, known, sign))
    return found
