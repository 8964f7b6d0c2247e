"""The recurring task of proposals, for config/wiring."""

from __future__ import annotations

from datetime import timedelta

from freehold.kit.jobs.schedule import ScheduleSpec

SCHEDULES = (
    ScheduleSpec("proposals.tend", "freehold.apps.proposals.tasks.tend", timedelta(minutes=15), first_after=timedelta(seconds=50)),
)
