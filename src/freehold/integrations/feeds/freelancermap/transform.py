"""freelancermap's feeds and pages in, postings out."""

from __future__ import annotations

from urllib.parse import urlsplit

from freehold.domain.ports import Reading
from freehold.integrations.feeds.freelancermap.page import HOSTS, read_page
from freehold.integrations.feeds.links import host_of, is_host
from freehold.integrations.feeds.rss.transform import read_own_feed

_HOME = "https://www.freelancermap.de/feeds/projekte/"
FEEDS = {
    "de": f"{_HOME}de-deutschland.xml",
    "at": f"{_HOME}at-austria.xml",
    "ch": f"{_HOME}ch-switzerland.xml",
    "int": f"{_HOME}int-international.xml",
}


def read_board(payload: bytes, *, origin: str) -> Reading:
    """Read a feed, or a page that shows projects. Raises UserError when it is neither, or nothing of it can be read."""
    page = read_page(payload, origin=origin)
    return page if page is not None else read_own_feed(payload, origin=origin or FEEDS["de"], source="freelancermap", board="freelancermap")


def address_of(page: str) -> str:
    """Return the address of a feed: as it is for the address of one, else for a country ("de", "at", "ch") or "int"; "" otherwise."""
    page = page.strip()
    if feed := FEEDS.get(page.lower()):
        return feed
    page = page if "://" in page else f"https://{page}"
    host = host_of(page)
    if not any(is_host(host, known) for known in HOSTS):
        return ""
    path = urlsplit(page).path
    if path.startswith("/feeds/") and path.endswith(".xml"):
        return page
    return FEEDS.get(host.rsplit(".", 1)[-1], FEEDS["int"]) if path in ("", "/") else ""
