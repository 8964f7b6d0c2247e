"""The source "99freelas": pages of 99Freelas as the person saved or pasted them."""

from __future__ import annotations

from freehold.domain.ports import Reading, SourceTerms
from freehold.integrations.feeds.freelas99.transform import read_page
from freehold.integrations.feeds.marking import gettext_noop


class Freelas99Source:
    """Reads a saved page of https://www.99freelas.com.br/projects; never fetches one."""

    name = "99freelas"
    label = "99Freelas"
    terms = SourceTerms(
        tier="restricted",
        terms=gettext_noop("99Freelas has no interface for programs: Freehold reads only the pages that you save or paste yourself."),
        attribution="99Freelas",
    )
    default_url = ""

    def read(self, payload: bytes, *, origin: str = "") -> Reading:
        """Read one page. Raises UserError when it shows no projects."""
        return read_page(payload, origin=origin)
