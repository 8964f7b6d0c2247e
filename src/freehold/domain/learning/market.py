"""Which skills go together in the postings of a market, and what goes with the skills that somebody has.

Two figures. `given` is the plain co-occurrence P(b|a) that people can check by counting. `beside` weighs all known skills at once, which
plain co-occurrence cannot: it counts what Django and Python both say about PostgreSQL only once. It is a linear autoencoder in closed form
(ridge regression of each skill on all others). Its penalty was chosen on the public posts of January and February 2023 against those of
March (penalties from 10 to 100 differ by less than .02); `python -m evals learning` reports the last month.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

PENALTY = 30.0
#: Skills beyond the most frequent ones are left out: they are too rare to say anything about, and time grows with the cube.
MOST_SKILLS = 500
#: A skill must be named by this many postings, or by every fortieth where there are few postings.
ENOUGH = 10


@dataclass(frozen=True, slots=True)
class Together:
    """Of the `n` postings that name `given`, `both` also name `skill`."""

    skill: str
    given: str
    both: int
    n: int


@dataclass(frozen=True, slots=True)
class Market:
    """`skills` are the names known well enough, the most frequent first; `together` their joint counts; `n` the postings counted."""

    skills: tuple[str, ...]
    together: NDArray[np.float64]
    weights: NDArray[np.float64]
    n: int
    places: dict[str, int]

    def count(self, skill: str) -> int:
        """Return how many postings name a skill; 0 for one that is too rare to be known."""
        place = self.places.get(skill)
        return 0 if place is None else int(self.together[place, place])

    def beside(self, known: Iterable[str], most: int = 10) -> list[str]:
        """Return the skills that go best with those known, the best first, none of them known; the most frequent where none is known."""
        mine = sorted(self.places[name] for name in set(known) if name in self.places)
        score = self.weights[mine].sum(axis=0) if mine else np.diag(self.together).copy()
        score[mine] = -np.inf
        order = np.argsort(-score, kind="stable")[: max(0, min(most, len(self.skills) - len(mine)))]
        return [self.skills[int(place)] for place in order]

    def popular(self, known: Iterable[str], most: int = 10) -> list[str]:
        """Return the skills that most postings name, none of them known: what everybody would be told."""
        mine = set(known)
        return [name for name in self.skills if name not in mine][:most]

    def given(self, skill: str, known: Iterable[str]) -> Together | None:
        """Return the known skill with which `skill` is named most often, as counts; None when it never stands beside one."""
        place = self.places.get(skill)
        if place is None:
            return None
        pairs = [
            Together(skill, name, int(self.together[self.places[name], place]), self.count(name))
            for name in sorted(set(known))
            if name in self.places
        ]
        # Few postings may show any share: one posting more on each side keeps a single coincidence from leading.
        best = max(pairs, key=lambda pair: (pair.both / (pair.n + 2), pair.n), default=None)
        return best if best and best.both else None


def learn(postings: Sequence[frozenset[str]]) -> Market:
    """Count which skills the postings name together. Postings with fewer than two skills are left out; none at all is fine."""
    rows = [skills for skills in postings if len(skills) >= 2]
    counts = Counter(name for skills in rows for name in skills)
    least = min(ENOUGH, max(2, len(rows) // 40))
    frequent = sorted((name for name, count in counts.items() if count >= least), key=lambda name: (-counts[name], name))
    skills = tuple(frequent[:MOST_SKILLS])
    places = {name: place for place, name in enumerate(skills)}
    named = np.zeros((len(rows), len(skills)), dtype=np.float32)
    for number, row in enumerate(rows):
        named[number, [places[name] for name in row if name in places]] = 1
    together = (named.T @ named).astype(np.float64)
    return Market(skills, together, _weights(together), len(rows), places)


def _weights(together: NDArray[np.float64]) -> NDArray[np.float64]:
    if not len(together):
        return together
    inverse = np.linalg.inv(together + PENALTY * np.eye(len(together)))
    weights: NDArray[np.float64] = -inverse / np.diag(inverse)
    np.fill_diagonal(weights, 0.0)
    return weights
