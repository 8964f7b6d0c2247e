"""Reading one web source, or one page at the person's word, with the manners that its host and terms ask for."""

from __future__ import annotations

import random
import re
import time
from datetime import datetime

from freehold.apps.opportunities.models import Source
from freehold.domain.ports import SourceTerms
from freehold.kit.http.client import Fetched, FetchRequest
from freehold.kit.http.polite import polite_fetch
from freehold.kit.http.politeness import POLITE, Limits, host_key

PAGE_TYPES = ("text/", "application/xhtml+xml", "application/xml", "application/json", "application/rss+xml", "application/atom+xml")
_THREAD = re.compile(r"(?:[?&]id=|/items/)(\d+)")


def address_to_fetch(kind: str, address: str) -> str:
    """Return where the payload of a source is found, which for a thread is not the page that people read."""
    if kind == "hackernews" and (thread := _THREAD.search(address)):
        return f"https://hn.algolia.com/api/v1/items/{thread.group(1)}"
    return address


def fetch_source(source: Source, terms: SourceTerms, *, now: datetime, rng: random.Random) -> Fetched:
    """Fetch a source's payload if its budgets allow it, asking only for what is new. Raises FetchFailed, TooSoon."""
    limits = Limits(calls_per_day=terms.calls_per_day) if terms.calls_per_day is not None else POLITE
    address = address_to_fetch(source.kind, source.address)
    return polite_fetch(
        FetchRequest(address, etag=source.etag, last_modified=source.last_modified),
        source=f"{source.kind} {host_key(address)}" if terms.calls_per_day is not None else "",
        source_limits=limits,
        now=now,
        rng=rng,
        clock=time.monotonic,
    )


def fetch_page(address: str, *, now: datetime) -> bytes:
    """Fetch one page that the person asked for. Raises FetchFailed."""
    request = FetchRequest(address, content_types=PAGE_TYPES)
    return polite_fetch(request, now=now, rng=random.Random(), clock=time.monotonic).body  # noqa: S311 - spreads calls, hides nothing
