"""The source "rss": a feed of any address."""

from __future__ import annotations

from freehold.domain.ports import Reading, SourceTerms
from freehold.integrations.feeds.marking import gettext_noop
from freehold.integrations.feeds.rss.boards import ANY_FEED, terms_for
from freehold.integrations.feeds.rss.transform import read_feed


class RssSource:
    """Reads RSS 0.9 to 2.0 and Atom."""

    name = "rss"
    label = gettext_noop("RSS or Atom feed")
    terms = ANY_FEED
    default_url = ""

    def terms_for(self, address: str) -> SourceTerms:
        """Return the terms of the feed at `address`, which may be stricter than `terms`."""
        return terms_for(address)

    def read(self, payload: bytes, *, origin: str = "") -> Reading:
        """Read one feed. Raises UserError when it is none, over 5 MB, or tries to attack its reader."""
        return read_feed(payload, origin=origin)
