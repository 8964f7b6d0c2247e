"""What the owner chooses to show: parts of the history, clients, testimonials. Words of clients are never changed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from freehold.apps.clients import selectors as clients
from freehold.apps.reputation.models import HistoryChoice, ReputationSettings, Testimonial, TestimonialState
from freehold.apps.reputation.services.gathering import settings_of
from freehold.apps.reputation.services.holding import locked, touch
from freehold.domain.errors import UserError
from freehold.domain.reputation.history import reveals
from freehold.kit.audit import record
from freehold.kit.scoping.ref import Workspace, id_of


@transaction.atomic
def save_settings(
    workspace: Workspace,
    *,
    holder: str,
    headline: str,
    with_work: bool,
    with_proposals: bool,
    with_testimonials: bool,
    now: datetime,
    actor: str,
) -> ReputationSettings:
    """Keep whose name stands above the history and which parts it has."""
    row = settings_of(workspace)
    row.holder, row.headline = " ".join(holder.split())[:200], " ".join(headline.split())[:200]
    row.with_work, row.with_proposals, row.with_testimonials = with_work, with_proposals, with_testimonials
    row.changed_at = now
    row.save()
    record("reputation.changed", workspace_id=id_of(workspace), actor=actor, at=now)
    return row


@transaction.atomic
def choose_client(workspace: Workspace, client_id: int, *, hidden: bool, trade: str, now: datetime, actor: str) -> HistoryChoice:
    """Leave a client out or in, and say in a word or two what it does. Raises UserError for words that name the client."""
    client = clients.client(workspace, client_id) if 0 < client_id < 2**63 else None
    if client is None:
        raise UserError(_("This client is not there any more. Nothing was changed."))
    words = " ".join(trade.split())[:60]
    if reveals(words, client.name):
        raise UserError(
            _("“%(words)s” would name %(name)s, who may not want to be named. Nothing was kept. Say what they do, such as “software”.")
            % {"words": words, "name": client.name}
        )
    row, _is_new = HistoryChoice.objects.for_workspace(workspace).update_or_create(
        workspace_id=id_of(workspace), client_id=client.pk, defaults={"hidden": hidden, "trade": words, "changed_at": now}
    )
    detail = {"client": client.pk, "hidden": hidden}
    record("reputation.client_chosen", workspace_id=id_of(workspace), actor=actor, target=row, detail=detail, at=now)
    return row


@transaction.atomic
def hide(workspace: Workspace, testimonial_id: int, *, hidden: bool, now: datetime, actor: str) -> Testimonial:
    """Hide a client's words, or show them again. Raises UserError for one without words."""
    row = locked(workspace, testimonial_id)
    if row.state != TestimonialState.RECEIVED:
        raise UserError(_("There are no words to show. Nothing was changed."))
    if row.hidden != hidden:
        row.hidden = hidden
        touch(row, now, "hidden")
        action = "testimonial.hidden" if hidden else "testimonial.shown"
        record(action, workspace_id=row.workspace_id, actor=actor, target=row, at=now)
    return row
