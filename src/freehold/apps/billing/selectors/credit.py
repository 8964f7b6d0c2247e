"""A client's credit: money paid that no invoice has used, and credit notes that were set against nothing."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from django.db.models import Sum

from freehold.apps.billing.models import Allocation, Document, DocumentKind, Payment
from freehold.apps.billing.selectors.merged import Standing, family, stands
from freehold.kit.scoping.ref import Workspace

_ZERO = Decimal(0)


def client_credit(workspace: Workspace, client_id: int) -> dict[str, Decimal]:
    """Return what stands to the client's credit, by currency; nothing is there for a currency without any.

    A client and those merged into it have one credit, whichever of them is asked for.
    """
    ids = family(workspace, client_id)
    return credits_by_client(workspace, ids).get(ids[0], {})


def credit_balance(workspace: Workspace, client_id: int, currency: str) -> Decimal:
    """Return the client's credit in one currency; negative where more was sent back than had been paid beyond invoices."""
    ids = family(workspace, client_id)
    return _balances(workspace, ids)[ids[0], currency]


def credits_by_client(workspace: Workspace, client_ids: list[int] | None = None) -> dict[int, dict[str, Decimal]]:
    """Return the credit of every client that has some, or of these clients; a merged one's is with who stands for it."""
    found: dict[int, dict[str, Decimal]] = defaultdict(dict)
    for (client, currency), amount in sorted(_balances(workspace, client_ids).items()):
        if amount > 0:
            found[client][currency] = amount
    return dict(found)


def _balances(workspace: Workspace, client_ids: list[int] | None) -> defaultdict[tuple[int, str], Decimal]:
    payments = Payment.objects.for_workspace(workspace).filter(undone_at=None, client__isnull=False)
    used = Allocation.objects.for_workspace(workspace).filter(undone_at=None, payment__client__isnull=False)
    notes = Document.objects.for_workspace(workspace).filter(kind=DocumentKind.CREDIT_NOTE).exclude(number="")
    if client_ids is not None:
        payments, notes = payments.filter(client_id__in=client_ids), notes.filter(client_id__in=client_ids)
        used = used.filter(payment__client_id__in=client_ids)
    standing = Standing(workspace)
    sums: defaultdict[tuple[int, str], Decimal] = defaultdict(Decimal)
    for *who, currency, amount in payments.order_by().values_list(*stands(), "currency").annotate(sum=Sum("amount")):
        sums[standing(*who), currency] += amount
    spread = used.order_by().values_list(*stands("payment__client"), "payment__currency")
    for *who, currency, amount in spread.annotate(sum=Sum("payment_amount")):
        sums[standing(*who), currency] -= amount or _ZERO
    left = notes_left(workspace)
    for pk, *who, currency in notes.filter(pk__in=list(left)).values_list("pk", *stands(), "currency"):
        sums[standing(*who), currency] += left[pk]
    return sums


def notes_left(workspace: Workspace) -> dict[int, Decimal]:
    """Return, by credit note, what of it was neither set against an invoice nor paid out; used up ones are not there."""
    notes = Document.objects.for_workspace(workspace).filter(kind=DocumentKind.CREDIT_NOTE).exclude(number="")
    standing = Allocation.objects.for_workspace(workspace).filter(undone_at=None).order_by()
    used = dict(standing.filter(credit_note__isnull=False).values_list("credit_note_id").annotate(sum=Sum("amount")))
    paid_out = dict(standing.filter(document__kind=DocumentKind.CREDIT_NOTE).values_list("document_id").annotate(sum=Sum("amount")))
    left = {pk: payable - used.get(pk, _ZERO) - paid_out.get(pk, _ZERO) for pk, payable in notes.values_list("pk", "payable")}
    return {pk: amount for pk, amount in left.items() if amount > 0}
