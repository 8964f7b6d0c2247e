"""The jobs app's recurring task, for config/wiring."""

from __future__ import annotations

from datetime import timedelta

from freehold.kit.jobs.schedule import ScheduleSpec

SCHEDULES = (ScheduleSpec("jobs.prune", "freehold.kit.jobs.tasks.prune_jobs", timedelta(days=1), first_after=timedelta(minutes=10)),)
