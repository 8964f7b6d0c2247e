"""What the pages of the client portal load beside themselves: files, pictures, the payment code, logo and colours."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from freehold.apps.billing.selectors import portal as reads
from freehold.apps.billing.selectors.portal_colours import style
from freehold.apps.billing.services.portal_picture import picture
from freehold.apps.billing.views.portal_visit import READING, Visit, by_link
from freehold.domain.invoicing import epc


@by_link(*READING)
def download(visit: Visit, document_id: int, form: str) -> HttpResponse:
    """Hand out the PDF or the e-invoice as it was issued."""
    document = visit.paper(document_id)
    frozen = reads.frozen_of(document)
    content = None if frozen is None else frozen.pdf if form == "pdf" else frozen.xml
    if content is None:
        raise Http404
    name = "".join(character if character.isalnum() or character in "-_." else "-" for character in document.number)
    kind = "application/pdf" if form == "pdf" else "application/xml"
    return HttpResponse(bytes(content), content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}.{form}"'})


@by_link(*READING)
def page_picture(visit: Visit, document_id: int, page: int) -> HttpResponse:
    """Show one page as a picture."""
    found = picture(visit.paper(document_id), page=page)
    if found is None:
        raise Http404
    return HttpResponse(found[0], content_type="image/png")


@by_link(*READING)
def code(visit: Visit, document_id: int) -> HttpResponse:
    """Show the payment code that a banking app scans."""
    transfer = reads.transfer_of(visit.paper(document_id), visit.settings)
    if transfer is None or not transfer.code:
        raise Http404
    return HttpResponse(epc.svg(transfer.code), content_type="image/svg+xml")


@by_link(*READING)
def logo(visit: Visit) -> HttpResponse:
    """Show the owner's logo."""
    settings = visit.settings
    if not settings.logo or settings.logo_type not in {"image/png", "image/jpeg", "image/svg+xml"}:
        raise Http404
    # In an <img> a drawing runs nothing; opened by itself the policy of this answer forbids it everything.
    headers = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}
    return HttpResponse(bytes(settings.logo), content_type=settings.logo_type, headers=headers)


@by_link(*READING)
def colours(visit: Visit) -> HttpResponse:
    """Hand out the owner's colour as a style sheet: our policy forbids styles inside the page."""
    return HttpResponse(style(visit.settings.colour), content_type="text/css; charset=utf-8")
