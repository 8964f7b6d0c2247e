"""What a profile shows: each skill with how sure we can be of it, and the sentence that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from freehold.domain.matching import weights
from freehold.domain.matching.gazetteer import Gazetteer
from freehold.domain.matching.profile import Profile, ProfileSkill

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[^\s])|\n+")
MIN_SENTENCE = 12


@dataclass(frozen=True, slots=True)
class Shown:
    """How far a profile shows a skill: `strength` 0 to 1, the skill of the profile behind it, and a literal quote of the profile.

    `own` is the canonical name; `direct` is False where `own` is only a neighbour of the skill asked for. `years` is "" when unknown.
    """

    strength: float
    own: str
    quote: str
    years: str = ""
    direct: bool = True


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences and lines of `text`, each literal in it."""
    for piece in _SENTENCE_END.split(text):
        stripped = piece.strip().lstrip("-*•· \t")
        if stripped:
            yield stripped


class Evidence:
    """The skills of one profile, with everything they imply."""

    def __init__(self, profile: Profile, gazetteer: Gazetteer, today: date) -> None:
        self._gazetteer = gazetteer
        self._today = today
        self.shown: dict[str, Shown] = {}
        for skill in profile.skills:
            self._add_skill(skill)
        for text in told(profile):
            self._add_text(text)
        self._near: dict[str, Shown | None] = {}
        for name, shown in list(self.shown.items()):
            self._add_broader(name, shown, 0)

    def of(self, name: str) -> Shown | None:
        """Return how far the profile shows the skill `name`, or None."""
        found = self.shown.get(name)
        if found is not None:
            return found
        if name not in self._near:
            self._near[name] = self._neighbour(name)
        return self._near[name]

    def _neighbour(self, name: str) -> Shown | None:
        """Return the nearest skill of the profile: one that is broader than `name`, or related to it."""
        skill = self._gazetteer.get(name)
        if skill is None:
            return None
        near = [(other, weights.BROADER) for other in skill.broader] + [(other, weights.RELATED) for other in skill.related]
        near += [(other.name, weights.RELATED) for other in map(self._gazetteer.get, self.shown) if other and name in other.related]
        found = [(self.shown[other], share) for other, share in near if other in self.shown and self.shown[other].direct]
        if not found:
            return None
        best, share = max(found, key=lambda pair: (pair[0].strength * pair[1], pair[0].own))
        return Shown(best.strength * share, best.own, best.quote, best.years, direct=False)

    def _add_skill(self, skill: ProfileSkill) -> None:
        quote = skill.evidence or skill.name
        shown = Shown(self._strength(skill), skill.name, quote, f"{float(skill.years):g}" if skill.years else "")
        canonical = self._gazetteer.canonical(skill.name)
        names = [canonical] if canonical else [found.name for found in self._gazetteer.find(skill.name)] or [skill.name]
        for name in names:
            self._keep(name, Shown(shown.strength, name, quote, shown.years))
        # "Headshots and portraits" names two; "Django REST Framework" names one.
        for found in self._gazetteer.find(skill.name):
            self._keep(found.name, Shown(shown.strength, found.name, quote, shown.years))

    def _add_text(self, text: str) -> None:
        for sentence in sentences(text):
            for found in self._gazetteer.find(sentence):
                self._keep(found.name, Shown(weights.TOLD, found.name, sentence))

    def _add_broader(self, name: str, shown: Shown, depth: int) -> None:
        skill = self._gazetteer.get(name)
        if skill is None or depth > 2:
            return
        for broader in skill.broader:
            implied = Shown(shown.strength * weights.NARROWER, shown.own, shown.quote, shown.years)
            if self._keep(broader, implied):
                self._add_broader(broader, implied, depth + 1)

    def _keep(self, name: str, shown: Shown) -> bool:
        known = self.shown.get(name)
        if known is not None and known.strength >= shown.strength:
            return False
        self.shown[name] = shown
        return True

    def _strength(self, skill: ProfileSkill) -> float:
        strength = weights.LISTED
        if skill.years is not None:
            strength += weights.YEARS_GAIN * min(1.0, float(skill.years) / weights.YEARS_FULL)
        if skill.last_used is not None:
            stale = self._today.year - skill.last_used - weights.STALE_AFTER
            strength -= min(weights.STALE_MOST, max(0, stale) * weights.STALE_LOSS)
        return max(0.0, min(1.0, strength))


def told(profile: Profile) -> Iterator[str]:
    """Yield the texts in which a profile tells what its owner does, each as the person wrote it."""
    yield profile.headline
    yield profile.summary
    for service in profile.services:
        yield service.name
        yield service.description
    for experience in profile.experience:
        yield experience.title
        yield experience.text
    for skill in profile.skills:
        yield skill.evidence
    if not any((profile.summary, profile.services, profile.experience)):
        yield profile.text
