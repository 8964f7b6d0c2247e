"""The recurring tasks of outreach, for config/wiring."""

from __future__ import annotations

from datetime import timedelta

from freehold.kit.jobs.schedule import ScheduleSpec

_TASKS = "freehold.apps.outreach.tasks."
SCHEDULES = (
    ScheduleSpec("outreach.run_due", _TASKS + "run_due", timedelta(minutes=1), first_after=timedelta(seconds=20)),
    ScheduleSpec("outreach.plan_follow_ups", _TASKS + "plan_follow_ups", timedelta(minutes=30), first_after=timedelta(minutes=2)),
    ScheduleSpec("outreach.forget_old_places", _TASKS + "forget_old_places", timedelta(days=1), first_after=timedelta(minutes=50)),
)
