"""The page on which a client reads a proposal, asks, accepts or declines: by its link alone, without an account."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from freehold.apps.proposals.selectors.detail import questions_of, sent_version
from freehold.apps.proposals.services import answering
from freehold.apps.proposals.views.offer_page import context_of
from freehold.apps.proposals.views.offer_visit import READING, WRITING, Visit, by_link, gone, posted
from freehold.domain.errors import UserError
from freehold.kit.guests import address_hash, cleaned, network_address


@by_link(*READING)
def page(visit: Visit) -> HttpResponse:
    """Show the proposal as it was sent, and note the first time that it was opened."""
    if visit.request.method == "GET" and not _is_owner(visit) and visit.request.headers.get("Sec-Purpose") != "prefetch":
        answering.note_seen(visit.proposal, now=visit.now)
    return _shown(visit)


@by_link(*WRITING)
def ask(visit: Visit) -> HttpResponse:
    """Keep a question."""
    data = posted(visit.request)
    try:
        answering.ask(visit.token, name=cleaned(data.get("name", ""), 200), text=cleaned(data.get("text", ""), 4000), now=visit.now)
    except UserError as error:
        return _shown(visit, trouble=str(error), trouble_at="ask")
    return redirect(reverse("offer:page", args=[visit.token]) + "?asked=1")


@by_link(*WRITING)
def accept(visit: Visit) -> HttpResponse:
    """Accept exactly what was read, with a name."""
    data = posted(visit.request)
    try:
        answering.accept(
            visit.token,
            name=cleaned(data.get("name", ""), 200),
            version_hash=cleaned(data.get("seen", ""), 64),
            option=cleaned(data.get("option", ""), 20),
            address=address_hash(network_address(visit.request), now=visit.now),
            now=visit.now,
        )
    except answering.CannotAnswer:
        return _shown(visit, status=409)
    except UserError as error:
        return _shown(visit, trouble=str(error), trouble_at="accept")
    return redirect("offer:page", token=visit.token)


@by_link(*WRITING)
def decline(visit: Visit) -> HttpResponse:
    """Decline, with a reason or without."""
    data = posted(visit.request)
    try:
        answering.decline(
            visit.token,
            reason=cleaned(data.get("reason", ""), 4000),
            name=cleaned(data.get("name", ""), 200),
            address=address_hash(network_address(visit.request), now=visit.now),
            now=visit.now,
        )
    except answering.CannotAnswer:
        return _shown(visit, status=409)
    except UserError as error:
        return _shown(visit, trouble=str(error), trouble_at="decline")
    return redirect("offer:page", token=visit.token)


def _is_owner(visit: Visit) -> bool:
    """Tell whether somebody signed in looks at their own page; that is no news to them."""
    user: Any = getattr(visit.request, "user", None)
    return bool(user and user.is_authenticated)


def _shown(visit: Visit, *, trouble: str = "", trouble_at: str = "", status: int = 200) -> HttpResponse:
    proposal = visit.proposal
    if visit.request.method == "POST":  # something may have happened since it was found
        proposal.refresh_from_db()
    version = sent_version(proposal)
    if version is None:
        return gone(visit.request)
    context = {
        **context_of(proposal, version, now=visit.now),
        "questions": questions_of(proposal),
        "trouble": trouble,
        "trouble_at": trouble_at,
        "typed": posted(visit.request),
        "asked": visit.request.GET.get("asked") == "1",
        "again": status == 409,
        "colours_url": reverse("offer:colours", args=[visit.token]),
        "pdf_url": reverse("offer:pdf", args=[visit.token]),
        "accept_url": reverse("offer:accept", args=[visit.token]),
        "decline_url": reverse("offer:decline", args=[visit.token]),
        "ask_url": reverse("offer:ask", args=[visit.token]),
    }
    context["logo_url"] = reverse("offer:logo", args=[visit.token]) if context["sender"].logo else ""
    return render(visit.request, "proposals/offer/page.html", context, status=422 if trouble else status)
