"""The process that reads one PDF from its input and writes {"text", "fault"} as JSON; started by `pdf_text`."""

from __future__ import annotations

import io
import json
import logging
import sys
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

MAX_PAGES = 60
MAX_CHARACTERS = 500_000


def extracted(data: bytes) -> dict[str, Any]:
    """Return the text of the first pages, or the fault: "encrypted" or "broken". A broken page costs only itself."""
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return {"fault": "encrypted"}
        pages = list(reader.pages[:MAX_PAGES])
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, NotImplementedError):
        return {"fault": "broken"}
    texts: list[str] = []
    for page in pages:
        try:
            texts.append(page.extract_text())
        except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, NotImplementedError, MemoryError):
            continue
        if sum(map(len, texts)) > MAX_CHARACTERS:
            break
    if pages and not texts:
        return {"fault": "broken"}
    return {"text": "\n\n".join(texts)[:MAX_CHARACTERS]}


if __name__ == "__main__":
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    sys.stdout.write(json.dumps(extracted(sys.stdin.buffer.read())))
