"""The source "workana": pages of Workana as the person saved or pasted them."""

from __future__ import annotations

from freehold.domain.ports import Reading, SourceTerms
from freehold.integrations.feeds.marking import gettext_noop
from freehold.integrations.feeds.workana.transform import read_page


class WorkanaSource:
    """Reads a saved page of https://www.workana.com/jobs; never fetches one."""

    name = "workana"
    label = "Workana"
    terms = SourceTerms(
        tier="restricted",
        terms=gettext_noop("Workana has no interface for programs: Freehold reads only the pages that you save or paste yourself."),
        attribution="Workana",
    )
    default_url = ""

    def read(self, payload: bytes, *, origin: str = "") -> Reading:
        """Read one page. Raises UserError when it shows no projects."""
        return read_page(payload, origin=origin)
