"""What was learned from a freelancer's choices, worded for its page."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from freehold.apps.opportunities.models import Learning, Opportunity, Preference
from freehold.apps.opportunities.selectors import facts
from freehold.domain.matching.preferences import WEIGHT, Learned, learned_reasons
from freehold.kit.scoping.ref import Workspace

ENOUGH = 10
"""About how many choices it takes until a first line is sure."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line in the reader's language, with the points that it gives alone."""

    id: int
    text: str
    points: float


@dataclass(frozen=True, slots=True)
class LearnedPage:
    """The lines that count and those removed, the strongest first; `choices` is how many there are to learn from."""

    enabled: bool
    lines: tuple[Line, ...]
    removed: tuple[Line, ...]
    choices: int
    still: int
    learned_at: datetime | None


def learned_page(workspace: Workspace, freelancer_id: int) -> LearnedPage:
    """Return what the page shows."""
    state = Learning.objects.filter(freelancer_id=freelancer_id).first() or Learning(freelancer_id=freelancer_id)
    rows = sorted(Preference.objects.filter(freelancer_id=freelancer_id), key=lambda row: (-abs(row.points), row.feature))
    chosen = Opportunity.objects.for_workspace(workspace).filter(stage__in=WEIGHT, stage_changed_at__isnull=False)
    if state.since is not None:
        chosen = chosen.filter(stage_changed_at__gt=state.since)
    count = chosen.count()
    return LearnedPage(
        enabled=state.enabled,
        lines=tuple(_line(row) for row in rows if row.removed_at is None),
        removed=tuple(_line(row) for row in rows if row.removed_at is not None),
        choices=count,
        still=max(1, ENOUGH - count),
        learned_at=state.learned_at,
    )


def _line(row: Preference) -> Line:
    (reason,) = learned_reasons({row.feature}, [Learned(row.feature, row.points, row.sure, row.taken, row.shown)])
    return Line(row.pk, facts.reason(asdict(reason)).text, reason.points)
