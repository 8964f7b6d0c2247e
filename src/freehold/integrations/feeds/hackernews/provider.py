"""The source "hackernews": a hiring or freelancer thread of Hacker News."""

from __future__ import annotations

from freehold.domain.ports import Reading, SourceTerms
from freehold.integrations.feeds.hackernews.transform import read_thread
from freehold.integrations.feeds.marking import gettext_noop


class HackerNewsSource:
    """Reads https://hn.algolia.com/api/v1/items/<thread>. Comments that offer work ("SEEKING WORK") are left out."""

    name = "hackernews"
    label = "Hacker News"
    terms = SourceTerms(
        tier="open",
        terms=gettext_noop(
            "The Algolia API of Hacker News is open to everybody, up to 10,000 calls an hour; each posting links back to its comment."
        ),
        attribution="Hacker News",
        calls_per_day=240_000,
        min_interval_minutes=60,
    )
    default_url = "https://hn.algolia.com/api/v1/items/"

    def read(self, payload: bytes, *, origin: str = "") -> Reading:  # noqa: ARG002  # the port names it
        """Read one thread or one item. Raises UserError when it is neither."""
        return read_thread(payload).reading
