"""The inbox's part of the Today page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from freehold.apps.opportunities.models import ImportRun, Opportunity, Source, Stage
from freehold.apps.opportunities.selectors.cards import Card, cards
from freehold.apps.opportunities.selectors.filters import STRONG, matches_of
from freehold.kit.scoping.ref import Workspace

SHOWN = 5
OPEN = (Stage.FOUND, Stage.SHORTLISTED, Stage.APPLIED, Stage.TALKING)


@dataclass(frozen=True, slots=True)
class Today:
    """Figures, and for each the first few rows behind it.

    `strong` are found ones that fit well and came since `since`; `follow_ups` are due today or overdue; `failing` are
    sources whose last poll went wrong; `unfinished` are imports that wait for the person's word or are running.
    """

    new_count: int
    strong_count: int
    strong: tuple[Card, ...]
    follow_up_count: int
    follow_ups: tuple[Card, ...]
    failing: tuple[Source, ...]
    unfinished: tuple[ImportRun, ...]
    has_sources: bool
    has_opportunities: bool


def today(workspace: Workspace, freelancer_id: int, *, since: datetime, on: date) -> Today:
    """Return what the Today page says of the inbox, in at most nine queries. `since` is the person's midnight, `on` their date."""
    mine = Opportunity.objects.for_workspace(workspace)
    fitting = matches_of(workspace, freelancer_id).filter(
        stage=Stage.FOUND, order__gte=STRONG, opportunity__is_repeat=False, opportunity__closed_at=None
    )
    strong = fitting.filter(opportunity__first_seen_at__gte=since)
    strong_ids = list(strong.order_by("-order", "-opportunity_id").values_list("opportunity_id", flat=True))
    due = mine.filter(stage__in=OPEN, follow_up_on__lte=on).order_by("follow_up_on", "pk")
    due_ids = list(due.values_list("pk", flat=True))
    shown = {card.id: card for card in cards(workspace, freelancer_id, [*strong_ids[:SHOWN], *due_ids[:SHOWN]])}
    rows = list(Source.objects.for_workspace(workspace).filter(removed_at=None).order_by("label", "pk"))
    waiting = (ImportRun.Status.PREVIEW, ImportRun.Status.RUNNING)
    runs = ImportRun.objects.for_workspace(workspace).filter(status__in=waiting).defer("postings").order_by("-created_at")
    new_count = mine.filter(first_seen_at__gte=since).count()
    return Today(
        new_count=new_count,
        strong_count=len(strong_ids),
        strong=tuple(shown[pk] for pk in strong_ids[:SHOWN] if pk in shown),
        follow_up_count=len(due_ids),
        follow_ups=tuple(shown[pk] for pk in due_ids[:SHOWN] if pk in shown),
        failing=tuple(row for row in rows if row.enabled and row.last_error),
        unfinished=tuple(runs[:SHOWN]),
        has_sources=bool(rows),
        has_opportunities=bool(new_count) or mine.exists(),
    )
