"""What a list of opportunities is narrowed by."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Self

from django.db.models import Exists, OuterRef, Q, QuerySet

from freehold.apps.opportunities.models import Match, Sighting, Stage
from freehold.kit.scoping.ref import Workspace, id_of

STRONG = 70
"""From this score on an opportunity fits well; the calibration of domain.matching puts strong fits at 75 to 95."""
MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Filters:
    """The filter row. `stage` "" means every stage but dismissed; `state` is "", "scored" or "unscored"; `sort` "fit" or "newest"."""

    q: str = ""
    stage: str = Stage.FOUND
    min_score: int | None = None
    mode: str = ""
    paid: bool = False
    language: str = ""
    source_kind: str = ""
    hide_flagged: bool = False
    state: str = ""
    sort: str = "fit"

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the stage and the order is chosen, so that an empty list may be the filter's doing."""
        return replace(self, stage=Stage.FOUND, sort="fit") != Filters()

    def cleared(self) -> Self:
        """Return the same stage and order without any filter."""
        return type(self)(stage=self.stage, sort=self.sort)


def narrowed(rows: QuerySet[Match], filters: Filters) -> QuerySet[Match]:
    """Keep the matches that pass everything but the stage."""
    conditions: dict[str, Any] = {}
    if filters.mode:
        conditions["opportunity__mode"] = filters.mode
    if filters.language:
        conditions["opportunity__text_language"] = filters.language
    if filters.hide_flagged:
        conditions["opportunity__red_flag_count"] = 0
    if filters.min_score is not None:
        conditions["order__gte"] = filters.min_score
    if filters.state:
        conditions["state"] = filters.state
    rows = rows.filter(**conditions)
    if filters.paid:
        rows = rows.exclude(opportunity__pay_kind="")
    for word in filters.q.lower().split()[:MOST_WORDS]:
        rows = rows.filter(opportunity__search_text__contains=word[:80])
    if filters.source_kind:
        # any workspace: bound to the opportunity of the outer row
        seen = Sighting.objects.filter(opportunity=OuterRef("opportunity_id"), source_kind=filters.source_kind)
        rows = rows.filter(Exists(seen))
    return rows


def of_stage(rows: QuerySet[Match], stage: str) -> QuerySet[Match]:
    """Keep the matches of a stage. What is blocked counts as found only on its own page; what the person moved is always shown."""
    if stage == Stage.FOUND:
        return rows.filter(stage=stage, order__gte=-1)
    if stage:
        return rows.filter(stage=stage)
    return rows.exclude(stage=Stage.DISMISSED).filter(Q(order__gte=-1) | ~Q(stage=Stage.FOUND))


def matches_of(workspace: Workspace, freelancer_id: int | None) -> QuerySet[Match]:
    """Return a freelancer's matches, and none when the freelancer is of another workspace."""
    if freelancer_id is None:
        return Match.objects.none()
    return Match.objects.filter(freelancer_id=freelancer_id, freelancer__workspace_id=id_of(workspace))
