"""A profile made fit for storing: nothing too long, too large or named twice, whatever file it was read from. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, TypeVar
from zoneinfo import available_timezones

from freehold.domain.matching.profile import Constraints, Experience, Profile, ProfileSkill, RateFloor, Service

#: The longest value of each text field; what is longer is cut.
LONGEST = {
    Profile: {"name": 120, "headline": 200, "summary": 20_000, "country": 2, "city": 120, "text": 200_000},
    ProfileSkill: {"name": 120, "evidence": 2_000},
    Service: {"name": 200, "description": 5_000, "price": 200},
    Experience: {"title": 200, "organisation": 200, "start": 40, "end": 40, "text": 20_000},
}
MOST_PARTS = 300
Row = TypeVar("Row", Profile, ProfileSkill, Service, Experience)


def within_bounds(profile: Profile) -> Profile:
    """Return the profile as it can be stored: texts cut, impossible numbers dropped, each skill once.

    A skill that is named twice keeps its first mention, which is the one that carries the evidence.
    """
    skills = {skill.name.casefold(): skill for skill in reversed([_skill(skill) for skill in profile.skills]) if skill.name}
    once = [skill for skill in map(_skill, profile.skills) if skills.pop(skill.name.casefold(), None) is not None]
    whole = _cut(profile)
    return replace(
        whole,
        country=whole.country.upper()[:2],
        skills=tuple(once[:MOST_PARTS]),
        services=tuple(service for service in map(_cut, profile.services[:MOST_PARTS]) if service.name),
        rates=tuple(rate for rate in map(_rate, profile.rates[:MOST_PARTS]) if rate is not None),
        constraints=_constraints(profile.constraints),
        experience=tuple(job for job in map(_cut, profile.experience[:MOST_PARTS]) if job.title or job.organisation or job.text),
    )


def _cut(row: Row) -> Row:
    longest: Mapping[str, int] = LONGEST[type(row)]
    # PostgreSQL takes no NUL in a text.
    cut: dict[str, Any] = {name: getattr(row, name).replace("\x00", "").strip()[:most].strip() for name, most in longest.items()}
    return replace(row, **cut)


def _skill(skill: ProfileSkill) -> ProfileSkill:
    used = skill.last_used if skill.last_used and 1950 <= skill.last_used <= 2200 else None
    return replace(_cut(skill), years=_number(skill.years, 80), last_used=used)


def _rate(rate: RateFloor) -> RateFloor | None:
    least = _number(rate.min, 10**9, "0.0001")
    currency = rate.currency.strip().upper()
    return RateFloor(rate.kind, least, currency) if least is not None and len(currency) == 3 else None


def _constraints(wishes: Constraints) -> Constraints:
    return replace(
        wishes,
        countries=_words(wishes.countries, 2),
        timezone=wishes.timezone if wishes.timezone in available_timezones() else "",
        timezone_overlap=_number(wishes.timezone_overlap, 24),
        hours_per_week=_number(wishes.hours_per_week, 168),
        languages=_words(wishes.languages, 8),
        avoid=_words(wishes.avoid, 120),
    )


def _words(words: tuple[str, ...], longest: int) -> tuple[str, ...]:
    plain = (word.replace("\x00", "").strip()[:longest] for word in words[:MOST_PARTS])
    return tuple(dict.fromkeys(word for word in plain if word))


def _number(value: Decimal | None, most: int, step: str = "0.1") -> Decimal | None:
    """Return the number rounded as it is stored, or None for one that cannot be meant."""
    if value is None or not value.is_finite() or not 0 <= value <= most:
        return None
    return value.quantize(Decimal(step))
