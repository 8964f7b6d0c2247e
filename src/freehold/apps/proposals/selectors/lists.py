"""Lists of proposals, how many there are on each tab, and which opportunity has one."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from freehold.apps.proposals.models import Proposal, ProposalQuestion, ProposalState
from freehold.apps.proposals.selectors.statistics import statistics
from freehold.kit.scoping.ref import Workspace

__all__ = ["begun_again", "counts", "proposals", "statistics", "written_for"]

_TABS = {
    "open": (ProposalState.SENT, ProposalState.SEEN),
    "over": (ProposalState.EXPIRED, ProposalState.WITHDRAWN),
}
_LONG = ("brief", "analysis", "follow_up_text", "decline_reason")


def proposals(workspace: Workspace, state: str = "", q: str = "", *, client_id: int | None = None) -> QuerySet[Proposal]:
    """Return the proposals without their long texts, the last changed first.

    `state` is a ProposalState, "open" (sent and seen), "over" (ran out and taken back), or "" or "all"; `q` looks in number, title,
    company, client and address. Each row has `has_question`.
    """
    rows = _matching(workspace, q).select_related("client", "contact").defer(*_LONG)
    rows = rows.annotate(has_question=Exists(ProposalQuestion.objects.filter(proposal=OuterRef("pk"), answered_at=None)))
    if state in _TABS:
        rows = rows.filter(state__in=_TABS[state])
    elif state in ProposalState.values:
        rows = rows.filter(state=state)
    return rows if client_id is None else rows.filter(client_id=client_id)


def counts(workspace: Workspace, q: str = "") -> dict[str, int]:
    """Return how many proposals fit `q`, of each state and on each tab ("open", "over", "all"); one query."""
    rows = _matching(workspace, q).order_by().values_list("state").annotate(count=Count("pk"))
    found = dict.fromkeys(ProposalState.values, 0) | dict(rows)
    tabs = {tab: sum(found[state] for state in states) for tab, states in _TABS.items()}
    return {**found, **tabs, "all": sum(found.values())}


def written_for(workspace: Workspace, opportunity_ids: Iterable[int]) -> dict[int, int]:
    """Return the newest proposal (its id) of each of these opportunities that has one; one query."""
    rows = Proposal.objects.for_workspace(workspace).filter(opportunity_id__in=list(opportunity_ids))
    found = rows.order_by("pk").values_list("opportunity_id", "pk")
    return {opportunity: pk for opportunity, pk in found if opportunity is not None}


def begun_again(before: Proposal) -> int | None:
    """Return the draft (its id) that answers the same words for the same client and came after this proposal; None without one."""
    later = Proposal.objects.for_workspace(before.workspace_id).filter(state=ProposalState.DRAFT, number__gt=before.number)
    same = ("title", "brief", "company", "client_id", "opportunity_id", "language")
    return later.filter(**{name: getattr(before, name) for name in same}).order_by("-pk").values_list("pk", flat=True).first()


def _matching(workspace: Workspace, q: str) -> QuerySet[Proposal]:
    rows = Proposal.objects.for_workspace(workspace)
    for word in q.replace("\x00", "").split()[:6]:
        number = word.upper().removeprefix("P-").lstrip("0")
        fits = Q(title__icontains=word) | Q(company__icontains=word) | Q(client__name__icontains=word) | Q(sent_to__icontains=word)
        rows = rows.filter(fits | Q(number=int(number)) if number.isascii() and number.isdigit() and len(number) < 9 else fits)
    return rows
