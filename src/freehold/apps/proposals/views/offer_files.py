"""What a client's page of a proposal loads beside itself: the PDF as it was sent, logo and colours."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from freehold.apps.billing.selectors.portal_colours import style
from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.proposals.models import ProposalState
from freehold.apps.proposals.selectors.detail import pdf_as_sent
from freehold.apps.proposals.views.offer_visit import READING, Visit, by_link

PICTURES = {"image/png", "image/jpeg", "image/svg+xml"}


@by_link(*READING)
def pdf(visit: Visit) -> HttpResponse:
    """Hand out the PDF as it was sent; one that was taken back is not handed out."""
    content = None if visit.proposal.state == ProposalState.WITHDRAWN else pdf_as_sent(visit.proposal)
    if content is None:
        raise Http404
    name = f"{visit.proposal.label}.pdf"
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'})


@by_link(*READING)
def logo(visit: Visit) -> HttpResponse:
    """Show the owner's logo."""
    settings = billing_settings(visit.proposal.workspace_id)
    if not settings.logo or settings.logo_type not in PICTURES:
        raise Http404
    # In an <img> a drawing runs nothing; opened by itself the policy of this answer forbids it everything.
    headers = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}
    return HttpResponse(bytes(settings.logo), content_type=settings.logo_type, headers=headers)


@by_link(*READING)
def colours(visit: Visit) -> HttpResponse:
    """Hand out the owner's colour as a style sheet: our policy forbids styles inside the page."""
    return HttpResponse(style(billing_settings(visit.proposal.workspace_id).colour), content_type="text/css; charset=utf-8")
