"""Compares the skills a posting names with what a profile shows, must-haves first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from freehold.domain.matching import weights
from freehold.domain.matching.evidence import Evidence, Shown
from freehold.domain.matching.gazetteer import Gazetteer
from freehold.domain.matching.reasons import reason
from freehold.domain.matching.result import QuoteSource, Reason, ReasonKind
from freehold.domain.postings.analysis import SkillMention

# Whole fields: naming one says less than naming a skill of it.
_BROAD_FIELDS_WORDS = """
Photography|Graphic design|Web development|Software development|Backend development|Frontend development|Marketing
Digital marketing|Sales|Accounting|Translation|Teaching|Coaching|Project management|Database design|Cloud computing|Agile methods
Artificial intelligence|E-commerce|Research|Microsoft Office|Git|Communications|Cybersecurity|Content writing|Training delivery
Copy editing|Mobile development|Banking|Insurance|HTML|CSS
"""
BROAD_FIELDS = frozenset(_BROAD_FIELDS_WORDS.strip().replace("\n", "|").split("|"))
MAX_REASONS = 14


@dataclass(frozen=True, slots=True)
class Weighed:
    """A skill of a posting with its share of the whole and what the profile shows of it."""

    mention: SkillMention
    weight: float
    shown: Shown | None

    @property
    def strength(self) -> float:
        """How far the profile shows it, 0 to 1."""
        return self.shown.strength if self.shown else 0.0


def weigh(mentions: Sequence[SkillMention], title_skills: frozenset[str], evidence: Evidence, gazetteer: Gazetteer) -> list[Weighed]:
    """Return every skill named, with its weight and evidence."""
    return [Weighed(mention, _weight(mention, title_skills, gazetteer), evidence.of(mention.name)) for mention in mentions]


def judge_skills(weighed: Sequence[Weighed]) -> list[Reason]:
    """Return one reason for each skill that matters; together they earn at most weights.SKILLS."""
    whole = sum(one.weight for one in weighed)
    if whole <= 0:
        return []
    full = weights.KIND["mentioned"]
    reach = within_reach(weighed)
    ranked = sorted(weighed, key=lambda one: (-one.weight * one.strength, -one.weight))
    reasons: list[Reason] = []
    rest, rest_points = 0, 0.0
    for one in ranked:
        earned = reach * one.weight / whole * one.strength
        if one.mention.kind == "must" and one.strength < weights.CREDIT_SHOWN and not (one.shown and not one.shown.direct):
            reasons.append(_missing(one, weights.MUST_MISSING * one.weight / max(whole, full)))
        elif earned < 0.05:
            continue
        elif len(reasons) >= MAX_REASONS and one.mention.kind != "must":
            rest, rest_points = rest + 1, rest_points + earned
        else:
            reasons.append(_shown(one, earned))
    if rest:
        reasons.append(reason(rest_points, "skill", "skills_more", count=str(rest)))
    return reasons


def within_reach(weighed: Sequence[Weighed]) -> float:
    """Return the points that the skills of a posting can earn: the fewer it names, the less they can tell."""
    named = sum(one.weight for one in weighed) / weights.KIND["mentioned"]
    return weights.SKILLS * min(1.0, weights.ONE_SKILL + weights.ANOTHER_SKILL * max(0.0, named - 1)) * min(1.0, named)


def _weight(mention: SkillMention, title_skills: frozenset[str], gazetteer: Gazetteer) -> float:
    weight = weights.KIND[mention.kind]
    skill = gazetteer.get(mention.name)
    if skill is None or not skill.listed:
        return weight * weights.MASS_LIST
    if skill.trade == "soft":
        return weight * weights.SOFT
    if mention.name in BROAD_FIELDS:
        weight *= weights.BROAD
    return weight * weights.IN_TITLE if mention.name in title_skills else weight


def _missing(one: Weighed, loss: float) -> Reason:
    return reason(-loss, "must", "must_missing", quote=one.mention.quote, skill=one.mention.name)


def _shown(one: Weighed, earned: float) -> Reason:
    shown = one.shown
    assert shown is not None  # earned points come from evidence
    kind: ReasonKind = {"must": "must", "nice": "nice", "mentioned": "skill"}[one.mention.kind]  # type: ignore[assignment]  # the three literals
    template = f"{kind}_{'shown' if shown.direct else 'near'}"
    params = {"skill": one.mention.name} if shown.direct else {"skill": one.mention.name, "own": shown.own}
    if shown.direct and shown.years:
        template, params["years"] = f"{template}_years", shown.years
    source: QuoteSource = "profile" if shown.quote else ""
    return reason(earned, kind, template, quote=shown.quote, source=source, values=params)
