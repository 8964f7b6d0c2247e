"""Takes the invoice's XML out of a Factur-X or ZUGFeRD PDF, without trusting the PDF."""

from __future__ import annotations

import io
import logging
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from freehold.domain.errors import Problem, UserError
from freehold.integrations.einvoice.parsing import MOST_BYTES

if TYPE_CHECKING:
    import pikepdf

MOST_PDF_BYTES = 50 * 1024 * 1024
MOST_ATTACHMENTS = 200
# The names that the standards of the last years gave the file, the current one first.
NAMES = ("factur-x.xml", "xrechnung.xml", "zugferd-invoice.xml", "cii.xml")

_logger = logging.getLogger(__name__)


def is_pdf(payload: bytes) -> bool:
    """Tell whether this is a PDF; some programs write a few bytes before its mark."""
    return b"%PDF-" in payload[:1024]


def invoice_xml(payload: bytes) -> tuple[bytes, tuple[Problem, ...]]:
    """Return the invoice's XML and what was left aside. Raises UserError for a PDF without one, broken or locked."""
    import pikepdf  # late: few pages need it, and it is large

    if len(payload) > MOST_PDF_BYTES:
        raise UserError(_("This PDF is larger than 50 MB. Nothing was read. Ask the sender for a smaller one."))
    try:
        with pikepdf.open(io.BytesIO(payload)) as document:
            found = dict(_attachments(document))
    except pikepdf.PasswordError:
        raise UserError(_("This PDF is protected with a password. Nothing was read. Save it without one and choose it again.")) from None
    except (pikepdf.PdfError, ValueError, KeyError, TypeError, RuntimeError, zlib.error) as error:
        _logger.info("a PDF could not be opened: %s", error)
        raise UserError(_("This PDF is broken and could not be opened. Nothing was read. Ask the sender to send it again.")) from None
    xml_names = sorted((name for name in found if name.lower().endswith(".xml")), key=_rank)
    if not xml_names:
        raise UserError(
            _("This PDF is a picture of an invoice only: no e-invoice is inside. Nothing was read. Enter it as an expense by hand.")
        )
    left = [name for name in found if name != xml_names[0]]
    problems = [Problem(name, _("This attachment was left in the PDF"), _("Open the original file to see it.")) for name in left[:5]]
    return found[xml_names[0]], tuple(problems)


def _rank(name: str) -> tuple[int, str]:
    low = name.lower()
    return (NAMES.index(low) if low in NAMES else len(NAMES), low)


def _attachments(document: pikepdf.Pdf) -> Iterator[tuple[str, bytes]]:
    for position, (name, spec) in enumerate(document.attachments.items()):
        if position >= MOST_ATTACHMENTS:
            return
        filename = (spec.filename or name).rpartition("/")[2]
        content = _content(spec) if filename.lower().endswith(".xml") else b""
        yield filename, content


def _content(spec: pikepdf.AttachedFileSpec) -> bytes:
    """Return the file, unpacked no further than an invoice may be large: a small stream can unpack to gigabytes."""
    import pikepdf  # late: few pages need it, and it is large

    stream = spec.get_file().obj
    filters = stream.get("/Filter")
    names = [str(item) for item in filters] if isinstance(filters, pikepdf.Array) else [str(filters)] if filters is not None else []
    if names == ["/FlateDecode"] and stream.get("/DecodeParms") is None:
        unpacker = zlib.decompressobj()
        data = unpacker.decompress(stream.read_raw_bytes(), MOST_BYTES + 1)
    elif not names:
        data = stream.read_raw_bytes()
    else:
        raise UserError(_("The e-invoice in this PDF is packed in an unusual way. Nothing was read. Ask the sender for the XML file."))
    if len(data) > MOST_BYTES:
        raise UserError(_("The e-invoice in this PDF unpacks to more than 20 MB. Nothing was read, to be safe."))
    return data
