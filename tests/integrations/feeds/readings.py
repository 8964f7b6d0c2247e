"""Readings as JSON, and which golden payload is read by which source."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from freehold.domain.ports import PostingSource, Reading
from freehold.integrations.feeds.hackernews.provider import HackerNewsSource
from freehold.integrations.feeds.jsonld.provider import JsonLdSource
from freehold.integrations.feeds.mail.provider import MailSource
from freehold.integrations.feeds.remoteok.provider import RemoteOkSource
from freehold.integrations.feeds.rss.provider import RssSource
from freehold.integrations.feeds.tabular.provider import TabularSource
from freehold.integrations.feeds.text.provider import TextSource

GOLDEN = Path(__file__).parent / "golden"
SOURCES: dict[str, PostingSource] = {
    source.name: source
    for source in (MailSource(), RssSource(), RemoteOkSource(), HackerNewsSource(), JsonLdSource(), TabularSource(), TextSource())
}


def payloads() -> list[Path]:
    return sorted(path for path in GOLDEN.glob("*/*") if not path.name.endswith(".expected.json"))


def as_json(reading: Reading) -> dict[str, Any]:
    def plain(value: Any) -> Any:
        return value.isoformat() if isinstance(value, datetime) else list(value) if isinstance(value, tuple) else value

    postings = [
        {name: plain(value) for name, value in asdict(posting).items() if value not in ("", (), {}, None)} for posting in reading.postings
    ]
    return {"postings": postings, "problems": [str(problem) for problem in reading.problems]}
