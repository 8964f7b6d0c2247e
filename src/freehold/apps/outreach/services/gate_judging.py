"""Whether one approach may go out now: judged when it is put into the outbox, and again right before it leaves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from freehold.apps.clients import selectors as clients
from freehold.apps.outreach.models import Approach, ApproachState, CampaignState
from freehold.apps.outreach.services.gate_permission import permission_for, refusal_words
from freehold.domain.outreach.law import Permission
from freehold.kit.mailing.selectors import is_suppressed


@dataclass(frozen=True, slots=True)
class Judged:
    """`contact` with `permission` when it may go out; else `refused` says why, and `state` where the approach goes then."""

    contact: Any = None
    permission: Permission | None = None
    refused: str = ""
    state: str = ApproachState.SKIPPED


def judged(approach: Approach, now: datetime) -> Judged:
    """Judge an approach with its campaign by everything but time and caps, with what is stored at this moment (3 queries at most)."""
    contact = clients.contact(approach.workspace_id, approach.contact_id)
    suppressed = contact is not None and bool(contact.email.strip()) and is_suppressed(approach.workspace_id, contact.email)
    return judged_of(approach, contact, suppressed=suppressed, now=now)


def judged_of(approach: Approach, contact: Any, *, suppressed: bool, now: datetime) -> Judged:
    """The same for a contact that was read a moment ago; None for one that is not there any more."""
    if approach.campaign.state == CampaignState.ENDED:
        return Judged(refused=_("The campaign has ended."), state=ApproachState.STOPPED)
    if contact is None or contact.client.archived_at is not None:
        return Judged(refused=_("This client was put away."), state=ApproachState.STOPPED)
    if not contact.email.strip():
        return Judged(refused=_("No mail address is known of this person."))
    permission = permission_for(contact, suppressed=suppressed, today=now.date())
    if not permission.allowed:
        state = ApproachState.STOPPED if suppressed else ApproachState.SKIPPED
        return Judged(refused=refusal_words(permission), state=state)
    if approach.is_follow_up and not first_is_silent(approach):
        return Judged(refused=_("The first mail was answered or ended otherwise, so nothing follows it."), state=ApproachState.STOPPED)
    return Judged(contact=contact, permission=permission)


def first_is_silent(follow_up: Approach) -> bool:
    """Tell whether the mail that a follow-up follows has left and nothing came of it yet."""
    first = Approach.objects.for_workspace(follow_up.workspace_id).filter(
        campaign_id=follow_up.campaign_id, contact_id=follow_up.contact_id, step=0
    )
    return first.filter(state=ApproachState.SENT, ended_at=None).exists()
