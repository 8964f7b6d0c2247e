"""What issued and paid invoices tell of the work for each client, for the owner's work history."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from freehold.apps.billing.models import Document, DocumentKind, DocumentState
from freehold.apps.billing.selectors.ledger import INVOICES
from freehold.apps.billing.selectors.merged import Standing, stands
from freehold.kit.scoping.ref import Workspace


@dataclass(slots=True)
class ClientPapers:
    """The invoices of one client: void ones and drafts do not count. `net` is what was paid, before tax, by currency.

    `first` and `last` are the days of the work itself where the invoices say so, else of the invoices.
    """

    first: date
    last: date
    invoices: int = 0
    paid: int = 0
    projects: set[int] = field(default_factory=set)
    net: dict[str, Decimal] = field(default_factory=dict)


def papers_by_client(workspace: Workspace) -> dict[int, ClientPapers]:
    """Return the invoices of every client, by the id of who stands for it (one query; more only after chains of merges).

    Of paid invoices the net counts; what credit notes took back of them is taken off.
    """
    rows = Document.objects.for_workspace(workspace).filter(kind__in=(*INVOICES, DocumentKind.CREDIT_NOTE)).exclude(number="")
    rows = rows.exclude(state__in=(DocumentState.DRAFT, DocumentState.CANCELLED))
    columns = ("kind", "state", "issue_date", "service_from", "service_to", "project_id", "currency", "net", "corrects__state", *stands())
    standing, found = Standing(workspace), dict[int, ClientPapers]()
    notes: list[tuple[int, str, Decimal]] = []
    ordered = rows.order_by("issue_date", "pk").values_list(*columns)
    for kind, state, issued, begun, ended, project, currency, net, corrected, *who in ordered:
        client = standing(*who)
        if kind == DocumentKind.CREDIT_NOTE:
            if corrected == DocumentState.PAID:
                notes.append((client, currency, net))
            continue
        first, last = begun or issued, ended or begun or issued
        one = found.setdefault(client, ClientPapers(first, last))
        one.first, one.last = min(one.first, first), max(one.last, last)
        one.invoices += 1
        if project is not None:
            one.projects.add(project)
        if state == DocumentState.PAID:
            one.paid += 1
            one.net[currency] = one.net.get(currency, Decimal(0)) + net
    for client, currency, net in notes:
        if client in found:
            found[client].net[currency] = found[client].net.get(currency, Decimal(0)) - net
    return found
