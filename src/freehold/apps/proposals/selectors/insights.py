"""Proposals as rows, for figures about winning: where each came from, what it asked for, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q

from freehold.apps.proposals.models import Proposal, ProposalState
from freehold.kit.scoping.ref import Workspace

#: Taken back by the owner, a proposal was not refused: it is no end that counts.
ENDED = frozenset({ProposalState.ACCEPTED, ProposalState.DECLINED, ProposalState.EXPIRED})
MOST_SKILLS = 30


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposal that was sent. `skills` are the names that were read from what was asked for; `total` is None without a price."""

    id: int
    label: str
    title: str
    source: str
    skills: tuple[str, ...]
    sent_at: datetime
    was_seen: bool
    state: str
    currency: str
    total: Decimal | None

    @property
    def is_ended(self) -> bool:
        """Whether it was answered or ran out."""
        return self.state in ENDED

    @property
    def is_won(self) -> bool:
        """Whether it was accepted."""
        return self.state == ProposalState.ACCEPTED


def sent_rows(workspace: Workspace, since: datetime, until: datetime) -> list[ProposalRow]:
    """Return the proposals sent from `since` to before `until`, the oldest first; one query."""
    rows = Proposal.objects.for_workspace(workspace).filter(sent_at__gte=since, sent_at__lt=until).order_by("sent_at", "pk")
    columns = ("pk", "number", "title", "source", "analysis__skills", "sent_at", "seen_at", "state", "currency", "total")
    return [
        ProposalRow(pk, f"P-{number:04}", title, source, _names(skills), sent, seen is not None, state, currency, total)
        for pk, number, title, source, skills, sent, seen, state, currency, total in rows.values_list(*columns)
    ]


def sent_counts(workspace: Workspace, since: datetime, until: datetime) -> tuple[int, int, int]:
    """Return how many proposals were sent in the same span, how many of them came to an end, and how many were accepted; one query."""
    rows = Proposal.objects.for_workspace(workspace).filter(sent_at__gte=since, sent_at__lt=until)
    counts = rows.aggregate(
        sent=Count("pk"), ended=Count("pk", filter=Q(state__in=ENDED)), won=Count("pk", filter=Q(state=ProposalState.ACCEPTED))
    )
    return counts["sent"], counts["ended"], counts["won"]


def _names(skills: Any) -> tuple[str, ...]:
    if not isinstance(skills, list):
        return ()
    found = {str(skill["name"]): None for skill in skills if isinstance(skill, dict) and skill.get("name")}
    return tuple(found)[:MOST_SKILLS]
