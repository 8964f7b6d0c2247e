"""The source "remoteok": the open list of Remote OK."""

from __future__ import annotations

from freehold.domain.ports import Reading, SourceTerms
from freehold.integrations.feeds.marking import gettext_noop
from freehold.integrations.feeds.remoteok.transform import read_board


class RemoteOkSource:
    """Reads https://remoteok.com/api."""

    name = "remoteok"
    label = "Remote OK"
    terms = SourceTerms(
        tier="open",
        terms=gettext_noop(
            "Remote OK asks that it is named and that each posting links back to its page with a link that search engines follow."
        ),
        attribution="Remote OK",
        min_interval_minutes=60,
    )
    default_url = "https://remoteok.com/api"

    def read(self, payload: bytes, *, origin: str = "") -> Reading:  # noqa: ARG002  # the port names it
        """Read one answer of the API. Raises UserError when it is something else."""
        return read_board(payload)
