"""What becomes of proposals when a client is forgotten: all go but those that were accepted, which lose what is not needed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freehold.apps.clients.panels import Fate
from freehold.apps.clients.selectors import ids_of
from freehold.apps.proposals.models import Proposal, ProposalQuestion, ProposalState
from freehold.kit.scoping.ref import Workspace


def fates(workspace: Workspace, client: Any, addresses: Collection[str]) -> Iterator[Fate]:
    """Tell what would become of the client's proposals; for `clients.panels.fates`."""
    rows = _theirs(workspace, ids_of(client), addresses)
    kept = rows.filter(state=ProposalState.ACCEPTED).count()
    gone = rows.count() - kept
    if gone:
        yield Fate(ngettext("%(n)d proposal", "%(n)d proposals", gone) % {"n": gone})
    if kept:
        words = ngettext("%(n)d accepted proposal", "%(n)d accepted proposals", kept) % {"n": kept}
        yield Fate(words, stays=True, why=_("What was agreed on is kept as long as the papers that follow from it."))


def forget(workspace: Workspace, client: Any, addresses: Collection[str], now: datetime) -> None:
    """Delete the client's proposals; of accepted ones what they wrote and where they wrote from; for `clients.panels.forgetters`."""
    rows = _theirs(workspace, ids_of(client), addresses)
    accepted = rows.filter(state=ProposalState.ACCEPTED)
    ProposalQuestion.objects.filter(proposal__in=accepted).delete()
    rows.exclude(state=ProposalState.ACCEPTED).delete()
    accepted.update(brief="", analysis={}, sent_to="", accepted_address="", follow_up_text="", follow_up_subject="", changed_at=now)


def _theirs(workspace: Workspace, ids: Iterable[int], addresses: Collection[str]) -> QuerySet[Proposal]:
    """Return the proposals for a client, and those that went to its addresses before it was one."""
    to = Q(client_id__in=list(ids))
    for address in addresses:
        to |= Q(sent_to__iexact=address)
    return Proposal.objects.for_workspace(workspace).filter(to)
