"""A domain Profile as plain JSON and back, without loss: for versions, drafts and previews."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from freehold.domain.matching.profile import Constraints, Experience, Profile, ProfileSkill, RateFloor, Service


def to_json(profile: Profile) -> dict[str, Any]:
    """Return the profile as JSON values; decimals and dates become strings."""
    plain: dict[str, Any] = _plain(asdict(profile))
    return plain


def from_json(data: Mapping[str, Any]) -> Profile:
    """Return the profile that `to_json` wrote. A key that is missing takes its default, so older versions stay readable."""
    constraints = data.get("constraints") or {}
    return Profile(
        name=data.get("name", ""),
        headline=data.get("headline", ""),
        summary=data.get("summary", ""),
        country=data.get("country", ""),
        city=data.get("city", ""),
        skills=tuple(_skill(row) for row in data.get("skills", ())),
        services=tuple(Service(**_texts(row, "name", "description", "price")) for row in data.get("services", ())),
        rates=tuple(RateFloor(row["kind"], Decimal(row["min"]), row["currency"]) for row in data.get("rates", ())),
        constraints=Constraints(
            remote=constraints.get("remote", "any"),
            countries=tuple(constraints.get("countries", ())),
            timezone=constraints.get("timezone", ""),
            timezone_overlap=_decimal(constraints.get("timezone_overlap")),
            hours_per_week=_decimal(constraints.get("hours_per_week")),
            available_from=_date(constraints.get("available_from")),
            languages=tuple(constraints.get("languages", ())),
            avoid=tuple(constraints.get("avoid", ())),
        ),
        experience=tuple(Experience(**_texts(row, "title", "organisation", "start", "end", "text")) for row in data.get("experience", ())),
        text=data.get("text", ""),
    )


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def _skill(row: Mapping[str, Any]) -> ProfileSkill:
    return ProfileSkill(row["name"], _decimal(row.get("years")), row.get("last_used"), row.get("evidence", ""))


def _texts(row: Mapping[str, Any], *keys: str) -> dict[str, str]:
    return {key: row.get(key, "") for key in keys}


def _decimal(value: Any) -> Decimal | None:
    return None if value in {None, ""} else Decimal(str(value))


def _date(value: Any) -> date | None:
    return date.fromisoformat(value) if value else None
