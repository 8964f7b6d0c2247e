"""Independence in the background: the gauges of every workspace that has looked at them, once a day."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from freehold.apps.accounts.selectors import is_there
from freehold.kit.jobs.retry import retrying


@task()
@retrying(max_attempts=3)
def recompute(workspace_id: int) -> bool:
    """Work the gauges of a workspace out anew and note them; return whether it is there still."""
    from freehold.apps.independence.services.recompute import recompute as run

    if not is_there(workspace_id):
        return False
    run(workspace_id, now=timezone.now())
    return True


@task(priority=-5)
@retrying(max_attempts=3)
def tend() -> int:
    """Start what is older than a day; return how many were started."""
    from freehold.apps.independence.services.recompute import outdated

    due = outdated(timezone.now())
    for workspace_id in due:
        recompute.enqueue(workspace_id)
    return len(due)
