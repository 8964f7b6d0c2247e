"""Rows as the API lists them."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from freehold.apps.billing.models import Document, Expense, FrozenDocument, Payment, TimeEntry
from freehold.apps.clients import selectors as clients
from freehold.kit.scoping.ref import Workspace


def documents(
    workspace: Workspace, *, kind: str = "", state: str = "", client_id: int = 0, issued_since: date | None = None
) -> QuerySet[Document]:
    """Return papers, drafts included, narrowed by what is given."""
    rows = Document.objects.for_workspace(workspace).select_related("client").prefetch_related("lines")
    ids = clients.ids_for(workspace, client_id) if client_id else []
    narrowed = {"kind": kind, "state": state, "client_id__in": ids, "issue_date__gte": issued_since}
    return rows.filter(**{name: value for name, value in narrowed.items() if value})


def frozen(workspace: Workspace, document_id: int) -> FrozenDocument | None:
    """Return a paper as it was issued, or None for a draft or somebody else's."""
    return FrozenDocument.objects.for_workspace(workspace).filter(document_id=document_id).first()


def payments(workspace: Workspace, *, client_id: int = 0) -> QuerySet[Payment]:
    """Return payments that were not taken back."""
    rows = Payment.objects.for_workspace(workspace).filter(undone_at=None).prefetch_related("allocations")
    return rows.filter(client_id__in=clients.ids_for(workspace, client_id)) if client_id else rows


def expenses(workspace: Workspace, *, since: date | None = None) -> QuerySet[Expense]:
    """Return expenses."""
    rows = Expense.objects.for_workspace(workspace)
    return rows.filter(day__gte=since) if since else rows


def time_entries(workspace: Workspace, *, since: date | None = None, client_id: int = 0, unbilled: bool = False) -> QuerySet[TimeEntry]:
    """Return time that was spent, running timers included."""
    rows = TimeEntry.objects.for_workspace(workspace)
    if since:
        rows = rows.filter(day__gte=since)
    if client_id:
        rows = rows.filter(client_id__in=clients.ids_for(workspace, client_id))
    return rows.filter(line=None, billable=True) if unbilled else rows
