"""The recurring tasks of money, for config/wiring."""

from __future__ import annotations

from datetime import timedelta

from freehold.kit.jobs.schedule import ScheduleSpec

_TASKS = "freehold.apps.billing.tasks."
SCHEDULES = (
    ScheduleSpec("billing.recurring", _TASKS + "recurring.run_due", timedelta(minutes=15), first_after=timedelta(seconds=40)),
    ScheduleSpec("billing.reminders", _TASKS + "reminders.remind_due", timedelta(minutes=30), first_after=timedelta(minutes=2)),
    ScheduleSpec("billing.rates", _TASKS + "rates.refresh_rates", timedelta(hours=4), first_after=timedelta(minutes=5)),
    ScheduleSpec("billing.quotes", _TASKS + "quotes.expire_quotes", timedelta(hours=6), first_after=timedelta(minutes=3)),
    ScheduleSpec("billing.pages", _TASKS + "online.poll_pages", timedelta(minutes=2), first_after=timedelta(minutes=1)),
    ScheduleSpec("billing.links", _TASKS + "online.poll_links", timedelta(minutes=30), first_after=timedelta(minutes=4)),
    ScheduleSpec("billing.statements", _TASKS + "bank.tidy_waiting_statements", timedelta(hours=6), first_after=timedelta(minutes=30)),
)
