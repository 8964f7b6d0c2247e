"""Reminders that go out by themselves each working morning, where the owner has allowed it."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from freehold.kit.jobs.retry import retrying

#: Nobody wants a mail about money at night; hours of the place where the owner is.
FIRST_HOUR, LAST_HOUR = 8, 18


@task(priority=-5)
def remind_due() -> int:
    """Start the reminders of every workspace that lets them go out by themselves; return how many workspaces."""
    from freehold.apps.billing.selectors.reminders import workspaces_by_themselves

    if not FIRST_HOUR <= timezone.localtime().hour < LAST_HOUR:
        return 0
    found = workspaces_by_themselves()
    for workspace_id in found:
        remind.enqueue(workspace_id)
    return len(found)


@task(priority=-5)
@retrying(max_attempts=3)
def remind(workspace_id: int) -> int:
    """Send what is due in one workspace; return how many. Run twice it sends nothing twice."""
    from freehold.apps.billing.services.reminders import send_what_is_due

    return send_what_is_due(workspace_id, now=timezone.now())


@task()
@retrying(max_attempts=3)
def send(workspace_id: int, document_ids: list[int], actor: str) -> int:
    """Send the reminders that a person chose, when there were too many to wait for; return how many."""
    from freehold.apps.billing.services.reminders import send_reminders

    return send_reminders(workspace_id, document_ids, now=timezone.now(), actor=actor).count
