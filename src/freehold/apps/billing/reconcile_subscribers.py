"""When bank lines are looked at: after an import, and when an invoice is issued that an earlier line may have paid."""

from __future__ import annotations

from freehold.apps.billing.events import InvoiceIssued, TransactionsImported
from freehold.apps.billing.models import BankTransaction, DocumentKind, TransactionState
from freehold.apps.billing.tasks.reconcile import reconcile
from freehold.kit.jobs.selectors import is_waiting


def reconcile_imported(event: TransactionsImported) -> None:
    """Have new bank lines looked at."""
    _look(event.workspace_id)


def reconcile_after_issue(event: InvoiceIssued) -> None:
    """Have lines that still wait looked at once more, if there are any."""
    if event.kind == DocumentKind.QUOTE:
        return
    if BankTransaction.objects.for_workspace(event.workspace_id).filter(state=TransactionState.NEW).exists():
        _look(event.workspace_id)


def _look(workspace_id: int) -> None:
    # A run looks at every line, so that forty invoices issued at once need one run, which begins after the last of them is here.
    if not is_waiting(reconcile, workspace_id):
        reconcile.enqueue(workspace_id)
