"""How work is won in a period: proposals by what they had in common, and how far work came on its way. Read when the page asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from freehold.apps.billing.selectors import insights as billing
from freehold.apps.insights.selectors.exchange import Exchange
from freehold.apps.insights.selectors.facts import Days, Span
from freehold.apps.insights.selectors.winning import WinRates, midnight, proposals, winning
from freehold.apps.opportunities.selectors.insights import came_counts, found_count
from freehold.apps.proposals.selectors.insights import ProposalRow
from freehold.kit.scoping.ref import Workspace

ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Stage:
    """How many came so far. `key` is "found", a stage of opportunities, "sent", "seen", "accepted", "quoted" or "ordered"."""

    key: str
    n: int


@dataclass(frozen=True, slots=True)
class Won:
    """Win rates, with prices in `base`, and the way from a posting to an order, step by step."""

    base: str
    win: WinRates
    funnel: tuple[Stage, ...]

    @property
    def has_any(self) -> bool:
        """Whether there is anything to show."""
        return any(stage.n for stage in self.funnel)


def won(workspace: Workspace, period: Span, base: str, today: date) -> Won:
    """Return how work was won in a period, prices in a currency (ISO 4217 code)."""
    span = Days(period.start, min(period.end, today))
    sent = proposals(workspace, span)
    home = billing.terms(workspace).currency
    return Won(base, winning(sent, Exchange(home, base)), _funnel(workspace, span, sent))


def _funnel(workspace: Workspace, span: Span, sent: list[ProposalRow]) -> tuple[Stage, ...]:
    since, until = midnight(span.start), midnight(span.end + timedelta(days=1))
    papers = billing.quotes(workspace, span.start, span.end)
    return (
        Stage("found", found_count(workspace, since, until)),
        *(Stage(str(stage.value), n) for stage, n in came_counts(workspace, since, until).items()),
        Stage("sent", len(sent)),
        Stage("seen", sum(row.was_seen or row.state in {ACCEPTED, "declined"} for row in sent)),
        Stage("accepted", sum(row.is_won for row in sent)),
        Stage("quoted", len(papers)),
        Stage("ordered", sum(row.state == ACCEPTED for row in papers)),
    )
