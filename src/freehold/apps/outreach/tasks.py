"""The tasks of outreach. Each may be run twice without harm; the services say how."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from freehold.kit.jobs.retry import retrying


@task(priority=5)
@retrying(max_attempts=3)
def run_due() -> int:
    """Put approved mails that are due into the outbox; return how many."""
    from freehold.apps.outreach.services.running import run_due as run

    return run(timezone.now())


@task()
@retrying(max_attempts=3)
def plan_follow_ups() -> int:
    """Propose the follow-ups that are due; return how many."""
    from freehold.apps.outreach.services.running_follow_ups import plan_follow_ups as run

    return run(timezone.now())


@task(priority=-10)
def forget_old_places() -> int:
    """Delete the places of days long past; return how many."""
    from freehold.apps.outreach.services.gate_slots import forget_old_places as run

    return run(timezone.now())
