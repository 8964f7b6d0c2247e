"""The kanban board."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from freehold.apps.opportunities.models import Opportunity, Stage
from freehold.apps.opportunities.selectors.cards import Card, cards
from freehold.apps.opportunities.selectors.families import put_aside
from freehold.apps.opportunities.selectors.filters import matches_of, of_stage
from freehold.kit.scoping.ref import Workspace

SHOWN = 30
STAGES = (Stage.FOUND, Stage.SHORTLISTED, Stage.APPLIED, Stage.TALKING, Stage.WON, Stage.LOST)


@dataclass(frozen=True, slots=True)
class Column:
    """One stage: at most 30 cards, and how many there are."""

    stage: Stage
    count: int
    cards: tuple[Card, ...]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return max(0, self.count - len(self.cards))


@dataclass(frozen=True, slots=True)
class Board:
    """The columns from found to lost."""

    columns: tuple[Column, ...]


def board(workspace: Workspace, freelancer_id: int) -> Board:
    """Return the board in four queries: found ones by fit, the others by what was moved last."""
    found = of_stage(matches_of(workspace, freelancer_id), Stage.FOUND).exclude(opportunity_id__in=put_aside(workspace))
    ids: dict[str, list[int]] = defaultdict(list)
    counts: dict[str, int] = defaultdict(int)
    counts[Stage.FOUND] = found.count()
    ids[Stage.FOUND] = list(found.order_by("-order", "-opportunity_id").values_list("opportunity_id", flat=True)[:SHOWN])
    moved = Opportunity.objects.for_workspace(workspace).filter(stage__in=STAGES[1:], matches__freelancer_id=freelancer_id)
    for pk, stage in moved.order_by("-stage_changed_at", "-pk").values_list("pk", "stage"):
        counts[stage] += 1
        if len(ids[stage]) < SHOWN:
            ids[stage].append(pk)
    shown = {card.id: card for card in cards(workspace, freelancer_id, [pk for column in ids.values() for pk in column])}
    return Board(tuple(Column(stage, counts[stage], tuple(shown[pk] for pk in ids[stage] if pk in shown)) for stage in STAGES))
