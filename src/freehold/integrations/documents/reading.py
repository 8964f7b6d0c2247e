"""Reads a document that a person uploads: what it is told by its content, every fault by one plain sentence."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from freehold.domain.errors import UserError
from freehold.integrations.documents.docx_text import docx_text
from freehold.integrations.documents.pdf_text import pdf_text

MAX_BYTES = 10 * 1024 * 1024
_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"RIFF")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_RESUME_PARTS = frozenset({"basics", "work", "skills", "education", "projects", "volunteer", "languages", "freehold"})


def read_document(name: str, data: bytes) -> str:
    """Return the text of a PDF, DOCX, Markdown, plain text or JSON Resume file. `name` is used in messages only.

    Raises UserError for a file that is over 10 MB, empty, encrypted, only scanned, broken, or of another kind.
    """
    _check_size(name, data)
    if data[:1024].lstrip().startswith(b"%PDF-"):
        text = pdf_text(name, data)
    elif data.startswith(_ZIP):
        text = docx_text(name, data)
    else:
        text = _plain(name, data)
        if (resume := _json_object(text)) is not None:
            text = "\n".join(_strings(resume))
    text = re.sub(r"[ \t\u00a0]+\n", "\n", text.replace("\x00", ""))
    text = re.sub(r"\n{3,}", "\n\n", text).strip()
    if not text:
        raise UserError(_("There is no text in “%s”; nothing was taken in. Choose another file, or paste the text.") % name)
    return text


def read_resume(name: str, data: bytes) -> dict[str, Any]:
    """Return a JSON Resume as it is written, with the part "freehold" where it has one.

    Raises UserError when the file is over 10 MB, no JSON, or has none of the parts of a JSON Resume.
    """
    _check_size(name, data)
    text = _plain(name, data)
    try:
        value = json.loads(text)
    except RecursionError:
        value = None
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        raise UserError(
            _("“%(name)s” is no valid JSON: look at line %(line)d. Nothing was taken in.") % {"name": name, "line": line}
        ) from error
    if not isinstance(value, dict) or not _RESUME_PARTS & set(value):
        raise UserError(_("“%s” is no JSON Resume: it has no part named basics, work or skills. Nothing was taken in.") % name)
    return value


def is_json_resume(data: bytes) -> bool:
    """Tell whether a file is a JSON Resume, so that `read_resume` will read it."""
    if len(data) > MAX_BYTES or data.startswith((_ZIP, b"%PDF-")):
        return False
    value = _json_object(_decoded(data))
    return value is not None and bool(_RESUME_PARTS & set(value))


def _check_size(name: str, data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise UserError(_("“%s” is larger than 10 MB and was not read. Save it without pictures, or paste its text.") % name)
    if not data.strip():
        raise UserError(_("“%s” is empty; nothing was taken in. Choose another file.") % name)


def _plain(name: str, data: bytes) -> str:
    if data.startswith(_OLD_OFFICE):
        raise UserError(_("“%s” is of an old Office format that is not read. Save it as PDF or .docx and choose that.") % name)
    if data.startswith(b"{\\rtf"):
        raise UserError(_("“%s” is an RTF file, which is not read. Save it as PDF or .docx and choose that.") % name)
    if data.startswith(_PICTURES):
        raise UserError(_("“%s” is a picture, and text in pictures is not read. Choose the document itself, or paste its text.") % name)
    text = _decoded(data)
    if len(_CONTROL.findall(text[:4000])) > 8:
        raise UserError(_("“%s” is no document that can be read. Choose a PDF, .docx, Markdown or plain text file.") % name)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes) -> str:
    """Return text by its byte order mark, else UTF-8, else Windows-1252."""
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeError:
        return data.decode("cp1252", errors="replace")


def _json_object(text: str) -> dict[str, Any] | None:
    if not text.lstrip().startswith("{"):
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _strings(value: Any) -> Iterator[str]:
    """Yield the words of a JSON value, depth first, each as a line."""
    stack = [value]
    while stack:
        inner = stack.pop()
        if isinstance(inner, dict):
            stack.extend(reversed(list(inner.values())))
        elif isinstance(inner, list):
            stack.extend(reversed(inner))
        elif isinstance(inner, str) and inner.strip():
            yield inner.strip()
