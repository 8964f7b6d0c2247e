"""The source "jobicy": the open list of Jobicy."""

from __future__ import annotations

from freehold.domain.ports import Reading, SourceTerms
from freehold.integrations.feeds.jobicy.transform import read_board
from freehold.integrations.feeds.marking import gettext_noop


class JobicySource:
    """Reads https://jobicy.com/api/v2/remote-jobs; `tag`, `geo` and `industry` in the address narrow it."""

    name = "jobicy"
    label = "Jobicy"
    terms = SourceTerms(
        tier="open",
        terms=gettext_noop(
            "Jobicy asks that it is clearly named with a link, that you apply on the page it links to, and to be read a few times a day."
        ),
        attribution="Jobicy",
        min_interval_minutes=240,
    )
    default_url = "https://jobicy.com/api/v2/remote-jobs?count=50"

    def read(self, payload: bytes, *, origin: str = "") -> Reading:  # noqa: ARG002  # the port names it
        """Read one answer of the API. Raises UserError when it is something else."""
        return read_board(payload)
