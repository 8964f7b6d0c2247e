"""The recurring tasks of outgoing mail, for config/wiring."""

from __future__ import annotations

from datetime import timedelta

from freehold.kit.jobs.schedule import ScheduleSpec

_TASKS = "freehold.kit.mailing.tasks."
SCHEDULES = (
    ScheduleSpec("mailing.send_due", _TASKS + "send_due", timedelta(minutes=1), first_after=timedelta(seconds=10)),
    ScheduleSpec("mailing.watch_due", _TASKS + "watch_due", timedelta(minutes=5), first_after=timedelta(minutes=1)),
    ScheduleSpec("mailing.forget_old_files", _TASKS + "forget_old_files", timedelta(days=1), first_after=timedelta(minutes=40)),
)
