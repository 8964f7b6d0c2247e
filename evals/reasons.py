"""Whether every quote can be checked and every score adds up, on every posting below the data folder, for the five demo profiles.

`not_literal` counts quotes that stand neither in the posting nor in the profile; `not_raw` those that stand in the
posting's readable text but not, letter for letter, in its raw one (an entity or a mended character lies inside);
`wrong_sums` counts scores that are not the rounded, clipped sum of their points.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

from evals.postings_data import fraudulent, hn_2023, hn_2026, hn_gold, upwork
from freehold.apps.demo.reading import TRADES, read_profile
from freehold.domain.matching.matcher import Matcher
from freehold.domain.matching.read_profile import from_json_resume
from freehold.domain.matching.result import Match
from freehold.domain.postings.analyse import analyse
from freehold.domain.postings.as_json import to_json
from freehold.domain.postings.posting import Posting
from freehold.integrations.ai import language_detector
from freehold.integrations.currency import exchange_rates
from freehold.integrations.skills import load_gazetteer

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def run(data: Path, _args: argparse.Namespace) -> dict[str, Any]:
    """Return the counts; both kinds of error should be 0."""
    gazetteer, detect = load_gazetteer(), language_detector()
    people = [from_json_resume(read_profile(trade, NOW)) for trade in TRADES]
    matchers = [Matcher(person, gazetteer=gazetteer, embedder=None, rates=exchange_rates(), today=NOW.date()) for person in people]
    figures = {"n": 0, "quotes": 0, "not_literal": 0, "not_raw": 0, "scores": 0, "unscored": 0, "blocked": 0, "wrong_sums": 0}
    for posting in every_posting(data):
        analysis = analyse(posting, gazetteer=gazetteer, today=NOW.date(), detect_language=detect)
        figures["n"] += 1
        stated = [posting.title, posting.company, posting.location, *posting.tags]
        readable, raw = [*stated, analysis.text], [*stated, posting.description]
        for quote in quotes_in(to_json(analysis)):
            count_quote(figures, quote, readable, raw)
        for matcher, person in zip(matchers, people, strict=True):
            match = matcher.match(posting, analysis)
            count_match(figures, match, readable, raw, person.text)
    return figures


def every_posting(data: Path) -> Iterator[Posting]:
    """Yield the postings of every folder."""
    labelled = (posting for posting, _ in chain(hn_2023(data), hn_gold(data), upwork(data)))
    return chain(labelled, hn_2026(data), fraudulent(data))


def quotes_in(value: Any) -> Iterator[str]:
    """Yield every quote of an analysis as JSON, wherever it stands."""
    if isinstance(value, dict):
        for name, item in value.items():
            if name == "quote" and item:
                yield item
            elif name == "quotes":
                yield from (quote for quote in item.values() if quote)
            else:
                yield from quotes_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from quotes_in(item)


def count_quote(figures: dict[str, int], quote: str, readable: list[str], raw: list[str]) -> None:
    """Count one quote from a posting."""
    figures["quotes"] += 1
    figures["not_literal"] += not any(quote in text for text in readable)
    figures["not_raw"] += not any(quote in text for text in raw)


def count_match(figures: dict[str, int], match: Match, readable: list[str], raw: list[str], profile: str) -> None:
    """Count the quotes and the sum of one match."""
    for reason in match.reasons:
        if reason.quote and reason.source == "profile":
            figures["quotes"] += 1
            figures["not_literal"] += reason.quote not in profile
        elif reason.quote:
            count_quote(figures, reason.quote, readable, raw)
    for block in match.blocked_by:
        if block.quote:
            count_quote(figures, block.quote, readable, raw)
    figures["unscored"] += match.state == "unscored"
    figures["blocked"] += match.state == "blocked"
    if match.score is not None:
        figures["scores"] += 1
        figures["wrong_sums"] += match.score != min(100, max(0, round(sum(reason.points for reason in match.reasons))))
