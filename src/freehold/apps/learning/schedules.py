"""The recurring tasks of learning, for config/wiring."""

from __future__ import annotations

from datetime import timedelta

from freehold.kit.jobs.schedule import ScheduleSpec

SCHEDULES = (
    ScheduleSpec("learning.feeds", "freehold.apps.learning.tasks.read_due_feeds", timedelta(minutes=15), first_after=timedelta(seconds=70)),
    ScheduleSpec("learning.renew", "freehold.apps.learning.tasks.renew_pictures", timedelta(hours=6), first_after=timedelta(minutes=5)),
)
