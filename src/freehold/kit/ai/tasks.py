"""The chat model's own task, for a schedule."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task


@task(priority=-10)
def tidy() -> int:
    """Say of calls that broke off that they did, and forget what is older than the owner keeps it; return how many calls were forgotten."""
    from freehold.kit.ai.services.ledger import forget_old, mark_lost

    now = timezone.now()
    mark_lost(now)
    return forget_old(now)
