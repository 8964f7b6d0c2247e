"""Two statements, and a folder for files that wait."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage

from tests.integrations.banking.messages import camt, details, entry

CAMT = camt(entry("10.00", details(text="RE-1")) + entry("20.00", details(text="RE-2")), closing="130.00")
PLAIN = b"Datum;Wer;Wofuer;Betrag\n13.01.2026;Anna;RE-1;10,00\n14.01.2026;Bert;RE-2;-20,00\n"


def files_below(settings: Any, folder: Path) -> Iterator[Path]:
    """Keep uploaded files below `folder` while a test runs; the storage remembers where it wrote and is told to forget."""
    settings.MEDIA_ROOT = folder
    for _side in range(2):
        for name in ("base_location", "location"):
            default_storage.__dict__.pop(name, None)
        if _side == 0:
            yield folder
