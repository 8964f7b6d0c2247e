"""Taking a profile that was read into the one there is, and saying what that would change. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any, Literal, TypeVar

from freehold.domain.matching.profile import Constraints, Experience, Profile, ProfileSkill, RateFloor, Service

Section = Literal["about", "skills", "services", "rates", "experience", "constraints"]
Kind = Literal["added", "changed", "kept"]
Part = TypeVar("Part", ProfileSkill, Service, RateFloor, Experience)


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a preview. `label` names what it is about; `before` and `after` are as a person writes them."""

    section: Section
    kind: Kind
    label: str
    before: str = ""
    after: str = ""


def merge(current: Profile, incoming: Profile) -> Profile:
    """Return `current` with everything that `incoming` says; nothing that only `current` says is lost."""
    return Profile(
        name=current.name or incoming.name,
        headline=incoming.headline or current.headline,
        summary=incoming.summary or current.summary,
        country=incoming.country or current.country,
        city=incoming.city or current.city,
        skills=_join(current.skills, incoming.skills, _skill_key),
        services=_join(current.services, incoming.services, _service_key),
        rates=_join(current.rates, incoming.rates, _rate_key),
        constraints=_filled(current.constraints, incoming.constraints),
        experience=_join(current.experience, incoming.experience, _job_key),
        text=incoming.text or current.text,
    )


def changes(before: Profile, after: Profile) -> list[Change]:
    """Return what stands in `after`, line by line, as added, changed or kept."""
    found = [
        _field("about", label, getattr(before, label), getattr(after, label))
        for label in ("name", "headline", "summary", "city", "country")
    ]
    found += _parts("skills", before.skills, after.skills, _skill_key, lambda skill: skill.name, _skill_line)
    found += _parts("services", before.services, after.services, _service_key, lambda service: service.name, _service_line)
    found += _parts(
        "rates", before.rates, after.rates, _rate_key, lambda rate: rate.kind, lambda rate: f"{rate.min.normalize():f} {rate.currency}"
    )
    found += _parts("experience", before.experience, after.experience, _job_key, lambda job: job.title, _job_line)
    found += [
        _field("constraints", wish.name, _line(getattr(before.constraints, wish.name)), _line(getattr(after.constraints, wish.name)))
        for wish in fields(Constraints)
    ]
    return [change for change in found if change.before or change.after]


def _skill_key(skill: ProfileSkill) -> str:
    return skill.name.strip().casefold()


def _service_key(service: Service) -> str:
    return service.name.strip().casefold()


def _rate_key(rate: RateFloor) -> str:
    return f"{rate.kind} {rate.currency}"


def _job_key(job: Experience) -> str:
    return f"{job.title} {job.organisation} {job.start[:4]}".casefold()


def _join(current: tuple[Part, ...], incoming: tuple[Part, ...], key: Callable[[Part], str]) -> tuple[Part, ...]:
    news: dict[str, Part] = {key(part): part for part in reversed(incoming)}
    joined: list[Part] = []
    for part in current:
        stated = news.pop(key(part), None)
        joined.append(part if stated is None else _filled(part, stated))
    joined.extend(part for part in incoming if news.pop(key(part), None) is not None)
    return tuple(joined)


def _filled(old: Any, new: Any) -> Any:
    """Return `old` with every value that `new` states; an empty value (or one left at its default) states nothing."""
    stated = {
        item.name: getattr(new, item.name)
        for item in fields(new)
        if getattr(new, item.name) not in (None, "", ()) and getattr(new, item.name) != item.default
    }
    if isinstance(old, ProfileSkill):
        stated.pop("name", None)
    return replace(old, **stated)


def _parts(
    section: Section,
    before: Iterable[Part],
    after: Iterable[Part],
    key: Callable[[Part], str],
    label: Callable[[Part], str],
    line: Callable[[Part], str],
) -> list[Change]:
    # Two jobs of one title, place and year have one key: what is the same is told apart from its neighbour first.
    now, old = list(after), list(before)
    same: list[Part | None] = [_taken(old, [was == part for was in old]) for part in now]
    found = []
    for part, kept in zip(now, same, strict=True):
        was = kept if kept is not None else _taken(old, [key(one) == key(part) for one in old])
        kind: Kind = "added" if was is None else "kept" if was == part else "changed"
        found.append(Change(section, kind, label(part), line(was) if was is not None else "", line(part) or label(part)))
    return found


def _taken(parts: list[Part], fits: list[bool]) -> Part | None:
    """Take the first part that fits out of the list and return it."""
    return parts.pop(fits.index(True)) if True in fits else None


def _field(section: Section, label: str, before: str, after: str) -> Change:
    kind: Kind = "kept" if before == after else "changed" if before else "added"
    return Change(section, kind, label, before, after)


def _skill_line(skill: ProfileSkill) -> str:
    years = "" if skill.years is None else f"{skill.years.normalize():f} y"
    return " · ".join(filter(None, [years, str(skill.last_used or ""), skill.evidence]))


def _service_line(service: Service) -> str:
    return " · ".join(filter(None, [service.description, service.price]))


def _job_line(job: Experience) -> str:
    span = "–".join(filter(None, [job.start, job.end]))
    return " · ".join(filter(None, [job.organisation, span, " ".join(job.text.split())[:160]]))


def _line(value: Any) -> str:
    if value is None or value in ("any", ()):
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return ", ".join(value) if isinstance(value, tuple) else str(value)
