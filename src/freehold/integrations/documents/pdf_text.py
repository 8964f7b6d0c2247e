"""Text out of a PDF, in a process of its own: a hostile file can waste its own time only."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from django.utils.translation import gettext as _

from freehold.domain.errors import SystemFault, UserError

SECONDS = 30.0
_MIN_LETTERS = 20


def pdf_text(name: str, data: bytes, *, seconds: float = SECONDS) -> str:
    """Return the text of the first 60 pages.

    Raises UserError for an encrypted, scanned or broken file, or one that takes over `seconds`.
    """
    answer = _extracted(name, data, seconds)
    fault = answer.get("fault")
    if fault == "encrypted":
        raise UserError(
            _("“%s” is protected with a password, so it could not be read. Save it without the password and choose it again.") % name
        )
    if fault:
        raise UserError(_("“%s” is a broken PDF and could not be read. Open it, save it anew, and choose that; or paste its text.") % name)
    text = str(answer.get("text", ""))
    if sum(char.isalpha() for char in text) < _MIN_LETTERS:
        raise UserError(
            _("“%s” holds pictures of text only, as a scanner makes them. Choose the document it was made from, or paste its text.") % name
        )
    return text


def _extracted(name: str, data: bytes, seconds: float) -> dict[str, Any]:
    command = [sys.executable, "-X", "utf8", "-m", "freehold.integrations.documents.pdf_process"]
    try:
        finished = subprocess.run(command, input=data, capture_output=True, timeout=seconds, check=False)  # noqa: S603  # our own module, no words of others
    except subprocess.TimeoutExpired as error:
        raise UserError(
            _("“%s” took too long to read and was given up. Save it anew with fewer pages, or paste its text.") % name
        ) from error
    except OSError as error:
        raise SystemFault(f"the PDF process could not be started: {error}") from error
    if finished.returncode != 0:
        return {"fault": "broken"}
    try:
        answer = json.loads(finished.stdout)
    except ValueError:
        return {"fault": "broken"}
    return answer if isinstance(answer, dict) else {"fault": "broken"}
