"""Issued documents in the workspace's own currency: the rows that overviews, profit and tax are summed from."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from freehold.apps.billing.models import Document, DocumentKind, DocumentState
from freehold.apps.billing.selectors.merged import Standing, stands
from freehold.apps.clients import selectors as clients
from freehold.kit.scoping.ref import Workspace

INVOICES = (DocumentKind.INVOICE, DocumentKind.DEPOSIT, DocumentKind.FINAL)
OPEN_STATES = (DocumentState.ISSUED, DocumentState.SENT, DocumentState.PARTLY_PAID)


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """An issued invoice or credit note. `sign` is −1 for a credit note; `rate` turns amounts of `currency` into the base currency.

    `client_id` is who stands for the client that it was issued to, should that one have been merged.
    """

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


def ledger(
    workspace: Workspace,
    base: str,
    *,
    start: date | None = None,
    end: date | None = None,
    client_id: int = 0,
    client_ids: Collection[int] = (),
) -> list[LedgerRow]:
    """Return the issued invoices and credit notes from `start` to `end`, both included, the oldest first.

    `client_id` narrows them to a client and those merged into it; `client_ids` does so where these ids are known already.
    """
    rows = Document.objects.for_workspace(workspace).filter(kind__in=(*INVOICES, DocumentKind.CREDIT_NOTE)).exclude(number="")
    if start:
        rows = rows.filter(issue_date__gte=start)
    if end:
        rows = rows.filter(issue_date__lte=end)
    if client_id or client_ids:
        rows = rows.filter(client_id__in=client_ids or clients.ids_for(workspace, client_id))
    columns = ("pk", "number", "kind", *stands(), "issue_date", "currency", "net", "tax", "gross", "base_rate")
    standing = Standing(workspace)
    found = []
    for pk, number, kind, *who, issued, currency, net, tax, gross, rate in rows.order_by("issue_date", "pk").values_list(*columns):
        known = Decimal(1) if currency == base else rate
        sign = -1 if kind == DocumentKind.CREDIT_NOTE else 1
        client = standing(*who)
        found.append(LedgerRow(pk, number, kind, client, issued, currency, net, tax, gross, known, sign))
    return found
