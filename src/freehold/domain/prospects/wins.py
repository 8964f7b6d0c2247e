"""Offers that were won and lost, by segment: rates drawn towards that of all offers as far as the segments differ by chance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from freehold.domain.statistics import Beta, prior_of, shrunken

#: Kinds of segments, in the order in which one is preferred when they hold as many outcomes.
KINDS = ("tag", "skill", "country", "kind")


class Outcome(NamedTuple):
    """An offer that came to an end: whether it was won, and the segments it belongs to as (kind, name)."""

    won: bool
    segments: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Won:
    """`won` of `n` offers of a segment; `rate` is what to expect, after shrinkage; `of_all` the same for all offers."""

    kind: str
    name: str
    won: int
    n: int
    rate: Beta
    of_all: tuple[int, int]


class Wins:
    """What all the ended offers of a freelancer say about a segment."""

    def __init__(self, outcomes: Iterable[Outcome]) -> None:
        self.total = [0, 0]
        self._counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
        for outcome in outcomes:
            for count in (self.total, *(self._counts[segment] for segment in set(outcome.segments))):
                count[0] += outcome.won
                count[1] += 1
        self._priors = {kind: self._prior(kind) for kind in KINDS}
        self._made: dict[tuple[str, str], Won] = {}

    def of(self, segments: Iterable[tuple[str, str]]) -> Won | None:
        """Return the figures of that segment which most offers were made in; None when there were none in any of them."""
        best, rank = None, (0, 0, "")
        for segment in segments:
            known = self._counts.get(segment)
            if known is not None and segment[0] in self._priors:
                own = (-known[1], KINDS.index(segment[0]), segment[1])
                if best is None or own < rank:
                    best, rank = segment, own
        if best is None:
            return None
        if best not in self._made:
            won, n = self._counts[best]
            self._made[best] = Won(*best, won, n, shrunken(won, n, self._priors[best[0]]), (self.total[0], self.total[1]))
        return self._made[best]

    def _prior(self, kind: str) -> Beta:
        groups = [(won, n) for (of, _), (won, n) in self._counts.items() if of == kind]
        return prior_of(groups or [(self.total[0], self.total[1])])
