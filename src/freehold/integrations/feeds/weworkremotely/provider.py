"""The source "weworkremotely": the feeds of We Work Remotely."""

from __future__ import annotations

from freehold.domain.ports import Reading
from freehold.integrations.feeds.rss.boards import terms_for
from freehold.integrations.feeds.weworkremotely.transform import HOME, address_of, read_board


class WeWorkRemotelySource:
    """Reads https://weworkremotely.com/remote-jobs.rss, or the feed of one category."""

    name = "weworkremotely"
    label = "We Work Remotely"
    terms = terms_for(HOME)
    default_url = f"{HOME}remote-jobs.rss"

    def address_of(self, page: str) -> str:
        """Return the address of the feed behind a page of We Work Remotely, "" when it is none."""
        return address_of(page)

    def read(self, payload: bytes, *, origin: str = "") -> Reading:
        """Read one feed. Raises UserError when it is none."""
        return read_board(payload, origin=origin or self.default_url)
