"""What to learn next, from the postings of the owner's own market: what each skill would have brought within reach.

Counted are the postings that the person shortlisted, and those that are within reach or would be with one more skill. Skills come in tiers,
not in ranks: in six months of public posts the order of the first ten changed by half from one quarter to the next.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from freehold.domain.learning.catalogue import SKILLS, SkillFacts
from freehold.domain.learning.counts import Count, PayDifference, pay_difference, poisson
from freehold.domain.learning.market import Together, learn
from freehold.domain.learning.plan import Way, way_to
from freehold.domain.learning.seen import Seen, lacking

#: Below so many postings that concern the person nothing is advised.
FEWEST = 20
MOST_IN_TIER = 8
BESIDE = 12
#: Below so many postings brought within reach a skill is not advised for what it opens.
FEWEST_OPENED = 2
#: Fewer postings that name a skill beside a known one may be chance.
FEWEST_TOGETHER = 3
DAYS_IN_MONTH = 30.4375
Tier = Literal["opens_most", "may_open", "goes_along"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One skill. `opened` counts the postings that it alone would have brought within reach (`ids`, the newest first); `together` is the
    best of its pairs with a known skill; `pay` is None where too few postings say what they pay; `way` has the hours.
    """

    skill: str
    tier: Tier
    opened: Count
    ids: tuple[str, ...]
    together: Together | None
    pay: PayDifference | None
    way: Way


@dataclass(frozen=True, slots=True)
class Advice:
    """`n` of the `seen` postings were counted, over `months`; `reachable` are within reach now. In a tier the order is the alphabet's."""

    n: int
    seen: int
    reachable: int
    shortlisted: int
    months: float
    start: date | None
    end: date | None
    suggestions: tuple[Suggestion, ...]

    def tier(self, name: Tier) -> tuple[Suggestion, ...]:
        """Return the suggestions of one tier."""
        return tuple(one for one in self.suggestions if one.tier == name)


@dataclass(frozen=True, slots=True)
class TooFew:
    """Too few postings concern the person: `n` do, `missing` more are needed. `why` is "postings" or "skills" (none are known)."""

    n: int
    seen: int
    missing: int
    why: Literal["postings", "skills"]


def advise(
    postings: Sequence[Seen],
    known: frozenset[str],
    *,
    today: date,
    table: Mapping[str, SkillFacts] = SKILLS,
    leave_out: frozenset[str] = frozenset(),
) -> Advice | TooFew:
    """Say which skills would have opened most; skills in `leave_out` (a plan that is under way) are not suggested again."""
    if not known:
        return TooFew(0, len(postings), FEWEST, "skills")
    distances = [(posting, lacking(posting, known)) for posting in postings]
    counted = [posting for posting, distance in distances if posting.shortlisted or distance in {0, 1}]
    if len(counted) < FEWEST:
        return TooFew(len(counted), len(postings), FEWEST - len(counted), "postings")
    opened = _opened(distances, known)
    market = learn([posting.skills for posting in counted])
    beside = [name for name in market.beside(known, BESIDE) if name not in leave_out and _often_enough(market.given(name, known))]
    names = {name for name, ids in opened.items() if len(ids) >= FEWEST_OPENED and name not in leave_out} | set(beside)
    tiers = _tiers({name: poisson(len(opened.get(name, ()))) for name in names}, beside)
    days = [posting.day for posting in counted if posting.day and posting.day <= today]
    suggestions = [
        Suggestion(
            skill=name,
            tier=tier,
            opened=poisson(len(opened.get(name, ()))),
            ids=tuple(opened.get(name, ())),
            together=market.given(name, known),
            pay=_pay(counted, name),
            way=way_to(name, known, table),
        )
        for tier, chosen in tiers
        for name in chosen
    ]
    return Advice(
        n=len(counted),
        seen=len(postings),
        reachable=sum(distance == 0 for _, distance in distances),
        shortlisted=sum(posting.shortlisted for posting in counted),
        months=max(1.0, ((today - min(days)).days + 1) / DAYS_IN_MONTH) if days else 1.0,
        start=min(days, default=None),
        end=max(days, default=None),
        suggestions=tuple(suggestions),
    )


def within_reach(postings: Sequence[Seen], known: frozenset[str]) -> int:
    """Return how many postings are within reach with these skills."""
    return sum(lacking(posting, known) == 0 for posting in postings)


def _often_enough(pair: Together | None) -> bool:
    return pair is not None and pair.both >= FEWEST_TOGETHER


def _opened(distances: Sequence[tuple[Seen, int | None]], known: frozenset[str]) -> dict[str, list[str]]:
    """Return for each skill the ids of the postings that it alone would bring within reach, the newest first."""
    found: dict[str, list[str]] = defaultdict(list)
    near = [posting for posting, distance in distances if distance == 1]
    for posting in sorted(near, key=lambda one: (one.day or date.min, one.id), reverse=True):
        for name in posting.skills - known:
            found[name].append(posting.id)
    return found


def _tiers(counts: Mapping[str, Count], beside: Sequence[str]) -> list[tuple[Tier, list[str]]]:
    """Sort the skills into those that surely open at least half as much as the best, those that may, and those that only go along."""
    half = max((count.n for count in counts.values()), default=0) / 2
    by_count = sorted(counts, key=lambda name: (-counts[name].n, name))
    opening = [name for name in by_count if counts[name].n >= FEWEST_OPENED]
    best = [name for name in opening if counts[name].low >= half][:MOST_IN_TIER]
    # With few postings not even the best is sure: then nothing stands in the first tier.
    may = [name for name in opening if name not in best and counts[name].high >= half][:MOST_IN_TIER]
    along = [name for name in beside if name not in best and name not in may][:MOST_IN_TIER]
    chosen: tuple[tuple[Tier, list[str]], ...] = (("opens_most", best), ("may_open", may), ("goes_along", along))
    return [(tier, sorted(names, key=str.casefold)) for tier, names in chosen]


def _pay(postings: Sequence[Seen], name: str) -> PayDifference | None:
    paid = [(posting.hourly, name in posting.skills) for posting in postings if posting.hourly]
    return pay_difference([pay for pay, has in paid if has], [pay for pay, has in paid if not has])
