"""An analysis as JSON, for the command line and for the database, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from freehold.domain.postings.analysis import (
    Analysis,
    Client,
    Competition,
    Country,
    HoursPerWeek,
    LanguageNeed,
    OtherPay,
    Pay,
    RedFlag,
    SkillMention,
    Span,
    TimeZone,
    When,
)

T = TypeVar("T")
_DECIMALS = frozenset({"min", "max", "spent", "rating", "utc_min", "utc_max", "overlap_hours"})


def to_json(analysis: Analysis) -> dict[str, Any]:
    """Return the analysis with the keys of `freehold analyse`; sums are numbers, dates ISO text, quotes literal."""
    data: dict[str, Any] = {}
    for field in fields(analysis):
        data[field.name] = _plain(getattr(analysis, field.name))
    data["addressed_to_ai"] = [{"quote": quote} for quote in analysis.addressed_to_ai]
    for skill in data["skills"]:
        if skill["uri"] is None:
            del skill["uri"]
    return data


def from_json(data: Mapping[str, Any]) -> Analysis:
    """Return the analysis that `to_json` wrote. Raises KeyError or TypeError for anything else."""
    values: dict[str, Any] = {field.name: data[field.name] for field in fields(Analysis) if field.name in data}
    for name, kind in (
        ("skills", SkillMention),
        ("countries", Country),
        ("languages", LanguageNeed),
        ("red_flags", RedFlag),
        ("other_pay", OtherPay),
    ):
        values[name] = tuple(_record(kind, item) for item in data.get(name) or ())
    for name, single in (
        ("pay", Pay),
        ("duration", Span),
        ("hours_per_week", HoursPerWeek),
        ("start", When),
        ("deadline", When),
        ("timezone", TimeZone),
        ("client", Client),
    ):
        values[name] = _record(single, data[name]) if data.get(name) else None
    values["competition"] = Competition(**data["competition"]) if data.get("competition") else None
    values["addressed_to_ai"] = tuple(item["quote"] for item in data.get("addressed_to_ai") or ())
    values["screening_questions"] = tuple(data.get("screening_questions") or ())
    values["hidden_text"] = tuple(data.get("hidden_text") or ())
    values["stated"] = tuple(data.get("stated") or ())
    values["quotes"] = dict(data.get("quotes") or {})
    return Analysis(**values)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    if hasattr(value, "__dataclass_fields__"):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(item) for item in value]
    return value


def _record(kind: type[T], data: Mapping[str, Any]) -> T:
    values = dict(data)
    for name, value in values.items():
        if name in _DECIMALS and value is not None:
            values[name] = Decimal(str(value))
        elif name == "date" and value is not None:
            values[name] = date.fromisoformat(value)
    return kind(**values)
