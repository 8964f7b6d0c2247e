"""Ranks freelancers for a client's brief, with the same reasons as postings get."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from freehold.domain.matching.gazetteer import Gazetteer
from freehold.domain.matching.matcher import Matcher, embedded_text
from freehold.domain.matching.profile import Profile
from freehold.domain.matching.ranking import rank
from freehold.domain.matching.result import Match
from freehold.domain.money.exchange import ExchangeRates
from freehold.domain.ports import Embedder
from freehold.domain.postings.analyse import analyse
from freehold.domain.postings.posting import Posting

MAX_TITLE = 120


def match_brief(
    brief: str,
    people: Iterable[tuple[str, Profile]],
    *,
    gazetteer: Gazetteer,
    today: date,
    embedder: Embedder | None = None,
    rates: ExchangeRates | None = None,
) -> list[Match]:
    """Return one match per (id, profile), best first. The brief is read like a posting, its first line as the title."""
    title, body = _split(brief)
    posting = Posting(id="brief", title=title, description=body)
    analysis = analyse(posting, gazetteer=gazetteer, today=today)
    vector = embedder.embed([embedded_text(analysis)])[0] if embedder is not None else None
    found = []
    for name, profile in people:
        match = Matcher(profile, gazetteer=gazetteer, embedder=embedder, rates=rates, today=today).match(posting, analysis, vector)
        found.append(Match(name, match.state, match.score, match.reasons, match.blocked_by))
    return rank(found)


def _split(brief: str) -> tuple[str, str]:
    first, _, rest = brief.strip().partition("\n")
    first = first.strip(" #*")
    if len(first) <= MAX_TITLE and rest.strip():
        return first, rest.strip()
    return "", brief.strip()
