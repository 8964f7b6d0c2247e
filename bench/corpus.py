"""Postings to measure on: those of the demo, repeated with other ids."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from freehold.apps.demo.reading import TRADES, read_postings
from freehold.domain.postings.posting import Posting

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def postings(n: int) -> list[Posting]:
    """Return `n` postings of all trades in turn; from the second round on with a marked id and title."""
    base = [row.posting for trade in TRADES for row in read_postings(trade, NOW)]
    rounds = range(-(-n // len(base)))
    return [posting if not turn else _again(posting, turn) for turn in rounds for posting in base][:n]


def _again(posting: Posting, turn: int) -> Posting:
    """Return the posting as another client's: other id, no address, words of its own at the end."""
    description = f"{posting.description}\n\nReference {turn}"
    return replace(posting, id=f"{posting.id}-{turn}", company=f"Client {turn}", description=description, url="")
