"""The one follow-up: proposed when the first mail has met silence for long enough. It leaves on a person's word, like every mail."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import IntegrityError, transaction

from freehold.apps.outreach.models import Approach, ApproachState, CampaignState
from freehold.apps.outreach.services.campaigns_drafts import store_draft
from freehold.apps.outreach.services.gate_judging import judged
from freehold.domain.errors import UserError
from freehold.domain.outreach.cadence import next_step

logger = logging.getLogger(__name__)
BATCH = 200


def plan_follow_ups(now: datetime) -> int:
    """Propose the follow-ups that are due, each with its draft; return how many. Twice, or by two workers, does no harm."""
    # any workspace: the clock works for all of them
    rows = Approach.objects.filter(state=ApproachState.SENT, step=0, ended_at=None, due_at__lte=now)
    rows = rows.filter(campaign__state=CampaignState.RUNNING).exclude(campaign__follow_up_body="").order_by("due_at", "pk")
    return sum(_planned(pk, now) for pk in list(rows.values_list("pk", flat=True)[:BATCH]))


def _planned(first_id: int, now: datetime) -> int:
    follow_up = _proposed(first_id, now)
    if follow_up is None:
        return 0
    write_draft(follow_up, now=now)
    return 1


@transaction.atomic
def _proposed(first_id: int, now: datetime) -> Approach | None:
    # any workspace: the clock found it
    rows = Approach.objects.select_for_update(of=("self",)).select_related("campaign")
    first = rows.filter(pk=first_id, due_at__lte=now).first()
    if first is None:
        return None
    step = next_step(first.step, first.state, ended=first.ended_at is not None, follows_up=first.campaign.follows_up)
    if step is None or judged(first, now).refused:
        _settle(first)
        return None
    try:
        with transaction.atomic():
            made = Approach.objects.create(
                workspace_id=first.workspace_id,
                campaign=first.campaign,
                client_id=first.client_id,
                contact_id=first.contact_id,
                step=step,
                address_digest=first.address_digest,
                created_at=now,
                changed_at=now,
            )
    except IntegrityError:
        made = None  # it is there already
    _settle(first)
    return made


def _settle(first: Approach) -> None:
    """Have the clock look at this one no more."""
    first.due_at = None
    first.save(update_fields=["due_at"])


def write_draft(approach: Approach, *, now: datetime) -> bool:
    """Write the draft of an approach from the campaign's template; return whether it was taken.

    What cannot be drafted stays without words, and the page offers to try again.
    """
    from freehold.apps.outreach.services.drafting import draft

    try:
        return store_draft(approach.pk, draft(approach, now=now), now=now)
    except UserError as error:
        logger.info("Approach %s has no draft yet: %s", approach.pk, error)
        return False
