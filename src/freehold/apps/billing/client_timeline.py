"""What money tells of a client: their papers and payments in the timeline, and what stays or goes when the client is forgotten.

Wired into apps/clients (`panels.timeline`, `panels.fates`, `panels.forgetters`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freehold.apps.billing.models import (
    Alias,
    ClientLadder,
    Document,
    DocumentKind,
    DocumentState,
    Payment,
    PortalLink,
    RecurringPlan,
)
from freehold.apps.billing.selectors.ledger import INVOICES, OPEN_STATES
from freehold.apps.clients import selectors as clients
from freehold.apps.clients.panels import MOST_ENTRIES, Fate, TimelineEntry
from freehold.apps.clients.types import Client
from freehold.kit.design.formats import money
from freehold.kit.scoping.ref import Workspace


def papers_and_payments(request: Any, client: Client) -> Iterator[TimelineEntry]:
    """Yield what happened with the client's papers and payments, also with those of clients merged into this one (three queries)."""
    ids = clients.ids_of(client)
    mine = Document.objects.for_workspace(request.workspace).filter(client_id__in=ids)
    columns = ("pk", "kind", "number", "title", "state", "payable", "currency", "issued_at", "sent_at", "answered_at", "created_at")
    for row in mine.only(*columns[1:]).order_by("-created_at", "-pk")[:MOST_ENTRIES]:
        yield from _steps(row)
    paid = Payment.objects.for_workspace(request.workspace).filter(client_id__in=ids, undone_at__isnull=True)
    for payment in paid.order_by("-paid_on", "-pk")[:MOST_ENTRIES]:
        at = datetime.combine(payment.paid_on, time(12), tzinfo=UTC)
        words = _("%(amount)s paid back") if payment.amount < 0 else _("%(amount)s paid")
        title = words % {"amount": money(abs(payment.amount), payment.currency)}
        yield TimelineEntry(at, "payment", title, payment.note, "", "banknote")


def money_fates(workspace: Workspace, client: Client, _addresses: list[str]) -> Iterable[Fate]:
    """Say what of a client's papers must be settled first, what stays, and what goes."""
    ids = clients.ids_of(client)
    mine = Document.objects.for_workspace(workspace).filter(client_id__in=ids)
    found = []
    for count, words, todo in (
        (
            mine.filter(state=DocumentState.DRAFT).count(),
            ("%(count)d draft is for this client", "%(count)d drafts are for this client"),
            _("Issue or delete it first."),
        ),
        (
            mine.filter(kind__in=INVOICES, state__in=OPEN_STATES, open__gt=0).count(),
            ("%(count)d invoice is not paid", "%(count)d invoices are not paid"),
            _("Settle it first, or write it off."),
        ),
        (
            _going_on(workspace, ids),
            ("%(count)d recurring invoice goes on", "%(count)d recurring invoices go on"),
            _("End it first."),
        ),
    ):
        if count:
            found.append(Fate(ngettext(*words, count) % {"count": count}, True, todo, blocks=True))
    links = PortalLink.objects.for_workspace(workspace).filter(client_id__in=ids).count()
    if links:
        found.append(
            Fate(ngettext("%(count)d link to the client's pages", "%(count)d links to the client's pages", links) % {"count": links})
        )
    aliases = Alias.objects.for_workspace(workspace).filter(client_id__in=ids).count()
    if aliases:
        told = ngettext("%(count)d bank account or name they pay by", "%(count)d bank accounts or names they pay by", aliases)
        found.append(Fate(told % {"count": aliases}))
    return found


def forget_links(workspace: Workspace, client: Client, _addresses: list[str], _now: datetime) -> None:
    """Delete the links to the client's pages, what was learned of how they pay, and how they are reminded."""
    ids = clients.ids_of(client)
    for model in (PortalLink, Alias, ClientLadder):
        model.objects.for_workspace(workspace).filter(client_id__in=ids).delete()


def _going_on(workspace: Workspace, ids: list[int]) -> int:
    plans = RecurringPlan.objects.for_workspace(workspace).filter(client_id__in=ids, paused_at__isnull=True)
    return plans.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=timezone.localdate())).count()


def _steps(row: Document) -> Iterator[TimelineEntry]:
    url = reverse("billing:document", args=[row.pk])
    named = f"{DocumentKind(row.kind).label} {row.number or row.title}".strip()
    if row.issued_at is None:
        yield TimelineEntry(row.created_at, "draft", _("Draft: %(paper)s") % {"paper": named}, "", url, "file-pen")
        return
    amount = money(row.payable, row.currency)
    title = _("%(paper)s issued: %(amount)s") % {"paper": named, "amount": amount}
    yield TimelineEntry(row.issued_at, "paper", title, "", url, "stamp")
    if row.sent_at is not None:
        yield TimelineEntry(row.sent_at, "paper_sent", _("%(paper)s sent") % {"paper": named}, "", url, "send")
    if row.answered_at is not None and row.state in {DocumentState.ACCEPTED, DocumentState.DECLINED}:
        words = _("%(paper)s accepted") if row.state == DocumentState.ACCEPTED else _("%(paper)s declined")
        icon = "circle-check" if row.state == DocumentState.ACCEPTED else "x"
        yield TimelineEntry(row.answered_at, "quote_answer", words % {"paper": named}, "", url, icon)
