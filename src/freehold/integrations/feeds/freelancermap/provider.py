"""The source "freelancermap": its feeds, and its pages as the person pastes them."""

from __future__ import annotations

from freehold.domain.ports import Reading
from freehold.integrations.feeds.freelancermap.transform import FEEDS, address_of, read_board
from freehold.integrations.feeds.rss.boards import terms_for


class FreelancermapSource:
    """Reads https://www.freelancermap.de/feeds/projekte/…, a member's own feed among them, and pages with projects."""

    name = "freelancermap"
    label = "freelancermap"
    terms = terms_for("https://www.freelancermap.de/")
    default_url = FEEDS["de"]

    def address_of(self, page: str) -> str:
        """Return the address of a feed for itself or for "de", "at", "ch" and "int"; "" when it is none."""
        return address_of(page)

    def read(self, payload: bytes, *, origin: str = "") -> Reading:
        """Read one feed or page. Raises UserError when it is neither."""
        return read_board(payload, origin=origin)
