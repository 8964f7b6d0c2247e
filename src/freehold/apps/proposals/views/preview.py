"""What the client would get, for the owner: the PDF, its pages as pictures, and the page they read it on."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from freehold.apps.billing.selectors.portal_colours import style
from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.billing.views.sending import as_file
from freehold.apps.proposals.models import Proposal, ProposalVersion
from freehold.apps.proposals.selectors import detail
from freehold.apps.proposals.services.rendering import pdf_of
from freehold.apps.proposals.views.common import can_edit, proposal_or_404
from freehold.apps.proposals.views.offer_page import context_of
from freehold.apps.proposals.views.pictures import page_picture


@require_safe
def pdf(request: Any, proposal_id: int) -> HttpResponse:
    """Hand out the PDF as it would go out, or went."""
    proposal = proposal_or_404(request, proposal_id)
    content = (None if can_edit(proposal) and proposal.current != proposal.sent_version else detail.pdf_as_sent(proposal)) or pdf_of(
        proposal, _version(proposal), now=timezone.now()
    )
    return as_file(f"{proposal.label}.pdf", "application/pdf", content)


@require_safe
def picture(request: Any, proposal_id: int, page: int) -> HttpResponse:
    """Show one page of the PDF."""
    proposal = proposal_or_404(request, proposal_id)
    found = page_picture(proposal, _version(proposal), page, now=timezone.now())
    if found is None:
        raise Http404
    return HttpResponse(found[0], content_type="image/png", headers={"Cache-Control": "private, max-age=600"})


@require_safe
def client_page(request: Any, proposal_id: int) -> HttpResponse:
    """Show the client's page as it would be, with nothing that can be pressed."""
    proposal = proposal_or_404(request, proposal_id)
    with translation.override(proposal.language):
        context = {
            **context_of(proposal, _version(proposal), now=timezone.now()),
            "questions": detail.questions_of(proposal),
            "preview": True,
            "colours_url": reverse("proposals:colours"),
            "pdf_url": reverse("proposals:pdf", args=[proposal.pk]),
        }
        return render(request, "proposals/offer/page.html", context)


@require_safe
def colours(request: Any) -> HttpResponse:
    """Hand out the owner's colour as a style sheet, as the client's page has it."""
    return HttpResponse(style(billing_settings(request.workspace).colour), content_type="text/css; charset=utf-8")


def _version(proposal: Proposal) -> ProposalVersion:
    found = detail.version_of(proposal, proposal.current if can_edit(proposal) else proposal.sent_version or proposal.current)
    if found is None:
        raise Http404
    return found
