"""The recurring tasks of the chat model, for config/wiring."""

from __future__ import annotations

from datetime import timedelta

from freehold.kit.jobs.schedule import ScheduleSpec

SCHEDULES = (ScheduleSpec("ai.tidy", "freehold.kit.ai.tasks.tidy", timedelta(hours=6), first_after=timedelta(minutes=50)),)
