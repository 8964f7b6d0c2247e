"""Insights in the background: forecasts, the risk of late payment, weekly briefs. Each may run twice without harm."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from freehold.apps.accounts.selectors import is_there
from freehold.kit.jobs.retry import retrying


@task()
@retrying(max_attempts=3)
def forecast(workspace_id: int) -> bool:
    """Make a cash forecast; return whether one was kept (a person may have stopped it, or the workspace is gone)."""
    from freehold.apps.insights.services.forecasting import run
    from freehold.apps.insights.services.places import today_of

    now = timezone.now()
    return is_there(workspace_id) and run(workspace_id, now=now, today=today_of(workspace_id, now)) is not None


@task(priority=-5)
@retrying(max_attempts=3)
def tend() -> int:
    """Start what is due: forecasts older than a day, and the risks of open invoices; return how many were started."""
    from freehold.apps.insights.services import forecasting, late

    now = timezone.now()
    old = forecasting.outdated(now)
    for workspace_id in old:
        forecasting.start(workspace_id, now=now)
    due = late.outdated(now)
    for workspace_id in due:
        risks.enqueue(workspace_id)
    return len(old) + len(due)


@task(priority=-5)
@retrying(max_attempts=3)
def risks(workspace_id: int) -> int:
    """Compute the risk of each open invoice of a workspace; return how many there are."""
    from freehold.apps.insights.services.late import recalibrate, refresh
    from freehold.apps.insights.services.places import today_of

    if not is_there(workspace_id):
        return 0
    today = today_of(workspace_id, timezone.now())
    count = refresh(workspace_id, today=today)
    recalibrate(workspace_id, today=today)
    return count


@task(priority=-5)
@retrying(max_attempts=3)
def write_briefs() -> int:
    """Start the brief of every workspace where it is Monday, seven o'clock or later, and there is none of this week; return how many."""
    from freehold.apps.insights.services.briefing import due

    found = due(timezone.now())
    for workspace_id in found:
        brief.enqueue(workspace_id)
    return len(found)


@task(priority=-5)
@retrying(max_attempts=3)
def brief(workspace_id: int, again: bool = False) -> bool:
    """Write the brief of this week, also where there is one with `again`; return whether it was written now."""
    from freehold.apps.insights.services.briefing import write

    return is_there(workspace_id) and write(workspace_id, now=timezone.now(), again=again)
