"""Postings to measure on: those of the demo, repeated with other ids."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from freehold.apps.demo.services.reading import TRADES, read_postings
from freehold.domain.postings.posting import Posting

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def postings(n: int) -> list[Posting]:
    """Return `n` postings of all trades in turn; from the second round on with a marked id and title."""
    base = [row.posting for trade in TRADES for row in read_postings(trade, NOW)]
    rounds = range(-(-n // len(base)))
    return [
        posting if not turn else replace(posting, id=f"{posting.id}-{turn}", title=f"{posting.title} ({turn})", url="")
        for turn in rounds
        for posting in base
    ][:n]
