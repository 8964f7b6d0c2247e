"""The recurring tasks of insights, for config/wiring."""

from __future__ import annotations

from datetime import timedelta

from freehold.kit.jobs.schedule import ScheduleSpec

_TASKS = "freehold.apps.insights.tasks."
SCHEDULES = (
    ScheduleSpec("insights.tend", _TASKS + "tend", timedelta(hours=3), first_after=timedelta(minutes=6)),
    ScheduleSpec("insights.briefs", _TASKS + "write_briefs", timedelta(minutes=20), first_after=timedelta(minutes=7)),
)
