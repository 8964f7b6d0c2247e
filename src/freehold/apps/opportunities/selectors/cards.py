"""One opportunity as a list shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from freehold.apps.opportunities.selectors.families import sizes
from freehold.apps.opportunities.selectors.filters import matches_of
from freehold.kit.scoping.ref import Workspace

TOP_REASONS = 3
_COLUMNS = (
    "title",
    "company",
    "location",
    "mode",
    "pay_kind",
    "pay_currency",
    "pay_min",
    "pay_max",
    "text_language",
    "red_flag_count",
    "published_at",
    "first_seen_at",
    "last_seen_at",
    "expires_at",
    "sighting_count",
    "source_count",
    "repost_count",
    "family_id",
    "stage",
    "stage_changed_at",
    "stage_reason",
    "follow_up_on",
)


@dataclass(frozen=True, slots=True)
class Card:
    """What a card of the list or the board shows; `reasons` are the three that weigh most, as stored."""

    id: int
    title: str
    company: str
    location: str
    mode: str
    pay_kind: str
    pay_currency: str
    pay_min: Decimal | None
    pay_max: Decimal | None
    text_language: str
    red_flag_count: int
    published_at: datetime | None
    first_seen_at: datetime
    last_seen_at: datetime
    expires_at: datetime | None
    sighting_count: int
    source_count: int
    repost_count: int
    family_id: int | None
    stage: str
    stage_changed_at: datetime | None
    stage_reason: str
    follow_up_on: date | None
    duration: dict[str, Any] | None
    state: str
    score: int | None
    reasons: tuple[dict[str, Any], ...]
    blocked_by: tuple[dict[str, Any], ...]
    family_size: int = 1

    @property
    def reposts(self) -> int:
        """How often the job was advertised after the first time: on the same board, or by others of its family."""
        return self.repost_count + self.family_size - 1

    @property
    def seen_at(self) -> datetime:
        """When it was published, or first seen where the source does not say."""
        return self.published_at or self.first_seen_at


def cards(workspace: Workspace, freelancer_id: int, ids: Sequence[int]) -> tuple[Card, ...]:
    """Return the cards of these opportunities in this order, in a query that reads no long text, and one more where there are families."""
    rows = matches_of(workspace, freelancer_id).filter(opportunity_id__in=ids)
    paths = [f"opportunity__{name}" for name in _COLUMNS]
    found = {}
    for row in rows.values("opportunity_id", "state", "score", "reasons", "blocked_by", "opportunity__body__analysis__duration", *paths):
        values = {name: row[path] for name, path in zip(_COLUMNS, paths, strict=True)}
        found[row["opportunity_id"]] = Card(
            id=row["opportunity_id"],
            duration=row["opportunity__body__analysis__duration"],
            state=row["state"],
            score=row["score"],
            reasons=tuple(sorted(row["reasons"], key=_weight, reverse=True)[:TOP_REASONS]),
            blocked_by=tuple(row["blocked_by"]),
            **values,
        )
    of_family = sizes(card.family_id for card in found.values())
    return tuple(replace(found[pk], family_size=of_family.get(found[pk].family_id or 0, 1)) for pk in ids if pk in found)


def _weight(reason: dict[str, Any]) -> float:
    return abs(float(reason.get("points", 0)))
