"""The recurring tasks of webhooks, for config/wiring."""

from __future__ import annotations

from datetime import timedelta

from freehold.kit.jobs.schedule import ScheduleSpec

_TASKS = "freehold.kit.webhooks.tasks."
SCHEDULES = (
    ScheduleSpec("webhooks.deliver_due", _TASKS + "deliver_due", timedelta(minutes=1), first_after=timedelta(seconds=20)),
    ScheduleSpec("webhooks.forget_old", _TASKS + "forget_old", timedelta(days=1), first_after=timedelta(minutes=50)),
)
