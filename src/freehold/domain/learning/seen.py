"""A posting as learning looks at it: which skills it names, when it came, what it pays."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from freehold.domain.matching.gazetteer import Gazetteer
from freehold.domain.matching.skills_fit import BROAD_FIELDS

#: Whole fields: nobody learns one as a skill, and a posting that names one says little.
FIELDS = BROAD_FIELDS | {"Full-stack development"}
#: A posting counts as reachable when at least this share of the skills it names is covered.
REACH = 0.6
#: A posting that names fewer skills says too little about what its work needs.
FEWEST_SKILLS = 2


@dataclass(frozen=True, slots=True)
class Seen:
    """One posting. `skills` are canonical names, `day` when it was published or seen, `hourly` its pay an hour in one common currency.

    `shortlisted` tells that the person put it on the shortlist or went further with it.
    """

    id: str
    skills: frozenset[str]
    day: date | None = None
    hourly: float | None = None
    shortlisted: bool = False


def learnable(names: Iterable[str], gazetteer: Gazetteer) -> frozenset[str]:
    """Return the names that somebody can set out to learn: of the hand-made list, neither traits of character nor whole fields."""
    known = ((name, gazetteer.get(name)) for name in names)
    return frozenset(skill.name for _, skill in known if skill and skill.listed and skill.trade != "soft" and skill.name not in FIELDS)


def lacking(posting: Seen, known: frozenset[str]) -> int | None:
    """Return how many of the skills that it names are still to be learned before it is reachable, 0 when it is; None for too few skills."""
    count = len(posting.skills)
    if count < FEWEST_SKILLS:
        return None
    needed = math.ceil(count * REACH - 1e-9)
    return max(0, needed - len(posting.skills & known))
