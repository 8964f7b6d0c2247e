"""Quotes that ran out without an answer, marked once a day."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from freehold.kit.jobs.retry import retrying


@task(priority=-5)
@retrying(max_attempts=3)
def expire_quotes() -> int:
    """Mark the quotes that ran out before today; return how many."""
    from freehold.apps.billing.services.quotes import expire_quotes as expire

    return expire(timezone.localdate(), now=timezone.now())
