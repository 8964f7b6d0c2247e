"""Reading one web source, or one page at the person's word, with the manners that its host and terms ask for."""

from __future__ import annotations

import random
import re
import time
from datetime import datetime
from typing import Literal

from freehold.apps.opportunities.models import Source
from freehold.apps.opportunities.registry import posting_sources
from freehold.domain.ports import AskedSource, SourceTerms
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


def settings_of(source: Source) -> dict[str, str]:
    """Return what a source is asked with: its options as text, its address, and its password under the name that the source gives it."""
    entry = posting_sources.get(source.kind)
    found = {name: str(value) for name, value in source.options.items() if isinstance(value, str | int)}
    secret = next((one.name for one in getattr(entry, "settings", ()) if one.is_secret), "")
    return found | {"address": source.address} | ({secret: source.secret.reveal()} if secret else {})


def request_of(source: Source, now: datetime) -> FetchRequest:
    """Return the request for a source's payload: as the source says, or for what is new at its address. Raises UserError."""
    entry = posting_sources.get(source.kind)
    if isinstance(entry, AskedSource):
        call = entry.call(settings_of(source), now)
        method: Literal["GET", "POST"] = "POST" if call.method == "POST" else "GET"
        return FetchRequest(call.url, method=method, headers=dict(call.headers), content=call.body)
    address = address_to_fetch(source.kind, source.address)
    return FetchRequest(address, etag=source.etag, last_modified=source.last_modified)


def fetch_source(source: Source, request: FetchRequest, terms: SourceTerms, *, now: datetime, rng: random.Random) -> Fetched:
    """Fetch what `request_of` returned, or a page after it, if the source's budgets allow it. Raises FetchFailed, TooSoon."""
    limits = Limits(calls_per_day=terms.calls_per_day) if terms.calls_per_day is not None else POLITE
    return polite_fetch(
        request,
        source=f"{source.kind} {host_key(request.url)}" if terms.calls_per_day is not None else "",
        source_limits=limits,
        now=now,
        rng=rng,
        clock=time.monotonic,
    )


def fetch_page(address: str, *, now: datetime) -> bytes:
    """Fetch one page that the person asked for. Raises FetchFailed."""
    request = FetchRequest(address, content_types=PAGE_TYPES)
    return polite_fetch(request, now=now, rng=random.Random(), clock=time.monotonic).body  # noqa: S311 - spreads calls, hides nothing
