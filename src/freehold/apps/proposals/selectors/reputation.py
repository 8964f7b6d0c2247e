"""How many proposals each client accepted, for the owner's work history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from freehold.apps.billing.selectors.merged import Standing, stands
from freehold.apps.proposals.models import Proposal, ProposalState
from freehold.kit.scoping.ref import Workspace


@dataclass(slots=True)
class Accepted:
    """The accepted proposals of one client, and the days of the first and the last acceptance (UTC)."""

    first: date
    last: date
    count: int = 0


def accepted_by_client(workspace: Workspace) -> dict[int, Accepted]:
    """Return the accepted proposals of every client, by the id of who stands for it (one query)."""
    rows = Proposal.objects.for_workspace(workspace).filter(state=ProposalState.ACCEPTED, client__isnull=False, accepted_at__isnull=False)
    standing, found = Standing(workspace), dict[int, Accepted]()
    for at, *who in rows.order_by("accepted_at", "pk").values_list("accepted_at", *stands()):
        day = at.date()
        one = found.setdefault(standing(*who), Accepted(day, day))
        one.last, one.count = day, one.count + 1
    return found
