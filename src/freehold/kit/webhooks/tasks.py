"""The tasks of webhooks. Each may be run twice without harm; the services say how."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from freehold.kit.jobs.retry import retrying


@task(priority=-5)
@retrying(max_attempts=5)
def deliver(delivery_id: int) -> bool:
    """Tell one event if it is its turn; return whether it arrived."""
    from freehold.kit.webhooks.services.delivering import deliver as run

    return run(delivery_id)


@task()
@retrying(max_attempts=3)
def deliver_due() -> int:
    """Start what is due; return how many."""
    from freehold.kit.webhooks.services.delivering import deliver_due as run

    return run(timezone.now())


@task()
def forget_old() -> int:
    """Forget what was told long ago; return how many."""
    from freehold.kit.webhooks.services.delivering import forget_old as run

    return run(timezone.now())
