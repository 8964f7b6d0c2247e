"""The source "remotive": the open list of Remotive."""

from __future__ import annotations

from freehold.domain.ports import Reading, SourceTerms
from freehold.integrations.feeds.marking import gettext_noop
from freehold.integrations.feeds.remotive.transform import API, address_of, read_board


class RemotiveSource:
    """Reads https://remotive.com/api/remote-jobs, all of it or one category."""

    name = "remotive"
    label = "Remotive"
    terms = SourceTerms(
        tier="open",
        terms=gettext_noop(
            "Remotive asks to be named with a link to its page, to be read at most four times a day, and that its postings "
            "are not passed on to other sites; they appear here a day later than there."
        ),
        attribution="Remotive",
        calls_per_day=4,
        min_interval_minutes=360,
    )
    default_url = API

    def address_of(self, page: str) -> str:
        """Return the address of the data behind a page of Remotive, "" when it is none."""
        return address_of(page)

    def read(self, payload: bytes, *, origin: str = "") -> Reading:  # noqa: ARG002  # the port names it
        """Read one answer of the API. Raises UserError when it is something else."""
        return read_board(payload)
