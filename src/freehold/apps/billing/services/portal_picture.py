"""The pages of an issued paper as pictures: only as long as they would be exactly the pages that were issued."""

from __future__ import annotations

from django.core.cache import cache

from freehold.apps.billing.models import Document
from freehold.apps.billing.selectors.portal import frozen_of
from freehold.apps.billing.services.compose import compose, papers_of
from freehold.apps.billing.services.freeze import canonical_text
from freehold.apps.billing.services.sheets import sheet_of
from freehold.domain.errors import UserError
from freehold.domain.invoicing.hash_chain import digest

WIDTH = 1000
_KEPT_SECONDS = 3600


def picture(document: Document, *, page: int) -> tuple[bytes, int] | None:
    """Return (PNG of page `page` from 1, number of pages), or None.

    The picture is set anew from the stored paper. Where that would say anything else than what was frozen (the address or
    the logo has changed since), there is none: the PDF is what was issued.
    """
    frozen = frozen_of(document)
    if frozen is None:
        return None
    key = f"portal-picture-{frozen.pdf_sha256}-{page}"
    found: tuple[bytes, int] | None = cache.get(key)
    if found is None:
        found = _set(document, frozen.canonical_sha256, page)
        if found is not None:
            cache.set(key, found, _KEPT_SECONDS)
    return found


def _set(document: Document, frozen_sha256: str, page: int) -> tuple[bytes, int] | None:
    from freehold.integrations.pdf import preview

    papers = papers_of(document)
    if document.issue_date is None:
        return None
    try:
        composed = compose(papers, number=document.number, on=document.issue_date)
        sheet = sheet_of(papers, composed)
        if digest(canonical_text(papers, composed, sheet).encode()) != frozen_sha256:
            return None
        return preview(sheet, page=page, width=WIDTH)
    except UserError:
        return None
