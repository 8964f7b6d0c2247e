"""What surrounds the craft in a posting, cut down to what the judges read: postings with the same facet are judged once per profile."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from freehold.domain.matching import weights
from freehold.domain.matching.evidence import told
from freehold.domain.matching.pairs import directions, pairs_in
from freehold.domain.matching.place import REFUSING, judge_place, judge_zone
from freehold.domain.matching.profile import Profile
from freehold.domain.matching.result import Block, Reason
from freehold.domain.matching.terms_of_work import judge_languages, judge_level, judge_time
from freehold.domain.postings.analysis import Analysis, Client, Country
from freehold.domain.postings.countries import places

Judged = tuple[list[Reason], list[Block]]


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks, and when: what a judge needs beside the posting."""

    profile: Profile
    today: date
    pairs: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, profile: Profile, today: date) -> Asking:
        """Return the question of `profile` on the day `today`."""
        return cls(profile, today, directions(told(profile)))


class Facet:
    """One aspect of postings. Each distinct value is kept once; a row holds only its number."""

    def __init__(self, key: Callable[[Analysis], Hashable], judge: Callable[[Any, Asking], float | None]) -> None:
        """`key` cuts an analysis down; `judge` returns the points of one cut-down value, None where it blocks."""
        self._key = key
        self._judge = judge
        self._numbers: dict[Hashable, int] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def number(self, analysis: Analysis) -> int:
        """Return the number of the value that this analysis has."""
        return self._numbers.setdefault(self._key(analysis), len(self._numbers))

    def judged(self, asking: Asking) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """Return points and "is blocked" of every value, by its number."""
        found = [self._judge(key, asking) for key in self._numbers]
        points = np.array([0.0 if one is None else one for one in found], dtype=np.float32)
        return points, np.array([one is None for one in found], dtype=np.bool_)


def facets() -> tuple[Facet, ...]:
    """Return a new, empty facet for each aspect that depends on the profile."""
    return (
        Facet(_place_key, _place),
        Facet(lambda analysis: (tuple(replace(one, quote="") for one in analysis.languages), analysis.text_language), _languages),
        Facet(lambda analysis: (analysis.hours_per_week and replace(analysis.hours_per_week, quote=""), analysis.start), _time),
        Facet(lambda analysis: (analysis.seniority, analysis.contract), _level),
        Facet(_pair_key, _pairs),
    )


def _sum(judged: Judged) -> float | None:
    reasons, blocks = judged
    return None if blocks else sum(one.points for one in reasons)


def _place_key(analysis: Analysis) -> Hashable:
    """Cut to codes: the words count only where they decide whether something is ruled out."""
    mode = analysis.quotes.get("mode", "").casefold() if analysis.mode in ("onsite", "hybrid") else ""
    countries = tuple(dict.fromkeys(cut for one in analysis.countries for cut in _cut(one)))
    client = analysis.client.country if analysis.client else ""
    zone = analysis.timezone and replace(analysis.timezone, quote="")
    return analysis.mode, analysis.remote_possible, countries, zone, mode, client


def _cut(country: Country) -> Iterator[Country]:
    """Yield a country without its words; where others are refused, also those that the words name beside it."""
    if country.kind == "place":
        yield replace(country, quote="")
        return
    refusing = REFUSING.search(country.quote)
    quote = refusing.group().casefold() if refusing else ""
    for code in dict.fromkeys((country.code, *(code for codes, _, _ in places(country.quote) for code in codes))):
        yield Country(code, "only", quote)


def _place(key: Any, asking: Asking) -> float | None:
    mode, possible, countries, zone, quote, country = key
    said = {"mode": quote}
    home = Client(country=country)
    cut = Analysis("", "", "", mode=mode, remote_possible=possible, countries=countries, timezone=zone, quotes=said, client=home)
    place, zoned = _sum(judge_place(asking.profile, cut)), _sum(judge_zone(asking.profile, cut, asking.today))
    return None if place is None or zoned is None else place + zoned


def _languages(key: Any, asking: Asking) -> float | None:
    return _sum(judge_languages(asking.profile, Analysis("", "", "", languages=key[0], text_language=key[1])))


def _time(key: Any, asking: Asking) -> float | None:
    return _sum(judge_time(asking.profile, Analysis("", "", "", hours_per_week=key[0], start=key[1]), asking.today))


def _level(key: Any, asking: Asking) -> float | None:
    return sum(one.points for one in judge_level(asking.profile, Analysis("", "", "", seniority=key[0], contract=key[1])))


def _pair_key(analysis: Analysis) -> Hashable:
    asked = pairs_in(analysis.title) or pairs_in(analysis.text)
    return frozenset((pair.source, pair.target) for pair in asked)


def _pairs(key: Any, asking: Asking) -> float | None:
    if not key or not asking.pairs:
        return 0.0
    return weights.PAIR_OK if key & asking.pairs else weights.PAIR_MISSING
