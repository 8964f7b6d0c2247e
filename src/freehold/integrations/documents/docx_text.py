"""Text out of a DOCX: paragraphs, tables and text boxes in the order of the document."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from django.utils.translation import gettext as _
from docx.opc.exceptions import OpcError

from freehold.domain.errors import UserError

MAX_UNPACKED = 60 * 1024 * 1024
MAX_PARTS = 2000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def docx_text(name: str, data: bytes) -> str:
    """Return the text of a DOCX. Raises UserError when it is broken, unpacks to over 60 MB, or is another kind of archive."""
    _check_archive(name, data)
    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
        parts = [*_around(document, "header"), *_lines(body), *_around(document, "footer")]
    except (OpcError, SyntaxError, zipfile.BadZipFile, KeyError, ValueError, AttributeError, EOFError, NotImplementedError) as error:
        raise _broken(name) from error  # a SyntaxError is how the XML parser reports
    return "\n".join(parts)


def _check_archive(name: str, data: bytes) -> None:
    """Look at the archive's directory before anything is unpacked. Unpacking stops at the sizes that stand there."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise _broken(name) from error
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise UserError(_("“%s” unpacks to far more than a document holds, so it was not opened. Save it anew without pictures.") % name)
    if any(part.flag_bits & 0x1 for part in parts):
        raise UserError(
            _("“%s” is protected with a password, so it could not be read. Save it without the password and choose it again.") % name
        )
    if "[Content_Types].xml" not in {part.filename for part in parts} or not any(part.filename.startswith("word/") for part in parts):
        raise UserError(_("“%s” is an archive but no .docx document. Choose a PDF, .docx, Markdown or plain text file.") % name)


def _broken(name: str) -> UserError:
    return UserError(
        _("“%s” is a broken document and could not be read. Open it, save it anew, and choose that; or paste its text.") % name
    )


def _around(document: Any, place: str) -> Iterator[str]:
    """Yield the lines of the first section's header or footer, where letters and CVs put the address."""
    part = getattr(document.sections[0], place) if len(document.sections) else None
    if part is not None and not part.is_linked_to_previous:
        yield from _lines(part._element)  # noqa: SLF001  # python-docx has no public way to the text boxes of a header


def _lines(root: Any) -> Iterator[str]:
    """Yield the paragraphs below `root`. A text box comes twice, for new and for old programs: the second is passed over."""
    for old in list(root.iter(_FALLBACK)):
        old.getparent().remove(old)
    words: list[str] = []
    for element in root.iter(f"{_W}p", f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr"):
        if element.tag == f"{_W}p":
            yield from _flushed(words)
        elif element.tag == f"{_W}t":
            words.append(element.text or "")
        else:
            # A tab outside a run is the definition of a tab stop.
            words.append("\n" if element.tag != f"{_W}tab" else "\t" if element.getparent().tag == f"{_W}r" else "")
    yield from _flushed(words)


def _flushed(words: list[str]) -> Iterator[str]:
    text = "".join(words).strip()
    words.clear()
    if text:
        yield text
