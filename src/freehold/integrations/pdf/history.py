"""A signed work history as a PDF/A-3b with its record enclosed, and the record taken out of such a PDF again."""

from __future__ import annotations

import io
from dataclasses import asdict
from datetime import datetime
from typing import Any

from freehold.domain.reputation.paper import Paper
from freehold.domain.reputation.sealing import HOLE, PDF_MARK
from freehold.integrations.pdf.colours import palette
from freehold.integrations.pdf.content import RAW
from freehold.integrations.pdf.text import clean, everywhere, paragraphs
from freehold.integrations.pdf.typesetter import set_in_type

RECORD_NAME = "work-history.json"
_MOST_RECORD = 16 * 1024 * 1024
_TEMPLATE = "history.typ"


def render_history(paper: Paper, record: bytes, *, at: datetime) -> bytes:
    """Return the PDF of the time `at`, with the signed record inside and a hole for the seal over the whole file.

    The same paper, record and time give the same bytes.
    """
    return _with_hole(set_in_type(_content(paper, record), kind="pdf", at=at, main=_TEMPLATE)[0])


def history_record(pdf: bytes) -> bytes | None:
    """Return the signed record that a PDF encloses, None for a PDF without one and for what is no PDF."""
    import pikepdf  # late: few pages need it, and it is large

    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            if RECORD_NAME not in document.attachments:
                return None
            found = document.attachments[RECORD_NAME].get_file().read_bytes()
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, KeyError, RuntimeError, TypeError):
        return None
    return found if len(found) <= _MOST_RECORD else None


def _content(paper: Paper, record: bytes) -> dict[str, Any]:
    tree = asdict(paper)
    tree |= {
        "lang": paper.language[:2],
        "paper": "us-letter" if paper.letter_size else "a4",
        "colours": palette(paper.colour),
        "summary": f"{paper.labels.title} · {paper.holder}",
        "foot": f"{paper.labels.key}: {paper.fingerprint}",
        "quotes": [{**asdict(one), "blocks": paragraphs(one.text)} for one in paper.quotes],
        "page_of": paper.labels.page_of,
        "attachment": {"name": RECORD_NAME, "text": record.decode("utf-8")},
    }
    cleaned: dict[str, Any] = everywhere(tree, clean, but=RAW | {"fingerprint", "foot", "lang"})
    return cleaned


def _with_hole(pdf: bytes) -> bytes:
    """Put the hole for the seal beside the catalogue's own entries, where no reader looks and none is disturbed."""
    import pikepdf  # late: few pages need it, and it is large

    with pikepdf.open(io.BytesIO(pdf)) as document:
        mark = PDF_MARK.decode().split(" ", maxsplit=1)[0]
        document.Root[mark] = pikepdf.String(HOLE)
        out = io.BytesIO()
        document.save(
            out,
            deterministic_id=True,
            fix_metadata_version=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
        )
    return out.getvalue()
