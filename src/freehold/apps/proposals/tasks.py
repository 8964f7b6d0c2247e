"""Proposals in the background: papers of what was accepted, follow-ups and ends."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from freehold.kit.jobs.retry import retrying


@task()
@retrying(max_attempts=3)
def settle_papers(workspace_id: int, proposal_id: int) -> bool:
    """Issue the quote of an accepted proposal and mark it as accepted, if nothing is missing; return whether it is done."""
    from freehold.apps.proposals.services.accepting import settle

    return settle(workspace_id, proposal_id, now=timezone.now())


@task(priority=-5)
@retrying(max_attempts=3)
def tend() -> int:
    """Send the follow-ups whose day has come, end what ran out, and try papers again that were not ready; return how many changed."""
    from freehold.apps.proposals.services.accepting import settle, unsettled
    from freehold.apps.proposals.services.expiry import expire_due, follow_up_due

    now = timezone.now()
    done = follow_up_due(now) + expire_due(now)
    return done + sum(settle(workspace_id, proposal_id, now=now) for workspace_id, proposal_id in unsettled())
