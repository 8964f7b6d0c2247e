"""An index over read postings that finds the best for a profile in one pass of numpy; the full matcher then judges only those.

The first stage reckons what the matcher reckons from the same weights (skills, title, pay, place, languages, time, level, client,
warning signs, age), but estimates the closeness of the texts from the words they share and does not look for avoided topics.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from freehold.domain.matching import weights
from freehold.domain.matching.evidence import Evidence, told
from freehold.domain.matching.facets import Asking, facets
from freehold.domain.matching.gazetteer import Gazetteer
from freehold.domain.matching.pay_column import PayColumn, Shares
from freehold.domain.matching.profile import Profile
from freehold.domain.matching.ragged import Ragged, maxima, sums
from freehold.domain.matching.skills_fit import weigh
from freehold.domain.matching.terms_of_work import judge_client, judge_risk
from freehold.domain.matching.wordlists import terms
from freehold.domain.money.exchange import ExchangeRates
from freehold.domain.postings.analysis import Analysis
from freehold.domain.postings.posting import Posting

#: Rows that are scored at once: bounds the memory of one ranking.
BLOCK = 65_536
MOST_TERMS = 400
_CONCEPT = 2.2  # as a skill counts against a word in similarity.py
# The closeness of the best pair of sentences for each unit of shared words: a guess that bench/rank.py checks, not a fit.
_PAIR = 1.1
_MUST, _IN_TITLE = 1, 2
_BLOCKED = -1_000.0


@dataclass(frozen=True, slots=True)
class Ranked:
    """A posting by its id with the points of the first stage: near the matcher's score, and comparable with each other only."""

    id: str
    points: float
    is_blocked: bool


