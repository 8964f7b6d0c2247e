"""What proposals tell on a client's timeline; wired into apps/clients."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from freehold.apps.clients import selectors as clients
from freehold.apps.clients.panels import MOST_ENTRIES, TimelineEntry
from freehold.apps.clients.types import Client
from freehold.apps.proposals.models import Proposal, ProposalQuestion


def proposals_timeline(request: Any, client: Client) -> list[TimelineEntry]:
    """Return what happened with the client's proposals, the newest first; two queries."""
    ids = clients.ids_of(client)
    rows = Proposal.objects.for_workspace(request.workspace).filter(client_id__in=ids).defer("brief", "analysis")
    found = [entry for row in rows.order_by("-changed_at", "-pk")[:MOST_ENTRIES] for entry in _entries(row)]
    asked = ProposalQuestion.objects.filter(proposal__workspace=request.workspace, proposal__client_id__in=ids).select_related("proposal")
    for one in asked.order_by("-at", "-pk")[:MOST_ENTRIES]:
        title = _("Asked about “%(title)s”") % {"title": one.proposal.title}
        found.append(TimelineEntry(one.at, "proposal_question", title, one.text[:300], _page(one.proposal), "message-circle-question-mark"))
    return sorted(found, key=lambda entry: entry.at, reverse=True)[:MOST_ENTRIES]


def _entries(row: Proposal) -> Iterator[TimelineEntry]:
    names = {"title": row.title}
    told: tuple[tuple[datetime | None, str, str, str, str], ...] = (
        (row.sent_at, "proposal_sent", _("Proposal “%(title)s” sent") % names, "", "send"),
        (row.seen_at, "proposal_seen", _("The page of “%(title)s” was opened") % names, "", "eye"),
        (row.accepted_at, "proposal_accepted", _("“%(title)s” accepted") % names, row.accepted_name, "check"),
        (row.declined_at, "proposal_declined", _("“%(title)s” declined") % names, row.decline_reason[:300], "x"),
        (row.expired_at, "proposal_expired", _("“%(title)s” ran out") % names, "", "clock"),
        (row.withdrawn_at, "proposal_withdrawn", _("“%(title)s” taken back") % names, "", "undo-2"),
    )
    yield from (TimelineEntry(at, kind, title, text, _page(row), icon) for at, kind, title, text, icon in told if at is not None)


def _page(row: Proposal) -> str:
    return reverse("proposals:proposal", args=[row.pk])
