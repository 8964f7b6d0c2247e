"""How fast a declined match is forgotten."""

from __future__ import annotations

from datetime import date

HALF_LIFE_DAYS = 180
# One refusal alone weighs this much on its day; it may have been a slip.
FULL_WEIGHT = 0.9


def refusal_strength(declined_on: date, today: date) -> float:
    """Return how strongly a refusal still speaks against the pair, 0..1: half of it is gone after 180 days."""
    age = max(0, (today - declined_on).days)
    return FULL_WEIGHT * float(0.5 ** (age / HALF_LIFE_DAYS))
