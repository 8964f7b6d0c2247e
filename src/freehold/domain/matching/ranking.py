"""The order in which matches are shown."""

from __future__ import annotations

from collections.abc import Iterable

from freehold.domain.matching.result import Match

_GROUP = {"scored": 0, "unscored": 1, "blocked": 2}


def rank(matches: Iterable[Match]) -> list[Match]:
    """Return the matches best first: scored by score, then unscored, then blocked (by score); equals in the order of their ids."""
    return sorted(matches, key=lambda match: (_GROUP[match.state], -(match.score if match.score is not None else -1), match.id))
