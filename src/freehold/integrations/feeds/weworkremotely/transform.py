"""We Work Remotely's feeds in, postings out: company, regions, kind and skills out of the elements that only this board writes."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from freehold.domain.ports import Reading
from freehold.integrations.feeds.links import host_of, is_host
from freehold.integrations.feeds.rss.transform import read_own_feed

HOME = "https://weworkremotely.com/"
_FEED = re.compile(r"/(?:remote-jobs|categories/[a-z0-9-]{2,80})(?:\.rss)?")


def read_board(payload: bytes, *, origin: str) -> Reading:
    """Read one feed that came from `origin`. Raises UserError when it is none, or none of its entries can be read."""
    return read_own_feed(payload, origin=origin, source="weworkremotely", board="We Work Remotely")


def address_of(page: str) -> str:
    """Return the address of the feed of all jobs, or of the category that `page` shows; "" for pages of others."""
    page = page.strip() if "://" in page else f"https://{page.strip()}"
    if not is_host(host_of(page), "weworkremotely.com"):
        return ""
    path = urlsplit(page).path.rstrip("/")
    if path == "":
        return f"{HOME}remote-jobs.rss"
    return f"{HOME}{path.removeprefix('/').removesuffix('.rss')}.rss" if _FEED.fullmatch(path) else ""
