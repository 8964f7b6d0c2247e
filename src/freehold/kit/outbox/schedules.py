"""The outbox's recurring task, for config/wiring."""

from __future__ import annotations

from datetime import timedelta

from freehold.kit.jobs.schedule import ScheduleSpec

SCHEDULES = (ScheduleSpec("outbox.prune", "freehold.kit.outbox.tasks.prune_events", timedelta(days=1), first_after=timedelta(minutes=15)),)
