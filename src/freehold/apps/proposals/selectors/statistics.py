"""How proposals fared, by where the work came from and by template: counted, with intervals, and only where there are enough."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from freehold.apps.proposals.models import Proposal, ProposalState
from freehold.domain.statistics import Rate, rate
from freehold.kit.scoping.ref import Workspace

#: Below so many answered or ended proposals no rate is shown.
FEWEST = 5
# Taken back by the owner, a proposal was not refused: it is left out of the rate.
_ENDED = (ProposalState.ACCEPTED, ProposalState.DECLINED, ProposalState.EXPIRED)


@dataclass(frozen=True, slots=True)
class Row:
    """`sent` proposals of which `ended` are at their end and `accepted` were accepted.

    `rate` is that of the ended ones with Jeffreys's intervals, None of fewer than FEWEST: those still open tell nothing yet.
    `name` "" is the built-in template, or no source.
    """

    name: str
    sent: int
    ended: int
    accepted: int
    rate: Rate | None


@dataclass(frozen=True, slots=True)
class Statistics:
    """All together, by source and by template, those with the most first."""

    whole: Row
    by_source: tuple[Row, ...]
    by_template: tuple[Row, ...]


def statistics(workspace: Workspace) -> Statistics:
    """Return how the sent proposals of a workspace fared; two queries."""
    by_source, by_template = (_rows(workspace, name) for name in ("source", "template_name"))
    sent, ended, accepted = (sum(getattr(row, name) for row in by_source) for name in ("sent", "ended", "accepted"))
    return Statistics(_row("", sent, ended, accepted), by_source, by_template)


def _rows(workspace: Workspace, name: str) -> tuple[Row, ...]:
    rows = Proposal.objects.for_workspace(workspace).exclude(sent_at=None).order_by().values(name)
    ended = Q(state__in=_ENDED)
    counted = rows.annotate(sent=Count("pk"), ended=Count("pk", filter=ended), accepted=Count("pk", filter=Q(state=ProposalState.ACCEPTED)))
    found = [_row(row[name], row["sent"], row["ended"], row["accepted"]) for row in counted]
    return tuple(sorted(found, key=lambda row: (-row.sent, row.name)))


def _row(name: str, sent: int, ended: int, accepted: int) -> Row:
    return Row(name, sent, ended, accepted, rate(accepted, ended) if ended >= FEWEST else None)
