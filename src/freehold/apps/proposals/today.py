"""What waits for the owner: for Today, and for the number beside the place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from freehold.apps.proposals.models import Proposal, ProposalQuestion, ProposalState
from freehold.kit.scoping.ref import Workspace

#: An unanswered proposal is told of when its last day is this near.
SOON = timedelta(days=3)
#: Under this name wiring has the count read together with the workspace.
WAITING = "waiting_proposals"
_OPEN = (ProposalState.SENT, ProposalState.SEEN)
_ANSWERABLE = (*_OPEN, ProposalState.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits. `why` is "question" (with their words), "accepted" (papers are missing) or "ending" (its last day is near)."""

    why: Literal["question", "accepted", "ending"]
    proposal_id: int
    title: str
    text: str = ""
    last_day: date | None = None


def needs_you(workspace: Workspace, *, on: date, limit: int = 5) -> list[Waiting]:
    """Return what waits for the owner, questions first; two queries."""
    asked = _questions().filter(proposal__workspace=workspace).select_related("proposal").order_by("at", "pk")[:limit]
    found = [Waiting("question", one.proposal_id, one.proposal.title, " ".join(one.text.split())[:160]) for one in asked]
    rows = Proposal.objects.for_workspace(workspace).filter(
        Q(state=ProposalState.ACCEPTED) & ~Q(papers_note="") | Q(state__in=_OPEN, valid_until__gte=on, valid_until__lte=on + SOON)
    )
    for row in rows.only("title", "state", "papers_note", "valid_until").order_by("state", "valid_until", "pk")[:limit]:
        if row.state == ProposalState.ACCEPTED:
            found.append(Waiting("accepted", row.pk, row.title, row.papers_note[:160]))
        else:
            found.append(Waiting("ending", row.pk, row.title, "", row.valid_until))
    return found[:limit]


def waiting(workspace: Workspace) -> int:
    """Return how many proposals hold a question without an answer; one query."""
    rows = Proposal.objects.for_workspace(workspace).filter(state__in=_ANSWERABLE)
    return rows.filter(Exists(ProposalQuestion.objects.filter(proposal=OuterRef("pk"), answered_at=None))).count()


def waiting_figure() -> Subquery:
    """Return the same as an expression by the outer row's workspace; none of them is NULL."""
    # any workspace: the outer query names it
    rows = Proposal.objects.filter(workspace_id=OuterRef("workspace_id"), state__in=_ANSWERABLE).order_by().values("workspace_id")
    asked = Exists(ProposalQuestion.objects.filter(proposal=OuterRef("pk"), answered_at=None))
    return Subquery(rows.filter(asked).annotate(count=Count("pk")).values("count"))


def _questions() -> QuerySet[ProposalQuestion]:
    return ProposalQuestion.objects.filter(answered_at=None, proposal__state__in=_ANSWERABLE)
