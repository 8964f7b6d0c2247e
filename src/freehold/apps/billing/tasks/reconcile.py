"""Reconciliation in the background; running it twice books nothing twice."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from freehold.kit.jobs.retry import retrying


@task()
@retrying(max_attempts=5)
def reconcile(workspace_id: int) -> int:
    """Look at the bank lines that wait; return how many were booked."""
    from freehold.apps.billing.services.reconcile import reconcile_with_progress

    return reconcile_with_progress(workspace_id, now=timezone.now())
