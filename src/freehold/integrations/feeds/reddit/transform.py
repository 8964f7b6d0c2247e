"""A feed of a hiring community in, postings out: those who offer themselves left out, tags and signatures taken off."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urlsplit

from freehold.domain.ports import Reading
from freehold.domain.postings.posting import Posting
from freehold.integrations.feeds.contract import contract_of
from freehold.integrations.feeds.links import host_of, is_host
from freehold.integrations.feeds.plain import one_line
from freehold.integrations.feeds.rss.transform import read_feed

_NAME = r"[A-Za-z0-9_]{2,21}"
_COMMUNITY = re.compile(rf"/?r/({_NAME})(?:/.*)?")
_TAG = re.compile(r"[\[({]([^\[\](){}]{1,40})[\])}]")
_LEFT_OUT = re.compile(
    r"for[\s_-]?hire|hire me|offer(?:ing)?|seeking (?:work|job|employment)|meta|closed|filled|taken|announcement", re.IGNORECASE
)
_ASKS = re.compile(r"hiring|task|request(?:ing)?|paid|job|hire|looking for", re.IGNORECASE)
_SIGNATURE = "submitted by"
_MAX_SIGNATURE = 1500
_COMMENTS = re.compile(r"<!--.{0,40}?-->", re.DOTALL)


def address_of(page: str) -> str:
    """Return the feed of the newest posts of a community, "" for pages of others."""
    page = page.strip()
    if found := re.fullmatch(rf"/?r/({_NAME})/?", page):
        return _feed(found[1])
    page = page if "://" in page else f"https://{page}"
    if not is_host(host_of(page), "reddit.com"):
        return ""
    found = _COMMUNITY.fullmatch(urlsplit(page).path)
    return _feed(found[1]) if found else ""


def _feed(community: str) -> str:
    return f"https://www.reddit.com/r/{community}/new/.rss"


def read_community(payload: bytes, *, origin: str = "") -> Reading:
    """Read one feed. Posts of those who look for work, and about the community itself, are left out. Raises UserError as any feed."""
    reading = read_feed(payload, origin=origin)
    found = (_posting(posting) for posting in reading.postings)
    return Reading(tuple(posting for posting in found if posting is not None), reading.problems)


def _posting(posting: Posting) -> Posting | None:
    named = _TAG.findall(posting.title)
    if any(_LEFT_OUT.fullmatch(tag.strip()) for tag in named):
        return None
    title = _TAG.sub(lambda found: " " if _ASKS.fullmatch(found[1].strip()) else found[0], posting.title)
    title = one_line(title).strip(" -–—:|") or posting.title
    contract = contract_of(" ".join(named))
    stated = {**posting.structured, **({"contract": contract} if contract else {})}
    # The author is a person's pen name, and the only category is the community: neither is a company nor a skill.
    description = _unsigned(posting.description)
    return replace(posting, source="reddit", title=title, description=description, company="", tags=(), structured=stated)


def _unsigned(description: str) -> str:
    """Return the text without the line about who wrote it and where its comments are."""
    description = _COMMENTS.sub("", description).strip()
    start = description.rfind(_SIGNATURE, max(0, len(description) - _MAX_SIGNATURE))
    if start < 0 or "/user/" not in description[start:]:
        return description
    return description[:start].removesuffix("&#32; ").rstrip()
