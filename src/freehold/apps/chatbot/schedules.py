"""The recurring tasks of the chat, for config/wiring."""

from __future__ import annotations

from datetime import timedelta

from freehold.kit.jobs.schedule import ScheduleSpec

_TASKS = "freehold.apps.chatbot.tasks."
SCHEDULES = (
    ScheduleSpec("chatbot.knowledge", _TASKS + "knowledge.tend", timedelta(minutes=10), first_after=timedelta(minutes=1)),
    ScheduleSpec("chatbot.conversations", _TASKS + "conversations.sweep", timedelta(minutes=1), first_after=timedelta(seconds=15)),
)
