"""The client portal: what a client sees and does by a signed link, without an account."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from freehold.apps.billing.models import Document
from freehold.apps.billing.selectors import portal as reads
from freehold.apps.billing.selectors.checkout import payable_online
from freehold.apps.billing.selectors.portal_content import content_of
from freehold.apps.billing.selectors.statement import statements
from freehold.apps.billing.services import checkout, portal
from freehold.apps.billing.services.portal_picture import picture
from freehold.apps.billing.views.portal_visit import READING, WRITING, Visit, by_link
from freehold.domain.errors import UserError


@by_link(*READING)
def home(visit: Visit) -> HttpResponse:
    """List the client's papers; a link to one paper goes straight there."""
    portal.note_visit(visit.link, None, now=visit.now)
    if visit.link.document_id:
        return redirect("portal:paper", token=visit.token, document_id=visit.link.document_id)
    today = visit.today
    rows = [{"document": row, "standing": reads.standing(row, today)} for row in reads.papers(visit.link)]
    owed: dict[str, Any] = {}
    for row in rows:
        if reads.asks_money(row["document"]):
            currency = row["document"].currency
            owed[currency] = owed.get(currency, 0) + row["document"].open
    context = {"rows": rows, "owed": sorted(owed.items())}
    return visit.render("billing/portal/home.html", context)


@by_link(*READING)
def paper(visit: Visit, document_id: int) -> HttpResponse:
    """Show one paper: what it says, how to pay or answer it, and what happened."""
    document = visit.paper(document_id)
    portal.note_visit(visit.link, document, now=visit.now)
    return _shown(visit, document)


@by_link(*WRITING)
def answer(visit: Visit, document_id: int) -> HttpResponse:
    """Accept or decline a quote."""
    document = visit.paper(document_id)
    accepted = visit.request.POST.get("answer") == "accept"
    try:
        portal.answer_quote(
            visit.link,
            document_id,
            accepted=accepted,
            name=visit.request.POST.get("name", ""),
            reason=visit.request.POST.get("reason", ""),
            seen_sha256=visit.request.POST.get("seen", ""),
            address=visit.request.META.get("REMOTE_ADDR", ""),
            now=visit.now,
        )
    except UserError as error:
        return _shown(visit, document, trouble=str(error), trouble_at="accept" if accepted else "decline")
    return redirect("portal:paper", token=visit.token, document_id=document_id)


@by_link(*WRITING)
def ask(visit: Visit, document_id: int) -> HttpResponse:
    """Keep a question."""
    document = visit.paper(document_id)
    try:
        portal.ask(visit.link, document_id, name=visit.request.POST.get("name", ""), text=visit.request.POST.get("text", ""), now=visit.now)
    except UserError as error:
        return _shown(visit, document, trouble=str(error), trouble_at="ask")
    return redirect(reverse("portal:paper", args=[visit.token, document_id]) + "?asked=1#history")


@by_link(*WRITING)
def pay(visit: Visit, document_id: int) -> HttpResponse:
    """Open a page at the provider and lead there.

    A page in between, not a redirect: our Content-Security-Policy lets forms lead to this site only, redirects included.
    """
    document = visit.paper(document_id)
    wish = checkout.Wish(
        success_url=visit.request.build_absolute_uri(reverse("portal:thanks", args=[visit.token, document_id])),
        cancel_url=visit.request.build_absolute_uri(reverse("portal:paper", args=[visit.token, document_id])),
        email=document.client.email,
    )
    try:
        attempt = checkout.start_payment(visit.link.workspace_id, document_id, wish, now=visit.now)
    except UserError as error:
        return _shown(visit, document, trouble=str(error), trouble_at="pay")
    context = {"url": attempt.url, "provider": attempt.account.provider.capitalize()}
    return visit.render("billing/portal/leaving.html", context)


@by_link(*READING)
def thanks(visit: Visit, document_id: int) -> HttpResponse:
    """Say whether the money has arrived; the provider leads back here before its notice may have come."""
    document = visit.paper(document_id)
    state = checkout.state_now(document, now=visit.now)
    document.refresh_from_db()
    context = {"document": document, "state": state}
    return visit.render("billing/portal/thanks.html", context)


@by_link(*READING)
def statement(visit: Visit) -> HttpResponse:
    """Show the client's account of the last twelve months and this year."""
    if visit.link.document_id:
        raise Http404
    today = visit.today
    start = date(today.year - 1, 1, 1)
    found = statements(visit.link.workspace_id, visit.link.client_id, start, today)
    context = {"statements": found, "start": start, "end": today}
    return visit.render("billing/portal/statement.html", context)


def _shown(visit: Visit, document: Document, *, trouble: str = "", trouble_at: str = "") -> HttpResponse:
    frozen = reads.frozen_of(document)
    context = {
        "document": document,
        "standing": reads.standing(document, visit.today),
        "content": content_of(frozen) if frozen else None,
        "frozen": frozen,
        "transfer": reads.transfer_of(document, visit.settings),
        "online": payable_online(document),
        "answer": reads.answer_of(document) if document.kind == "quote" else None,
        "history": reads.history(document),
        "pages": _pages(document),
        "trouble": trouble,
        "trouble_at": trouble_at,
        "typed": visit.request.POST,
        "asked": visit.request.GET.get("asked") == "1",
    }
    return visit.render("billing/portal/paper.html", context, status=422 if trouble else 200)


def _pages(document: Document) -> range:
    found = picture(document, page=1)
    return range(1, found[1] + 1) if found else range(0)
