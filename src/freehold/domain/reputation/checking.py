"""Checking a reputation file of whichever kind, from its bytes alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from freehold.domain.reputation.page import taken_out
from freehold.domain.reputation.sealing import HTML_MARK, PDF_MARK, holds
from freehold.domain.reputation.statement import NotGenuine, Signed, read

FileKind = Literal["json", "html", "pdf"]
#: More than any history needs; a larger file is not read at all.
MOST_BYTES = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that is as it was signed."""

    kind: FileKind
    signed: Signed

    @property
    def fingerprint(self) -> str:
        """The key that signed it."""
        return str(self.signed.statement["key"]["fingerprint"])


def kind_of(content: bytes) -> FileKind:
    """Return what a file is by its first bytes."""
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"%PDF-"):
        return "pdf"
    return "html" if start.startswith(b"<") else "json"


def check(content: bytes, *, from_pdf: Callable[[bytes], bytes | None]) -> Checked:
    """Return what a file says when not one byte of it was changed since it was signed.

    `from_pdf` takes the enclosed record out of a PDF. Raises NotGenuine, which says in a sentence what is wrong.
    """
    kind = kind_of(content)
    if kind == "json":
        return Checked(kind, read(content))
    record = taken_out(content) if kind == "html" else from_pdf(content)
    if record is None:
        what = "page" if kind == "html" else "PDF"
        raise NotGenuine("unknown", f"This {what} holds no signed work history, or is damaged.")
    found = read(record)
    if not holds(content, HTML_MARK if kind == "html" else PDF_MARK, str(found.statement["key"]["public"])):
        words = "The record inside is as it was signed, but the file around it was changed: do not believe what it shows."
        raise NotGenuine("changed", words)
    return Checked(kind, found)
