"""Recurring invoices, made when their day has come; after a sleep, all that were missed."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from freehold.kit.jobs.retry import retrying


@task()
def run_due() -> int:
    """Start every plan that has something to do; return how many."""
    from freehold.apps.billing.selectors.recurring import due_plans

    found = due_plans(timezone.localdate())
    for workspace_id, plan_id in found:
        run.enqueue(workspace_id, plan_id)
    return len(found)


@task()
@retrying(max_attempts=5)
def run(workspace_id: int, plan_id: int) -> int:
    """Make what is due of one plan; return how many papers. Run twice it makes nothing twice."""
    from freehold.apps.billing.services.recurring_runs import run_plan

    return len(run_plan(workspace_id, plan_id, now=timezone.now()))
