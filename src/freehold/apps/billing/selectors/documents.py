"""The list of papers with its tabs and sums, and everything that the page of one paper shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from freehold.apps.billing.models import Allocation, Attachment, Document, DocumentKind, DocumentState, FrozenDocument
from freehold.apps.clients import selectors as clients
from freehold.kit.audit.selectors import entries_about
from freehold.kit.scoping.ref import Workspace, id_of

INVOICES = (DocumentKind.INVOICE, DocumentKind.DEPOSIT, DocumentKind.FINAL)
OPEN = (DocumentState.ISSUED, DocumentState.SENT, DocumentState.PARTLY_PAID)
TABS = ("all", "drafts", "open", "overdue", "paid", "quotes")
PAGE = 25


@dataclass(frozen=True, slots=True)
class TabFigures:
    """How many papers a tab holds, and their sums by currency: what is open for open ones, else the whole."""

    count: int = 0
    sums: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to."""

    tab: str = "all"
    q: str = ""
    client_id: int = 0

    @property
    def is_narrowed(self) -> bool:
        """Whether words or a client narrow the list."""
        return bool(self.q or self.client_id)


def of_tab(tab: str, today: date) -> Q:
    """Return the condition that a paper stands in a tab."""
    invoice = Q(kind__in=INVOICES)
    waiting = invoice & Q(state__in=OPEN)
    return {
        "drafts": Q(number=""),
        "open": waiting,
        "overdue": waiting & Q(due_date__lt=today),
        "paid": invoice & Q(state=DocumentState.PAID),
        "quotes": Q(kind=DocumentKind.QUOTE),
    }.get(tab, Q())


def documents(workspace: Workspace, filters: Filters, today: date) -> QuerySet[Document]:
    """Return the papers of a tab that fit the filters: drafts, then the newest; of open ones, what is due first."""
    rows = narrowed(workspace, filters).filter(of_tab(filters.tab, today))
    rows = rows.select_related("client").defer("tax_reason", "intro", "outro", "client__notes", "client__vat_check")
    if filters.tab in {"open", "overdue"}:
        return rows.order_by("due_date", "pk")
    return rows.order_by(F("issue_date").desc(nulls_first=True), "-pk")


def narrowed(workspace: Workspace, filters: Filters) -> QuerySet[Document]:
    """Return the papers of a workspace that fit words and client, in whatever tab."""
    rows = Document.objects.for_workspace(workspace)
    if filters.client_id:
        rows = rows.filter(client_id__in=clients.ids_for(workspace, filters.client_id))
    for word in filters.q.split()[:6]:
        rows = rows.filter(
            Q(number__icontains=word)
            | Q(title__icontains=word)
            | Q(client__name__icontains=word)
            | Q(purchase_order__icontains=word)
            | Q(reference__iexact=word)
        )
    return rows


def figures(workspace: Workspace, filters: Filters, today: date) -> dict[str, TabFigures]:
    """Return count and sums of every tab under the filters, in one query."""
    numbers = {f"n_{tab}": Count("pk", filter=of_tab(tab, today)) for tab in TABS if tab != "all"}
    sums = {f"s_{tab}": Sum("open", filter=of_tab(tab, today)) for tab in ("open", "overdue")}
    sums |= {f"s_{tab}": Sum("gross", filter=of_tab(tab, today)) for tab in ("drafts", "paid", "quotes")}
    rows = narrowed(workspace, filters).order_by().values("currency").annotate(n_all=Count("pk"), **numbers, **sums)
    counted: list[dict[str, Any]] = [dict(row) for row in rows.order_by("currency")]
    return {
        tab: TabFigures(
            sum(row[f"n_{tab}"] for row in counted), {row["currency"]: row[f"s_{tab}"] for row in counted if row.get(f"s_{tab}")}
        )
        for tab in TABS
    }


def document(workspace: Workspace, document_id: int) -> Document | None:
    """Return one paper with what its page names beside it, or None."""
    rows = Document.objects.for_workspace(workspace).select_related("client", "project", "quote", "corrects", "plan")
    return rows.filter(pk=document_id).first()


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened to a paper, for its timeline: a code, values, and when."""

    code: str
    at: Any
    actor: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)


def happenings(row: Document) -> list[Happening]:
    """Return what happened to a paper, the newest first: what was done, and what settled it."""
    log = entries_about(id_of(row.workspace_id), "billing.document", row.pk)[:40]
    found = [Happening(entry.action, entry.at, entry.actor, entry.detail) for entry in log]
    parts = Allocation.objects.for_workspace(row.workspace_id).filter(document=row).select_related("payment", "credit_note")[:40]
    for part in parts:
        detail = {
            "amount": part.amount,
            "currency": row.currency,
            "credit_note": part.credit_note.number if part.credit_note else "",
            "undone": part.undone_at is not None,
        }
        found.append(Happening(f"settled.{part.kind}", part.created_at, "", detail))
    if row.sent_at and not any(one.code.startswith("document.sent") for one in found):
        found.append(Happening("document.sent", row.sent_at))
    if row.seen_at:
        found.append(Happening("document.seen", row.seen_at))
    return sorted(found, key=lambda one: one.at, reverse=True)


def can_be_invoiced(document: Document, near: Iterable[Document]) -> bool:
    """Tell whether this is an accepted quote of which something is left to invoice; `near` are its relatives."""
    whole = {DocumentKind.INVOICE, DocumentKind.FINAL}
    is_whole = any(one.kind in whole and one.state != DocumentState.CANCELLED for one in near)
    return document.kind == DocumentKind.QUOTE and document.state == DocumentState.ACCEPTED and not is_whole


def relatives(row: Document) -> list[Document]:
    """Return the papers that belong to one: its quote, what came from it, what it corrects or nets, and what corrects it."""
    near = Q(quote=row) | Q(corrects=row) | Q(settles=row) | Q(settled_by=row)
    if row.quote_id:
        near |= Q(pk=row.quote_id) | Q(quote_id=row.quote_id)
    if row.corrects_id:
        near |= Q(pk=row.corrects_id)
    rows = Document.objects.for_workspace(row.workspace_id).filter(near).exclude(pk=row.pk)
    return list(rows.only("pk", "kind", "state", "number", "title", "gross", "currency", "issue_date").distinct().order_by("pk")[:20])


def frozen_facts(row: Document) -> dict[str, Any] | None:
    """Return what a page says of the frozen paper, without loading its files; None for a draft."""
    if not row.number:
        return None
    names = ("xml_format", "rules", "frozen_at", "keep_until", "hash", "pdf_sha256", "position")
    found = FrozenDocument.objects.for_workspace(row.workspace_id).filter(document=row).values(*names).first()
    return dict(found) if found else None


def attachments_of(row: Document) -> list[Attachment]:
    """Return the files that go out with a paper, without loading what is in them."""
    return list(Attachment.objects.filter(document=row).defer("content").order_by("pk"))
