"""Where a score stands among what came in lately."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.cache import cache

from freehold.apps.opportunities.models import Match
from freehold.domain.matching.calibration import DAYS, Standings

KEPT = 3600
MOST = 20_000


def standing_of(match: Match | None, *, now: datetime) -> int | None:
    """Return the percentage of the freelancer's postings of the last 90 days that score lower; None where too few came.

    The scores are read once an hour, the newest 20,000 of them.
    """
    if match is None or match.state != "scored" or match.score is None:
        return None
    key = f"standings:{match.freelancer_id}:{match.profile_version}"
    scores: list[int] | None = cache.get(key)
    if scores is None:
        rows = Match.objects.filter(
            freelancer_id=match.freelancer_id, state="scored", opportunity__first_seen_at__gte=now - timedelta(days=DAYS)
        )
        scores = [score for score in rows.order_by("-opportunity_id").values_list("score", flat=True)[:MOST] if score is not None]
        cache.set(key, scores, KEPT)
    return Standings(scores).of(match.score)
