"""The source "reddit": feeds of Reddit's communities for hiring, off unless its owner turns it on."""

from __future__ import annotations

from freehold.domain.ports import Reading, SourceTerms
from freehold.integrations.feeds.marking import gettext_noop
from freehold.integrations.feeds.reddit.transform import address_of, read_community


class RedditSource:
    """Reads feeds such as https://www.reddit.com/r/forhire/new/.rss."""

    name = "reddit"
    label = "Reddit"
    terms = SourceTerms(
        tier="restricted",
        terms=gettext_noop("Reddit wants programs to be approved first, and its feeds often refuse: turn this on only if you accept that."),
        attribution="Reddit",
        min_interval_minutes=60,
    )
    default_url = "https://www.reddit.com/r/forhire/new/.rss"

    def address_of(self, page: str) -> str:
        """Return the feed of a community from its page or its name ("r/forhire"); "" when it is none."""
        return address_of(page)

    def read(self, payload: bytes, *, origin: str = "") -> Reading:
        """Read one feed. Raises UserError when it is none, over 5 MB, or tries to attack its reader."""
        return read_community(payload, origin=origin)
