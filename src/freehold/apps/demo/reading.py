"""Reading the demo's files: one freelancer and about eighty postings per trade."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any, cast

from freehold.apps.demo.dates import render
from freehold.domain.errors import UserError
from freehold.domain.postings.posting import Posting
from freehold.integrations.feeds.marking import gettext_noop

TRADES = ("developer", "designer", "translator", "photographer", "bookkeeper")
COUNTRY_AND_CURRENCY = {
    "developer": ("DE", "EUR"),
    "designer": ("GB", "GBP"),
    "translator": ("PT", "EUR"),
    "photographer": ("US", "USD"),
    "bookkeeper": ("AU", "AUD"),
}
# Which kind of source shows a line of the demo, and the name under which it is shown.
SOURCES = {
    "upwork_mail": ("mail", gettext_noop("Upwork alerts")),
    "linkedin_mail": ("mail", gettext_noop("LinkedIn alerts")),
    "indeed_mail": ("mail", gettext_noop("Indeed alerts")),
    "generic_mail": ("mail", gettext_noop("Other alert mails")),
    "rss": ("rss", gettext_noop("A job feed")),
    "remoteok": ("remoteok", gettext_noop("Remote OK")),
    "hackernews": ("hackernews", gettext_noop("Hacker News thread")),
    "jsonld": ("jsonld", gettext_noop("Pasted pages")),
    "paste": ("text", gettext_noop("Pasted text")),
    "csv": ("tabular", gettext_noop("Uploaded list")),
}


@dataclass(frozen=True, slots=True)
class DemoPosting:
    """A posting with the time it was seen and what the demo's freelancer did with it."""

    posting: Posting
    channel: str
    seen_at: datetime
    stage: str = ""
    stage_at: datetime | None = None
    reason: str = ""


def check_trade(trade: str) -> None:
    """Raise UserError for a trade that has no demo."""
    if trade not in TRADES:
        raise UserError(f"There is no demo for “{trade}”. There is one for: {', '.join(TRADES)}.")


def read_profile(trade: str, now: datetime) -> dict[str, Any]:
    """Return the freelancer as JSON Resume."""
    check_trade(trade)
    return cast(dict[str, Any], render(json.loads(_text(trade, "profile.json")), now.date(), "en"))


def read_postings(trade: str, now: datetime) -> list[DemoPosting]:
    """Return the postings, oldest first."""
    check_trade(trade)
    rows = [json.loads(line) for line in _text(trade, "postings.jsonl").splitlines() if line.strip()]
    texts = {row["id"]: row["description"] for row in rows}
    for row in rows:
        # The same job on another board: the same words, as when a client posts in several places.
        row["description"] = texts[row.get("same_as", row["id"])]
    return sorted((_posting(row, now) for row in rows), key=lambda row: (row.seen_at, row.posting.id))


def _text(trade: str, name: str) -> str:
    return files("freehold.apps.demo").joinpath("data", trade, name).read_text(encoding="utf-8")


def _posting(row: dict[str, Any], now: datetime) -> DemoPosting:
    seen_at = now - timedelta(hours=row["hours_ago"])
    filled = render(row, now.date(), row["language"])
    stage_at = now - timedelta(days=row["stage_days_ago"]) if "stage_days_ago" in row else None
    posting = Posting(
        id=filled["id"],
        title=filled["title"],
        description=filled["description"],
        url=filled["url"],
        source=SOURCES[row["source"]][0],
        published=seen_at,
        company=filled["company"],
        location=filled["location"],
        tags=tuple(filled["tags"]),
    )
    return DemoPosting(posting, row["source"], seen_at, row.get("stage", ""), stage_at, row.get("reason", ""))
