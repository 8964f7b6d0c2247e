"""The jobs app's own task, for a schedule."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from freehold.kit.jobs.services import prune


@task()
def prune_jobs() -> int:
    """Forget jobs that ended long ago; return how many."""
    return prune(timezone.now())
