"""Flows between apps that do not know each other."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from freehold.apps.outreach.services.prospects_reading import ToldLater
from freehold.apps.proposals.events import ProposalAccepted


def approached_client_won(event: ProposalAccepted) -> None:
    """Count an accepted proposal as the win of whoever was approached there. Twice does no harm."""
    from freehold.apps.outreach.services.stopping import note_won
    from freehold.apps.proposals.selectors.detail import proposal

    row = proposal(event.workspace_id, event.proposal_id)
    if row is not None and row.client_id is not None:
        note_won(event.workspace_id, row.client_id, now=timezone.now())


def declined_proposals(workspace_id: int) -> Iterator[ToldLater]:
    """Yield what clients wrote when they declined, for outreach: "perhaps next year" is a reason to come back then."""
    from freehold.apps.proposals.selectors.lists import proposals

    rows = proposals(workspace_id, "declined").exclude(decline_reason="").exclude(client_id=None).exclude(declined_at=None)
    for pk, client_id, title, words, at in rows.values_list("pk", "client_id", "title", "decline_reason", "declined_at"):
        yield ToldLater(client_id, words, timezone.localtime(at).date(), title, reverse("proposals:proposal", args=[pk]))


def decided_proposals(workspace_id: int) -> Iterator[tuple[int, bool]]:
    """Yield (client, won) of proposals that came to an end; one that became a quote is counted there."""
    from freehold.apps.proposals.selectors.lists import proposals

    ended = {"accepted": True, "declined": False, "expired": False}
    for state, won in ended.items():
        rows = proposals(workspace_id, state).filter(quote_id=None).exclude(client_id=None)
        yield from ((client_id, won) for client_id in rows.values_list("client_id", flat=True))
