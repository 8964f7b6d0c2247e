"""The order in which matches are shown, and how the best of very many are found."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING

from freehold.domain.matching.result import Match

if TYPE_CHECKING:
    from freehold.domain.matching.matcher import Matcher
    from freehold.domain.matching.ranker import RankIndex
    from freehold.domain.postings.analysis import Analysis
    from freehold.domain.postings.posting import Posting

_GROUP = {"scored": 0, "unscored": 1, "blocked": 2}


def rank(matches: Iterable[Match]) -> list[Match]:
    """Return the matches best first: scored by score, then unscored, then blocked (by score); equals in the order of their ids."""
    return sorted(matches, key=lambda match: (_GROUP[match.state], -(match.score if match.score is not None else -1), match.id))


def first_then_full(
    index: RankIndex, matcher: Matcher, load: Callable[[str], tuple[Posting, Analysis]], *, today: date, most: int = 100
) -> list[Match]:
    """Return the full matches of the `most` postings that the index finds best for the matcher's profile, best first.

    `load` returns a posting by its id, as it was read.
    """
    return rank(matcher.match(*load(one.id)) for one in index.rank(matcher.profile, today=today, most=most))
