"""What insights listens to; each may be called twice without harm (config/wiring lists them)."""

from __future__ import annotations

from freehold.apps.billing.events import InvoiceIssued, InvoicePaid
from freehold.kit.jobs.selectors import is_waiting


def invoice_issued(event: InvoiceIssued) -> None:
    """Judge the open invoices anew: there is one more."""
    _judge(event.workspace_id)


def invoice_paid(event: InvoicePaid) -> None:
    """Judge them anew: one is settled, and says something of the others."""
    _judge(event.workspace_id)


def _judge(workspace_id: int) -> None:
    from freehold.apps.insights import tasks

    # What waits sees this invoice too: a hundred that are paid at once are judged once.
    if not is_waiting(tasks.risks, workspace_id):
        tasks.risks.enqueue(workspace_id)
