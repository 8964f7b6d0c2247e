"""Learning in the background: the picture of the market, and the feeds."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from freehold.kit.jobs.retry import retrying


@task(priority=-5)
@retrying(max_attempts=3)
def work_out(workspace_id: int, freelancer_id: int) -> bool:
    """Work out what somebody could learn next; return whether it was done."""
    from freehold.apps.learning.services.picture import work_out as run

    return run(workspace_id, freelancer_id, now=timezone.now())


@task()
def read_feed(feed_id: int) -> int:
    """Read one feed; return how many new entries it brought. What goes wrong is kept with the feed."""
    from freehold.apps.learning.services.feeds import read_feed as run

    return run(feed_id, now=timezone.now())


@task(priority=-5)
def read_due_feeds() -> int:
    """Enqueue the reading of every feed whose time has come; return how many."""
    from freehold.apps.learning.services.feeds import enqueue_due

    return enqueue_due(timezone.now())


@task(priority=-10)
@retrying(max_attempts=3)
def renew_pictures() -> int:
    """Work the pictures out anew that are older than a day and that somebody has asked for once; return how many."""
    from freehold.apps.learning.services.renewing import renew

    return renew(timezone.now())
