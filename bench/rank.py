"""Ranking very many read postings for one profile: time and memory of the first stage, and what it finds of the full matching.

The postings are made by recombining those of the demo: title and skills of one, text of a second, pay and terms of a third. They repeat
words and terms more than real ones do. Each ranking is for a profile not asked before: a demo profile with one skill or the floor changed.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from bench.corpus import NOW, postings
from bench.measure import growth, milliseconds, rss_mb, summary
from freehold.apps.demo.reading import TRADES, read_profile
from freehold.domain.matching.matcher import Matcher
from freehold.domain.matching.profile import Profile
from freehold.domain.matching.ranker import RankIndex
from freehold.domain.matching.ranking import first_then_full, rank
from freehold.domain.matching.read_profile import from_json_resume
from freehold.domain.postings.analyse import analyse
from freehold.domain.postings.analysis import Analysis
from freehold.domain.postings.posting import Posting
from freehold.integrations.ai import language_detector
from freehold.integrations.currency import exchange_rates
from freehold.integrations.skills import load_gazetteer

ROUNDS = 8  # profiles made of each demo profile
COMPARED = 5_000  # postings that are also matched in full, to see what the first stage misses
FULL = 100  # matched in full after the first stage
Read = tuple[Posting, Analysis]


def run(n: int) -> dict[str, Any]:
    """Rank `n` postings (default 100,000) and, on the way, a hundredth and a tenth of them."""
    count = n or 100_000
    gazetteer, today = load_gazetteer(), NOW.date()
    detect = language_detector()
    base = [(row, analyse(row, gazetteer=gazetteer, today=today, detect_language=detect)) for row in postings(430)]
    asked = [one for trade in TRADES for one in _variants(from_json_resume(read_profile(trade, NOW)))]
    index = RankIndex(gazetteer, exchange_rates())
    before = rss_mb() or 0.0
    found: dict[str, Any] = {}
    kept: list[Read] = []
    steps = []
    adding = 0.0
    made = _recombined(base, count)
    for size in sorted({max(1, count // 100), max(1, count // 10), count}):
        adding += milliseconds(lambda size=size: _fill(index, made, size, kept))  # type: ignore[misc]  # bound at once
        if not found and size >= count // 10:
            found = _recall(kept, asked, gazetteer)
        times = [milliseconds(lambda one=one: index.rank(one, today=today, most=FULL)) for one in asked]
        steps.append({"n": size, "ms": summary(times)["p95_ms"]})
    return {
        "n": count,
        **summary(times),
        "add_ms": round(adding / count, 3),
        "columns_mb": round(index.nbytes / 2**20, 1),
        "index_mb": round((rss_mb() or 0.0) - before, 1),
        "rss_mb": rss_mb(),
        **found,
        "by_postings": steps,
        "by_most": growth([20, 200, 2000], lambda most: milliseconds(lambda: index.rank(asked[0], today=today, most=most))),
    }


def _variants(profile: Profile) -> Iterator[Profile]:
    for turn in range(ROUNDS):
        skills = tuple(skill for place, skill in enumerate(profile.skills) if place != turn)
        rates = tuple(replace(rate, min=rate.min * Decimal(10 + turn) / 10) for rate in profile.rates)
        yield replace(profile, skills=skills, rates=rates)


def _recombined(base: list[Read], count: int) -> Iterator[Read]:
    """Yield `count` postings made of parts of others, the same every time."""
    drawn = random.Random(7)
    for number in range(count):
        (one, craft), (_, told), (_, terms) = (drawn.choice(base) for _ in range(3))
        posting = replace(one, id=f"{number}", published=NOW)
        text = f"{craft.text}\n{told.text[: drawn.randrange(400)]}"
        pay = terms.pay and replace(terms.pay, max=terms.pay.max and terms.pay.max + drawn.randrange(40))
        around = {
            name: getattr(terms, name)
            for name in ("hours_per_week", "start", "mode", "remote_possible", "countries", "timezone", "quotes", "contract", "client")
        }
        yield posting, replace(craft, id=posting.id, text=text, pay=pay, **around)


def _fill(index: RankIndex, made: Iterator[Read], size: int, kept: list[Read]) -> None:
    while len(index) < size:
        read = next(made)
        index.add(*read)
        if len(kept) < COMPARED:
            kept.append(read)


def _recall(kept: list[Read], asked: list[Profile], gazetteer: Any) -> dict[str, Any]:
    """Compare two stages with matching everything in full, on the first postings alone."""
    small = RankIndex(gazetteer, exchange_rates())
    for read in kept:
        small.add(*read)
    by_id = {posting.id: (posting, analysis) for posting, analysis in kept}
    shares: dict[int, list[float]] = {20: [], 50: []}
    for profile in asked[::ROUNDS]:
        matcher = Matcher(profile, gazetteer=gazetteer, rates=exchange_rates(), today=NOW.date())
        full = [one for one in rank(matcher.match(*read) for read in kept) if one.state == "scored"]
        two = first_then_full(small, matcher, by_id.__getitem__, today=NOW.date(), most=FULL)
        for depth, found in shares.items():
            least = full[:depth][-1].score or 0
            # Equal scores are alike: what counts is how many of the first `depth` reach the score of the full list at that place.
            found.append(sum(1 for one in two[:depth] if one.state == "scored" and (one.score or 0) >= least) / min(depth, len(full)))
    return {f"of_best_{depth}": round(sum(found) / len(found), 3) for depth, found in shares.items()} | {"compared": len(kept)}
