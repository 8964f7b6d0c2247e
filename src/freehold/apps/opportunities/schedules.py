"""The inbox's recurring tasks, for config/wiring."""

from __future__ import annotations

from datetime import timedelta

from freehold.kit.jobs.schedule import ScheduleSpec

_TASKS = "freehold.apps.opportunities.tasks."
SCHEDULES = (
    ScheduleSpec("opportunities.poll_due", _TASKS + "poll_due", timedelta(minutes=1)),
    ScheduleSpec("opportunities.embed_due", _TASKS + "embed_due", timedelta(minutes=10), first_after=timedelta(minutes=2)),
    ScheduleSpec("opportunities.tidy", _TASKS + "tidy", timedelta(minutes=30), first_after=timedelta(minutes=1)),
    ScheduleSpec("opportunities.read_again", _TASKS + "read_again", timedelta(minutes=20), first_after=timedelta(minutes=5)),
    ScheduleSpec("opportunities.tell_found", _TASKS + "tell_found", timedelta(minutes=5), first_after=timedelta(minutes=1)),
)
