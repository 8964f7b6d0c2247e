"""The list of opportunities, and the list of those that a constraint filters out."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.db.models import Count, Q

from freehold.apps.opportunities.models import Match, Opportunity, Sighting, Source, Stage
from freehold.apps.opportunities.selectors.cards import Card, cards
from freehold.apps.opportunities.selectors.families import put_aside
from freehold.apps.opportunities.selectors.filters import STRONG, Filters, matches_of, narrowed, of_stage
from freehold.kit.scoping.ref import Workspace, id_of

PAGE = 25


@dataclass(frozen=True, slots=True)
class Inbox:
    """One page of the list with everything that its heading, tabs and filter row say.

    `stage_counts` holds every stage under the filters ("" for all but dismissed); `strong` is how many found ones fit
    well, `filtered_out` how many a constraint blocks, `sources` how many sources are switched on.
    """

    cards: tuple[Card, ...]
    page: int
    pages: int
    total: int
    stage_counts: dict[str, int]
    strong: int
    filtered_out: int
    sources: int
    languages: tuple[str, ...]
    source_kinds: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing at all under the filters, in whatever stage."""
        return not any(self.stage_counts.values()) and not self.filtered_out


@dataclass(frozen=True, slots=True)
class FilteredOut:
    """One page of what constraints block, and how many each constraint blocks."""

    cards: tuple[Card, ...]
    page: int
    pages: int
    total: int
    by_constraint: dict[str, int]


def inbox(workspace: Workspace, freelancer_id: int, filters: Filters | None = None, page: int = 1) -> Inbox:
    """Return one page of opportunities for a freelancer, the best fit first, in up to seven queries. A page beyond the last is it."""
    chosen = filters or Filters()
    rows = narrowed(matches_of(workspace, freelancer_id), chosen)
    if not chosen.is_narrowed:  # whoever looks for something finds every posting of it
        rows = rows.exclude(stage=Stage.FOUND, opportunity_id__in=put_aside(workspace))
    counts, strong, blocked = _counts(rows)
    total = counts.get(chosen.stage, 0)
    page, pages = _page(page, total)
    walk = (
        _newest(rows, workspace, chosen.stage)
        if chosen.sort == "newest"
        else of_stage(rows, chosen.stage).order_by("-order", "-opportunity_id")
    )
    ids = list(walk.values_list("opportunity_id", flat=True)[(page - 1) * PAGE : page * PAGE])
    mine = Opportunity.objects.for_workspace(workspace)
    languages = mine.exclude(text_language="").order_by("text_language").values_list("text_language", flat=True).distinct()
    kinds = Sighting.objects.for_workspace(workspace).order_by("source_kind").values_list("source_kind", flat=True).distinct()
    return Inbox(
        cards=cards(workspace, freelancer_id, ids),
        page=page,
        pages=pages,
        total=total,
        stage_counts=counts,
        strong=strong,
        filtered_out=blocked,
        sources=Source.objects.for_workspace(workspace).filter(enabled=True, removed_at=None).count(),
        languages=tuple(languages),
        source_kinds=tuple(kinds),
    )


def filtered_out(workspace: Workspace, freelancer_id: int, page: int = 1, constraint: str = "") -> FilteredOut:
    """Return what constraints block, the newest first, with each block's reason; `constraint` keeps one of them."""
    rows = matches_of(workspace, freelancer_id).filter(stage=Stage.FOUND, order=-2)
    by_constraint = dict(rows.order_by().values_list("blocked_on").annotate(n=Count("pk")).order_by("-n", "blocked_on"))
    total = by_constraint.get(constraint, 0) if constraint else sum(by_constraint.values())
    page, pages = _page(page, total)
    if constraint:
        rows = rows.filter(blocked_on=constraint)
    ids = list(rows.order_by("-opportunity_id").values_list("opportunity_id", flat=True)[(page - 1) * PAGE : page * PAGE])
    return FilteredOut(cards(workspace, freelancer_id, ids), page, pages, total, by_constraint)


def _counts(rows: models.QuerySet[Match]) -> tuple[dict[str, int], int, int]:
    """Return the count of each stage as the tabs show it, the strong ones among the found, and the blocked."""
    counts = dict.fromkeys(Stage.values, 0)
    strong = blocked = 0
    by_stage = rows.order_by().values_list("stage")
    counted = by_stage.annotate(total=Count("pk"), out=Count("pk", filter=Q(order=-2)), good=Count("pk", filter=Q(order__gte=STRONG)))
    for stage, total, out, good in counted:
        counts[stage] = total
        if stage == Stage.FOUND:
            counts[stage], strong, blocked = total - out, good, out
    counts[""] = sum(count for stage, count in counts.items() if stage != Stage.DISMISSED)
    return counts, strong, blocked


def _newest(rows: models.QuerySet[Match], workspace: Workspace, stage: str) -> models.QuerySet[Match]:
    """Return the rows by when they were first seen, which an index of the opportunities walks."""
    workspace_id = id_of(workspace)
    walk = of_stage(rows, stage).filter(opportunity__workspace_id=workspace_id)
    if stage:
        walk = walk.filter(opportunity__stage=stage)
    return walk.order_by("-opportunity__first_seen_at", "opportunity_id")


def _page(page: int, total: int) -> tuple[int, int]:
    pages = max(1, -(-total // PAGE))
    return min(max(1, page), pages), pages
