"""The source "himalayas": the open list of Himalayas, page by page."""

from __future__ import annotations

from freehold.domain.ports import Reading, SourceTerms
from freehold.integrations.feeds.himalayas.asking import API, address_of, next_address
from freehold.integrations.feeds.himalayas.transform import read_board
from freehold.integrations.feeds.marking import gettext_noop


class HimalayasSource:
    """Reads https://himalayas.app/jobs/api, twenty postings a page, newest first."""

    name = "himalayas"
    label = "Himalayas"
    terms = SourceTerms(
        tier="open",
        terms=gettext_noop(
            "Himalayas asks that it is named and that each posting links back to its page there, and that programs read slowly."
        ),
        attribution="Himalayas",
        min_interval_minutes=60,
    )
    default_url = f"{API}?limit=20"
    # The whole list has thousands of pages: what is new since the last reading stands on the first ones.
    pages_per_reading = 5

    def address_of(self, page: str) -> str:
        """Return the address of the data behind a page of Himalayas, "" when it is none."""
        return address_of(page)

    def next_address(self, payload: bytes, address: str) -> str:
        """Return where the page after `payload`, which came from `address`, is found; "" at the end."""
        return next_address(payload, address)

    def read(self, payload: bytes, *, origin: str = "") -> Reading:  # noqa: ARG002  # the port names it
        """Read one page of the API. Raises UserError when it is something else."""
        return read_board(payload)
