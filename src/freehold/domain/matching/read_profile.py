"""Reads a profile from JSON Resume (with our `freehold` object) and writes it back; plain text is read by `profile_text`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, cast, get_args

from freehold.domain.errors import UserError
from freehold.domain.matching.evidence import sentences
from freehold.domain.matching.profile import Constraints, Experience, Profile, ProfileSkill, RateFloor, RateKind, RemoteWish, Service
from freehold.domain.matching.profile_text import from_text
from freehold.domain.matching.spoken_names import language_code, language_name

__all__ = ["from_json_resume", "from_text", "to_json_resume"]

MAX_ENTRIES = 300
MAX_TEXT = 20_000


def from_json_resume(data: Mapping[str, Any]) -> Profile:
    """Return the profile of a JSON Resume document; unknown keys and ill-typed values are passed over.

    Skills come from `freehold.skills` (with years, last use and evidence) and then from `skills`; a skill without evidence takes the
    first sentence of the experience that names it. Raises UserError when the document is no resume at all.
    """
    if not isinstance(data, Mapping) or not any(key in data for key in ("basics", "work", "skills", "projects", "freehold", "education")):
        raise UserError(
            "This is not a JSON Resume: it has neither “basics” nor “work” nor “skills”. Nothing was read. Export it as JSON "
            "Resume and try again."
        )
    basics, own = _object(data.get("basics")), _object(data.get("freehold"))
    location = _object(basics.get("location"))
    experience = tuple(_experience(data))
    services = tuple(
        Service(_text(one.get("name")), _text(one.get("description")), _text(one.get("price")))
        for one in _objects(own.get("services"))
        if one.get("name")
    )
    profile = Profile(
        name=_text(basics.get("name")),
        headline=_text(basics.get("label")),
        summary=_text(basics.get("summary")),
        country=_text(location.get("countryCode")).upper()[:2],
        city=_text(location.get("city")),
        skills=tuple(_skills(data, own, [line for one in experience for line in sentences(one.text)])),
        services=services,
        rates=tuple(_rates(own.get("rates"))),
        constraints=_constraints(_object(own.get("constraints")), data),
        experience=experience,
    )
    text = _text(own.get("text")) or readable_whole(profile)
    return Profile(**{**{name: getattr(profile, name) for name in Profile.__dataclass_fields__}, "text": text})


def readable_whole(profile: Profile) -> str:
    """Return the profile as plain text, one statement a line."""
    lines = [profile.name, profile.headline, profile.summary]
    for service in profile.services:
        lines += [service.name, service.description, service.price]
    for one in profile.experience:
        lines += [", ".join(part for part in (one.title, one.organisation) if part), one.text]
    for skill in profile.skills:
        lines += [skill.name, skill.evidence]
    return "\n".join(dict.fromkeys(line for line in lines if line))


def to_json_resume(profile: Profile) -> dict[str, Any]:
    """Return the profile as JSON Resume with our `freehold` object; reading it again gives the same profile."""
    wish = profile.constraints
    constraints = {
        "remote": wish.remote,
        "countries": list(wish.countries),
        "timezone": wish.timezone,
        "timezone_overlap": _number(wish.timezone_overlap),
        "hours_per_week": _number(wish.hours_per_week),
        "available_from": wish.available_from.isoformat() if wish.available_from else None,
        "languages": list(wish.languages),
        "avoid": list(wish.avoid),
    }
    location = {key: value for key, value in (("city", profile.city), ("countryCode", profile.country)) if value}
    own: dict[str, Any] = {
        "rates": [{"kind": rate.kind, "min": str(rate.min), "currency": rate.currency} for rate in profile.rates],
        "constraints": {key: value for key, value in constraints.items() if value not in (None, "", [])},
        "services": [_without_empty({"name": one.name, "description": one.description, "price": one.price}) for one in profile.services],
        "skills": [
            _without_empty(
                {
                    "name": one.name,
                    "years": _number(one.years),
                    "last_used": str(one.last_used) if one.last_used else None,
                    "evidence": one.evidence,
                }
            )
            for one in profile.skills
        ],
    }
    if profile.text and profile.text != readable_whole(profile):
        own["text"] = profile.text
    return {
        "$schema": "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json",
        "basics": _without_empty(
            {"name": profile.name, "label": profile.headline, "summary": profile.summary, "location": location or None}
        ),
        "work": [
            _without_empty(
                {
                    "name": one.organisation,
                    "position": one.title,
                    "startDate": one.start,
                    "endDate": one.end,
                    "highlights": one.text.split("\n") if one.text else None,
                }
            )
            for one in profile.experience
        ],
        "skills": [{"name": one.name} for one in profile.skills],
        "languages": [{"language": language_name(code)} for code in wish.languages],
        "freehold": own,
    }


def _experience(data: Mapping[str, Any]) -> Iterator[Experience]:
    for kind in ("work", "volunteer", "projects"):
        for one in _objects(data.get(kind)):
            title = _text(one.get("position")) or (_text(one.get("name")) if kind == "projects" else "")
            organisation = "" if kind == "projects" else _text(one.get("name") or one.get("organization") or one.get("company"))
            lines = [_text(one.get("summary")), _text(one.get("description")), *_texts(one.get("highlights"))]
            yield Experience(
                title, organisation, _text(one.get("startDate")), _text(one.get("endDate")), "\n".join(line for line in lines if line)
            )
    for one in _objects(data.get("education")):
        title = ", ".join(part for part in (_text(one.get("studyType")), _text(one.get("area"))) if part)
        yield Experience(
            title,
            _text(one.get("institution")),
            _text(one.get("startDate")),
            _text(one.get("endDate")),
            "\n".join(_texts(one.get("courses"))),
        )
    for one in _objects(data.get("certificates")):
        yield Experience(_text(one.get("name")), _text(one.get("issuer")), _text(one.get("date")))


def _skills(data: Mapping[str, Any], own: Mapping[str, Any], told: list[str]) -> Iterator[ProfileSkill]:
    seen: set[str] = set()
    for one in _objects(own.get("skills")):
        name = _text(one.get("name"))
        if name and name.casefold() not in seen:
            seen.add(name.casefold())
            yield ProfileSkill(
                name, _decimal(one.get("years")), _year(one.get("last_used")), _text(one.get("evidence")) or _telling(name, told)
            )
    for group in _objects(data.get("skills")):
        # With keywords the name is a heading ("Databases"); without, it is the skill.
        for name in _texts(group.get("keywords")) or [_text(group.get("name"))]:
            if name and name.casefold() not in seen:
                seen.add(name.casefold())
                yield ProfileSkill(name, evidence=_telling(name, told))


def _telling(name: str, told: list[str]) -> str:
    wanted = name.casefold()
    return next((line for line in told if wanted in line.casefold()), "")


def _rates(value: object) -> Iterator[RateFloor]:
    for one in _objects(value):
        amount, kind, currency = _decimal(one.get("min")), one.get("kind"), _text(one.get("currency")).upper()
        if amount is not None and amount > 0 and kind in get_args(RateKind) and len(currency) == 3:
            yield RateFloor(cast(RateKind, kind), amount, currency)


def _constraints(own: Mapping[str, Any], data: Mapping[str, Any]) -> Constraints:
    remote: RemoteWish = own["remote"] if own.get("remote") in get_args(RemoteWish) else "any"
    codes = [code.lower()[:2] for code in _texts(own.get("languages"))]
    if not codes:
        named = [language_code(_text(one.get("language"))) for one in _objects(data.get("languages"))]
        codes = [code for code in named if code]
    return Constraints(
        remote=remote,
        countries=tuple(code.upper()[:2] for code in _texts(own.get("countries"))),
        timezone=_text(own.get("timezone")),
        timezone_overlap=_decimal(own.get("timezone_overlap")),
        hours_per_week=_decimal(own.get("hours_per_week")),
        available_from=_day(own.get("available_from")),
        languages=tuple(dict.fromkeys(codes)),
        avoid=tuple(_texts(own.get("avoid"))),
    )


def _object(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _objects(value: object) -> list[Mapping[str, Any]]:
    return [one for one in value[:MAX_ENTRIES] if isinstance(one, Mapping)] if isinstance(value, list) else []


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()[:MAX_TEXT]


def _texts(value: object) -> list[str]:
    return [text for one in value[:MAX_ENTRIES] if (text := _text(one))] if isinstance(value, list) else []


def _decimal(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() and 0 <= number < 10**9 else None


def _year(value: object) -> int | None:
    digits = _text(value)[:4]
    return int(digits) if len(digits) == 4 and digits.isascii() and digits.isdigit() else None


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(_text(value)[:10])
    except ValueError:
        return None


def _number(value: Decimal | None) -> int | str | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else str(value)


def _without_empty(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, "", [])}
