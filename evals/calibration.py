"""How far the same score means different things in the five demo trades, which is why a standing is shown beside it.

`gap`: for each score from 50 to 90, the share of a trade's postings that lie lower, as the widest difference between two trades; the mean.
`gap_by_chance`: the same when the scores are dealt at random to the trades, which is what so few postings would show anyhow. A standing of
80 is by its making above 80 % of the postings in every trade, so it has no gap to measure. Nothing is tuned here; the postings are the
demo's, whose authors chose how many fit.
"""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from statistics import quantiles
from typing import Any

from evals.ranked import mean
from freehold.apps.demo.reading import TRADES, read_postings, read_profile
from freehold.domain.matching.calibration import Standings
from freehold.domain.matching.matcher import Matcher
from freehold.domain.matching.read_profile import from_json_resume
from freehold.domain.postings.analyse import analyse
from freehold.integrations.ai import language_detector
from freehold.integrations.currency import exchange_rates
from freehold.integrations.skills import load_gazetteer

SCORES = range(50, 91, 5)
DEALS = 200


def run(_data: Path, args: argparse.Namespace) -> dict[str, Any]:
    """Return the deciles of each trade and the gaps, in percentage points."""
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    scores = {trade: _scores(trade, now) for trade in TRADES}
    everything = [score for found in scores.values() for score in found]
    random, dealt = Random(args.seed), []
    for _ in range(DEALS):
        random.shuffle(everything)
        cards = iter(everything)
        dealt.append(_gaps([[next(cards) for _ in found] for found in scores.values()]))
    return {
        "n": len(everything),
        "deciles": {trade: [round(one) for one in quantiles(found, n=10)] for trade, found in scores.items()},
        "standing_of_80": {trade: Standings(found).of(80) for trade, found in scores.items()},
        "gap": _gaps(list(scores.values())),
        "gap_by_chance": mean(dealt),
    }


def _scores(trade: str, now: datetime) -> list[int]:
    """Return the score of every scored posting of a trade, as its own freelancer sees it."""
    gazetteer, detect = load_gazetteer(), language_detector()
    profile = from_json_resume(read_profile(trade, now))
    matcher = Matcher(profile, gazetteer=gazetteer, rates=exchange_rates(), today=now.date())
    found = []
    for row in read_postings(trade, now):
        analysis = analyse(row.posting, gazetteer=gazetteer, today=now.date(), detect_language=detect)
        match = matcher.match(row.posting, analysis)
        if match.state == "scored" and match.score is not None:
            found.append(match.score)
    return found


def _gaps(groups: list[list[int]]) -> float:
    """Return the mean, over SCORES, of the widest gap between two groups in the share of postings that lie lower."""
    known = [Standings(group) for group in groups]
    return mean([max(shares) - min(shares) for score in SCORES for shares in [[one.of(score) or 0 for one in known]]])
