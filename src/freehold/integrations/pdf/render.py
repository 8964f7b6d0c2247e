"""A sheet as a PDF/A-3b, with its XML inside when it is an electronic invoice, or as a picture."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Literal

from freehold.domain.errors import UserError
from freehold.domain.invoicing.sheet import Sheet
from freehold.integrations.pdf.content import content
from freehold.integrations.pdf.typesetter import set_in_type
from freehold.integrations.pdf.xmp import with_factur_x

Level = Literal["MINIMUM", "BASIC WL", "BASIC", "EN 16931", "EXTENDED", "XRECHNUNG"]
_VERSION = {"XRECHNUNG": "3.0"}
#: Width of the papers in inches: the scale of a preview.
_INCHES = {"a4": 210 / 25.4, "us-letter": 8.5}
_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)
MAX_PREVIEW_WIDTH = 2400


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """The invoice as CII XML, UTF-8, and the Factur-X level it conforms to. XRECHNUNG travels as xrechnung.xml."""

    xml: bytes
    level: Level = "EN 16931"

    @property
    def filename(self) -> str:
        """The name that the standard demands."""
        return "xrechnung.xml" if self.level == "XRECHNUNG" else "factur-x.xml"


def render(sheet: Sheet, *, attachment: Attachment | None, at: datetime) -> bytes:
    """Return the sheet as a PDF/A-3b of the time `at`; the same sheet, attachment and time give the same bytes.

    Raises UserError when the logo or the payment code cannot be used.
    """
    tree = content(sheet)
    if attachment is not None:
        tree["attachment"] = _enclosed(attachment, sheet)
    pdf = set_in_type(tree, kind="pdf", at=at)[0]
    if attachment is None:
        return pdf
    return with_factur_x(pdf, filename=attachment.filename, level=attachment.level, version=_VERSION.get(attachment.level, "1.0"))


def preview(sheet: Sheet, *, page: int = 1, width: int = 800) -> tuple[bytes, int]:
    """Return page `page` (from 1) as a PNG `width` dots wide, and the number of pages. Raises UserError for a page that is not there."""
    return picture_of(content(sheet), page=page, width=width)


def picture_of(tree: dict[str, Any], *, page: int, width: int) -> tuple[bytes, int]:
    """Return one page of a tree of finished texts as a PNG, and the number of pages. Raises UserError for a page that is not there."""
    if not 1 <= width <= MAX_PREVIEW_WIDTH:
        raise UserError(f"A preview is 1 to {MAX_PREVIEW_WIDTH} dots wide, and {width} was asked for.")
    pages = _pictures(json.dumps(tree, ensure_ascii=False), width / _INCHES[tree["paper"]])
    if not 1 <= page <= len(pages):
        raise UserError(f"This document has {len(pages)} pages, and page {page} was asked for.")
    return pages[page - 1], len(pages)


@lru_cache(maxsize=4)
def _pictures(tree: str, ppi: float) -> tuple[bytes, ...]:
    """Return the pictures of all pages. They are kept a while: a reader asks for one page after the other."""
    return tuple(set_in_type(json.loads(tree), kind="png", at=_NO_TIME, ppi=ppi))


def _enclosed(attachment: Attachment, sheet: Sheet) -> dict[str, Any]:
    try:
        text = attachment.xml.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UserError("The electronic invoice is not in UTF-8, so it cannot be put into the PDF. Nothing was issued.") from error
    return {"name": attachment.filename, "text": text, "description": f"{attachment.level} · {sheet.invoice.number}"}
