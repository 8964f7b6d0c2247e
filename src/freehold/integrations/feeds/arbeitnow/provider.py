"""The source "arbeitnow": the open list of Arbeitnow, page by page."""

from __future__ import annotations

from freehold.domain.ports import Reading, SourceTerms
from freehold.integrations.feeds.arbeitnow.transform import API, next_address, read_board
from freehold.integrations.feeds.marking import gettext_noop


class ArbeitnowSource:
    """Reads https://www.arbeitnow.com/api/job-board-api, newest first."""

    name = "arbeitnow"
    label = "Arbeitnow"
    terms = SourceTerms(
        tier="open",
        terms=gettext_noop("Arbeitnow offers its list free of charge, asks not to be strained and likes a link back to its site."),
        attribution="Arbeitnow",
        min_interval_minutes=120,
    )
    default_url = API
    # A page holds hundreds of postings and up to some megabytes: older ones were there the last time.
    pages_per_reading = 2

    def next_address(self, payload: bytes, address: str) -> str:
        """Return where the page after `payload`, which came from `address`, is found; "" at the end."""
        return next_address(payload, address)

    def read(self, payload: bytes, *, origin: str = "") -> Reading:  # noqa: ARG002  # the port names it
        """Read one page of the API. Raises UserError when it is something else."""
        return read_board(payload)
