"""The source "tabular": a file of postings that the person uploads, CSV or JSON Lines."""

from __future__ import annotations

from freehold.domain.ports import Reading, SourceTerms
from freehold.integrations.feeds.marking import gettext_noop
from freehold.integrations.feeds.tabular.transform import read_table


class TabularSource:
    """Reads CSV (comma, semicolon, tab), JSON Lines and JSON lists; columns are found by their names."""

    name = "tabular"
    label = gettext_noop("CSV or JSON Lines file")
    terms = SourceTerms(
        tier="paste", terms=gettext_noop("This is a file of your own; nothing is fetched."), attribution="", min_interval_minutes=0
    )
    default_url = ""

    def read(self, payload: bytes, *, origin: str = "") -> Reading:  # noqa: ARG002  # the port names it
        """Read one file. Raises UserError when nothing of it can be read; a faulty line is a problem that names it."""
        return read_table(payload)
