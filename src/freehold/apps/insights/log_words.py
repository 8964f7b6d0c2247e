"""The words of insights in the audit log; config/frame adds them to the page of the log."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: Code → sentence, for the page of the log.
LOG_WORDS: dict[str, str | Promise] = {
    "insights.exported": _("Saved the rows behind your numbers (%(rows)s) to a file"),
}