class RankIndex:
    """Read postings, ready to be ranked for one profile after the other. Rows are added and removed one by one. Not for several threads.

    About 400 bytes a posting, most of them the numbers of its words.
    """

    def __init__(self, gazetteer: Gazetteer, rates: ExchangeRates | None = None) -> None:
        self._gazetteer = gazetteer
        self._rates = rates
        self._nobody = Evidence(Profile(name=""), gazetteer, date.min)
        self._ids: list[str] = []
        self._rows: dict[str, int] = {}
        self._alive = bytearray()
        self._skills = _Names()
        self._words = _Names()
        self._near: dict[str, list[int]] = {}
        self._mentions, self._mention_weights, self._mention_flags = Ragged("i"), Ragged("f"), Ragged("B")
        self._terms, self._title_terms = Ragged("i"), Ragged("i")
        self._facets = facets()
        self._pay = PayColumn()
        self._values = tuple(array("i") for _ in self._facets)
        self._sure, self._published = array("f"), array("i")
        self._judgeable = bytearray()

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, posting_id: str) -> bool:
        return posting_id in self._rows

    @property
    def nbytes(self) -> int:
        """How much memory the columns hold, in bytes; without the ids and the names."""
        ragged = (self._mentions, self._mention_weights, self._mention_flags, self._terms, self._title_terms)
        flat = len(self._ids) * (4 * len(self._facets) + 4 + 4 + 1 + 1)
        return sum(one.nbytes for one in ragged) + flat + self._pay.nbytes

    def add(self, posting: Posting, analysis: Analysis) -> None:
        """Add a posting as it was read; one of the same id is replaced."""
        self.remove(posting.id)
        self._rows[posting.id] = len(self._ids)
        self._ids.append(posting.id)
        self._alive.append(1)
        weighed = self._add_skills(analysis)
        words = list(dict.fromkeys(terms(f"{analysis.title}\n{analysis.text}")))[:MOST_TERMS]
        self._terms.append(self._words.number(word) for word in words)
        self._title_terms.append(self._words.number(word) for word in dict.fromkeys(terms(analysis.title)))
        for facet, values in zip(self._facets, self._values, strict=True):
            values.append(facet.number(analysis))
        self._pay.append(analysis)
        self._sure.append(sum(one.points for one in (*judge_client(analysis), *judge_risk(analysis))))
        self._published.append(posting.published.date().toordinal() if posting.published else 0)
        known = any(weight > weights.KIND["must"] * weights.MASS_LIST for weight in weighed)
        self._judgeable.append(known or len(analysis.text.split()) >= weights.FEW_WORDS)

    def remove(self, posting_id: str) -> None:
        """Leave a posting out from now on; nothing happens when it is not here."""
        row = self._rows.pop(posting_id, None)
        if row is not None:
            self._alive[row] = 0

    def rank(self, profile: Profile, *, today: date, most: int = 200) -> list[Ranked]:
        """Return the `most` best postings for the profile, best first; those that a constraint rules out come last."""
        count = len(self._ids)
        if not count or most <= 0:
            return []
        asked = self._asked(profile, today)
        points = np.concatenate([self._points(first, min(first + BLOCK, count), asked) for first in range(0, count, BLOCK)])
        points[np.frombuffer(self._alive, dtype=np.uint8) == 0] = -np.inf
        size = min(most, len(self._rows))
        best = np.argpartition(-points, size - 1)[:size] if size < count else np.arange(count)
        best = best[np.lexsort((best, -points[best]))][:size]
        return [
            Ranked(self._ids[row], float(value - _BLOCKED if value < _BLOCKED / 2 else value), bool(value < _BLOCKED / 2))
            for row, value in zip(best.tolist(), points[best].tolist(), strict=True)
        ]

    def _add_skills(self, analysis: Analysis) -> Sequence[float]:
        found = self._gazetteer.find(analysis.title)
        in_title = frozenset(one.name for one in found)
        weighed = [one.weight for one in weigh(analysis.skills, in_title, self._nobody, self._gazetteer)]
        self._mentions.append(self._skill_number(one.name) for one in analysis.skills)
        self._mention_weights.append(weighed)
        least = weights.KIND["nice"] * weights.BROAD
        self._mention_flags.append(
            (_MUST if one.kind == "must" else 0) | (_IN_TITLE if one.name in in_title and weight >= least else 0)
            for one, weight in zip(analysis.skills, weighed, strict=True)
        )
        return weighed

    def _skill_number(self, name: str) -> int:
        count = len(self._skills)
        number = self._skills.number(name)
        if number == count:  # new: remember from which skills of a profile it can be reached
            skill = self._gazetteer.get(name)
            for other in (*skill.broader, *skill.related) if skill else ():
                self._near.setdefault(other, []).append(number)
        return number

    def _asked(self, profile: Profile, today: date) -> _Asked:
        evidence = Evidence(profile, self._gazetteer, today)
        reachable = {number for name in evidence.shown for number in self._near.get(name, ())}
        for name in evidence.shown:
            skill = self._gazetteer.get(name)
            reachable |= {
                number for other in (name, *(skill.related if skill else ())) if (number := self._skills.known(other)) is not None
            }
        strength, direct = np.zeros(len(self._skills), dtype=np.float32), np.zeros(len(self._skills), dtype=np.bool_)
        lacking = np.ones(len(self._skills), dtype=np.bool_)
        for number in reachable:
            shown = evidence.of(self._skills.names[number])
            if shown is not None:
                strength[number], direct[number] = shown.strength, shown.direct
                lacking[number] = shown.direct and shown.strength < weights.CREDIT_SHOWN
        asking = Asking.of(profile, today)
        return _Asked(
            today.toordinal(),
            strength,
            direct,
            lacking,
            self._words.mask(term for text in told(profile) for term in terms(text)),
            self._words.mask(term for title in _titles(profile) for term in terms(title)),
            [facet.judged(asking) for facet in self._facets],
            self._pay.shares(profile.rates, self._rates),
        )

    def _points(self, first: int, last: int, asked: _Asked) -> NDArray[np.float64]:
        """Return the points of rows first to last; blocked ones lie below _BLOCKED / 2, as do those that cannot be judged."""
        skills, reach = self._skill_points(first, last, asked)
        points = skills + self._text_points(first, last, asked, reach) + np.frombuffer(self._sure, dtype=np.float32)[first:last]
        paid, blocked = self._pay.judged(first, last, asked.pay)
        points += paid
        for values, (worth, blocks) in zip(self._values, asked.judged, strict=True):
            numbers = np.frombuffer(values, dtype=np.int32)[first:last]
            points += worth[numbers]
            blocked |= blocks[numbers]
        published = np.frombuffer(self._published, dtype=np.int32)[first:last]
        days = asked.today - published
        dated = (published > 0) & (days >= 0)
        points += np.where(dated & (days <= weights.FRESH_DAYS), weights.FRESH, 0.0)
        points += np.where(dated & (days > weights.OLD_DAYS), weights.OLD, 0.0)
        points = np.clip(points, 0.0, None)
        points[np.frombuffer(self._judgeable, dtype=np.uint8)[first:last] == 0] = -1.0
        points[blocked] += _BLOCKED
        return points

    def _skill_points(self, first: int, last: int, asked: _Asked) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the points for skills and title, and those within reach of the skills."""
        ends = self._mentions.ends(first, last)
        numbers = self._mentions.values(first, last)
        weight = self._mention_weights.values(first, last)
        flags = self._mention_flags.values(first, last)
        strength = asked.strength[numbers]
        missing = asked.lacking[numbers] & ((flags & _MUST) > 0)
        whole = sums(weight, ends)
        named = whole / weights.KIND["mentioned"]
        share = np.minimum(1.0, weights.ONE_SKILL + weights.ANOTHER_SKILL * np.maximum(0.0, named - 1))
        reach = weights.SKILLS * share * np.minimum(1.0, named)
        safe = np.maximum(whole, 1e-9)
        points = reach * sums(weight * strength * ~missing, ends) / safe
        points -= weights.MUST_MISSING * sums(weight * missing, ends) / np.maximum(whole, weights.KIND["mentioned"])
        titled = weight * ((flags & _IN_TITLE) > 0)
        mass = sums(titled, ends)
        fit = sums(titled * strength, ends) / np.maximum(mass, 1e-9)
        best = maxima(np.where(titled > 0, strength, np.float32(0)), ends)
        title_ends = self._title_terms.ends(first, last)
        shared = sums(asked.title_words[self._title_terms.values(first, last)], title_ends)
        overlap = shared / np.maximum(2, np.diff(title_ends))
        by_skill = np.where(best > 0, 0.75 * fit + 0.25 * np.minimum(1.0, 2 * overlap), 0.0)
        closeness = np.where(mass > 0, by_skill, np.minimum(1.0, 1.5 * overlap))
        return points + weights.TITLE * np.where(closeness < 0.15, 0.0, np.minimum(1.0, closeness)), reach

    def _text_points(self, first: int, last: int, asked: _Asked, reach: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return an estimate of the points for the closeness of the texts, from the words they share."""
        ends, skill_ends = self._terms.ends(first, last), self._mentions.ends(first, last)
        known = sums(asked.words[self._terms.values(first, last)], ends)
        own = sums(asked.direct[self._mentions.values(first, last)], skill_ends)
        mass = np.diff(ends) + _CONCEPT * np.diff(skill_ends)
        coverage = (known + _CONCEPT * own) / np.maximum(mass, 1.0)
        closeness = 0.5 * np.minimum(1.0, coverage / 0.8) + 0.5 * np.minimum(1.0, _PAIR * coverage)
        most = weights.SIMILAR + weights.SIMILAR_FOR_SKILLS * (weights.SKILLS - reach)
        return np.asarray(most * np.minimum(1.0, closeness / weights.SIMILAR_FULL))


def _titles(profile: Profile) -> list[str]:
    """Return what the person calls their work."""
    return [
        profile.headline,
        *(service.name for service in profile.services),
        *(one.title for one in profile.experience),
        *(skill.name for skill in profile.skills),
    ]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A profile as the columns need it: by the numbers of skills, words and facets."""

    today: int
    strength: NDArray[np.float32]
    direct: NDArray[np.bool_]
    lacking: NDArray[np.bool_]
    words: NDArray[np.bool_]
    title_words: NDArray[np.bool_]
    judged: list[tuple[NDArray[np.float32], NDArray[np.bool_]]]
    pay: Shares


class _Names:
    """Names with numbers, in the order of their first use."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._numbers: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self.names)

    def known(self, name: str) -> int | None:
        return self._numbers.get(name)

    def number(self, name: str) -> int:
        found = self._numbers.get(name)
        if found is None:
            found = self._numbers[name] = len(self.names)
            self.names.append(name)
        return found

    def mask(self, names: Iterable[str]) -> NDArray[np.bool_]:
        found = np.zeros(len(self.names), dtype=np.bool_)
        found[[number for name in names if (number := self._numbers.get(name)) is not None]] = True
        return found
