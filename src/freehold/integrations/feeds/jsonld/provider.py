"""The source "jsonld": a page that the person saved or pasted and that carries a schema.org JobPosting."""

from __future__ import annotations

from freehold.domain.ports import Reading, SourceTerms
from freehold.integrations.feeds.jsonld.transform import read_page
from freehold.integrations.feeds.marking import gettext_noop


class JsonLdSource:
    """Reads JSON-LD and microdata of one page."""

    name = "jsonld"
    label = gettext_noop("Job page (schema.org)")
    terms = SourceTerms(
        tier="paste",
        terms=gettext_noop(
            "This is one page that you opened or gave the address of yourself: it is read once, and no further page is followed."
        ),
        attribution="",
        calls_per_day=100,
        min_interval_minutes=60,
    )
    default_url = ""

    def read(self, payload: bytes, *, origin: str = "") -> Reading:
        """Read one page. Raises UserError when it states no posting or is over 50 MB."""
        return read_page(payload, origin=origin)
