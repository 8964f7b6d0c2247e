"""The recurring task of independence, for config/wiring."""

from __future__ import annotations

from datetime import timedelta

from freehold.kit.jobs.schedule import ScheduleSpec

SCHEDULES = (
    ScheduleSpec("independence.tend", "freehold.apps.independence.tasks.tend", timedelta(hours=4), first_after=timedelta(minutes=9)),
)
