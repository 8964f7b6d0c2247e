"""Newer exchange rates, where a workspace allows asking for them."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from freehold.kit.jobs.retry import retrying


@task(priority=-10)
@retrying(max_attempts=3)
def refresh_rates() -> bool:
    """Ask for today's rates; return whether new ones were stored."""
    from freehold.apps.billing.services.rates import refresh_rates as refresh

    return refresh(now=timezone.now())
