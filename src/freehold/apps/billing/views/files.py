"""The files of a paper: PDF, e-invoice, attachments, and pictures of its pages."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from freehold.apps.billing.models import Document
from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.billing.services import attachments
from freehold.apps.billing.services.compose import compose, papers_of
from freehold.apps.billing.services.numbering import default_series, next_number
from freehold.apps.billing.services.portal_picture import picture as issued_picture
from freehold.apps.billing.services.sheets import sheet_of
from freehold.apps.billing.views.common import document_or_404
from freehold.apps.billing.views.sending import as_file
from freehold.domain.errors import UserError
from freehold.kit.design.complaints import complaints_as_toasts
from freehold.kit.design.htmx import flash, go

WIDTH = 1000
KEPT_SECONDS = 600


@require_safe
def pdf(request: Any, document_id: int) -> HttpResponse:
    """Hand out the frozen PDF, or the draft's as it would be, with a mark across it."""
    document = document_or_404(request, document_id)
    if document.number:
        return as_file(f"{file_name(document)}.pdf", "application/pdf", bytes(_frozen(document).pdf))
    from freehold.integrations.pdf import render as render_pdf

    papers = papers_of(document)
    sheet = sheet_of(papers, compose(papers, on=timezone.localdate()), watermark="DRAFT")
    return as_file("draft.pdf", "application/pdf", render_pdf(sheet, attachment=None, at=timezone.now()))


@require_safe
def xml(request: Any, document_id: int) -> HttpResponse:
    """Hand out the frozen e-invoice."""
    document = document_or_404(request, document_id)
    if not document.number:
        raise Http404
    content = _frozen(document).xml
    if content is None:
        raise Http404
    return as_file(f"{file_name(document)}.xml", "application/xml", bytes(content))


@require_safe
def pictures(request: Any, document_id: int) -> HttpResponse:
    """Return the pages as pictures; asked for by the page when everything else is there."""
    document = document_or_404(request, document_id)
    error, pages = "", 0
    try:
        found = _picture(document, 1)
        pages = found[1] if found else 0
    except UserError as refused:
        error = str(refused)
    context = {"document": document, "pages": range(1, pages + 1), "error": error, "stamp": int(document.changed_at.timestamp())}
    return render(request, "billing/_pictures.html", context)


@require_safe
def picture(request: Any, document_id: int, page: int) -> HttpResponse:
    """Show one page as a picture."""
    try:
        found = _picture(document_or_404(request, document_id), page)
    except UserError:
        found = None
    if found is None:
        raise Http404
    return HttpResponse(found[0], content_type="image/png", headers={"Cache-Control": "private, max-age=600"})


@require_POST
@complaints_as_toasts
def attach(request: Any, document_id: int) -> HttpResponse:
    """Keep a file that goes out with a draft."""
    given = request.FILES.get("file")
    if given is None:
        raise UserError(_("No file was chosen. Nothing was added."))
    content = given.read(attachments.FILE_BYTES + 1)
    attachments.attach(request.workspace, document_id, name=given.name or "", content=content, now=timezone.now())
    flash(request, _("%(name)s goes out with it.") % {"name": given.name})
    return go(request, reverse("billing:edit", args=[document_id]))


@require_POST
@complaints_as_toasts
def detach(request: Any, document_id: int, attachment_id: int) -> HttpResponse:
    """Take a file off a draft."""
    attachments.detach(request.workspace, document_id, attachment_id, now=timezone.now())
    flash(request, _("The file is taken off."))
    return go(request, reverse("billing:edit", args=[document_id]))


@require_safe
def attachment(request: Any, document_id: int, attachment_id: int) -> HttpResponse:
    """Hand out an attached file."""
    found = document_or_404(request, document_id).attachments.filter(pk=attachment_id).first()
    if found is None:
        raise Http404
    return as_file(found.name, found.mime, bytes(found.content))


def file_name(document: Document) -> str:
    """Return a name for the files of a paper that every system takes."""
    return "".join(one if one.isalnum() or one in "-_." else "-" for one in document.number) or f"draft-{document.pk}"


def _picture(document: Document, page: int) -> tuple[bytes, int] | None:
    if document.number:
        return issued_picture(document, page=page)
    settings = billing_settings(document.workspace_id)
    stamps = (document.changed_at, settings.changed_at, document.client.changed_at)
    key = f"draft-picture-{document.pk}-{page}-{timezone.localdate()}-" + "-".join(str(at.timestamp()) if at else "0" for at in stamps)
    found: tuple[bytes, int] | None = cache.get(key)
    if found is None:
        from freehold.integrations.pdf import preview

        papers = papers_of(document, settings)
        today = timezone.localdate()
        # The number that it would get now, so that what is looked at is what goes out; the mark across it says that it is none yet.
        series = document.series or default_series(document.workspace_id, document.kind, language=settings.workspace.language)
        number = next_number(series, document.issue_date or today).number
        sheet = sheet_of(papers, compose(papers, number=number, on=today), watermark="DRAFT")
        found = preview(sheet, page=page, width=WIDTH)
        cache.set(key, found, KEPT_SECONDS)
    return found


def _frozen(document: Document) -> Any:
    found = getattr(document, "frozen", None)
    if found is None:
        raise Http404
    return found
