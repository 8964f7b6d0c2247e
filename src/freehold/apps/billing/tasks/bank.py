"""The bank's work in the background."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from freehold.kit.jobs.retry import retrying


@task()
@retrying(max_attempts=3)
def tidy_waiting_statements() -> int:
    """Forget CSV files that nobody named the columns of within a day; return how many."""
    from freehold.apps.billing.services.bank_waiting import tidy

    return tidy(timezone.now())
