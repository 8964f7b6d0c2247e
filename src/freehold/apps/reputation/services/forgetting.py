"""What becomes of testimonials when a client is forgotten: their words and consent go, and the history names the client no more."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freehold.apps.clients.events import ClientForgotten
from freehold.apps.clients.panels import Fate
from freehold.apps.clients.selectors import ids_of
from freehold.apps.reputation.models import HistoryChoice, Testimonial, TestimonialLink, TestimonialState
from freehold.apps.reputation.services.answering import empty
from freehold.kit.scoping.ref import Workspace


def fates(workspace: Workspace, client: Any, addresses: Collection[str]) -> Iterator[Fate]:
    """Tell what would become of what the client has said; for `clients.panels.fates`."""
    count = _theirs(workspace, Q(client_id__in=ids_of(client)), addresses).count()
    if count:
        yield Fate(
            ngettext("%(n)d testimonial, with what they agreed to", "%(n)d testimonials, with what they agreed to", count) % {"n": count}
        )
        why = _("You handed them out; from here nobody can change them. The next file does not name this client.")
        yield Fate(_("Work histories that you have issued already"), stays=True, why=why)


def forget(workspace: Workspace, client: Any, addresses: Collection[str], now: datetime) -> None:
    """Empty the client's testimonials and what was chosen for it; for `clients.panels.forgetters`."""
    ids = ids_of(client)
    _anonymise(_theirs(workspace, Q(client_id__in=ids), addresses), now)
    HistoryChoice.objects.for_workspace(workspace).filter(client_id__in=ids).delete()


@transaction.atomic
def client_forgotten(event: ClientForgotten) -> None:
    """Do the same for rows that still name a client that was forgotten; for config/wiring. Twice does no harm."""
    _anonymise(_theirs(event.workspace_id, Q(client_id=event.client_id), ()), timezone.now())
    HistoryChoice.objects.for_workspace(event.workspace_id).filter(client_id=event.client_id).delete()


def _anonymise(rows: QuerySet[Testimonial], now: datetime) -> None:
    """Keep that somebody was asked and when; of who and what nothing. The links go too, as they led to the person's words."""
    TestimonialLink.objects.filter(testimonial__in=rows).delete()
    for row in rows.select_for_update(of=("self",)):
        if row.state == TestimonialState.RECEIVED:
            row.reduced_at = now
        empty(row)
        row.state, row.withdrawn_at, row.changed_at = TestimonialState.WITHDRAWN, row.withdrawn_at or now, now
        row.client = None
        row.subject = row.asked_name = row.asked_email = ""
        row.save()


def _theirs(workspace: Workspace, whose: Q, addresses: Collection[str]) -> QuerySet[Testimonial]:
    for address in addresses:
        whose |= Q(asked_email__iexact=address)
    return Testimonial.objects.for_workspace(workspace).filter(whose)
