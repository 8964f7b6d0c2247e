"""What the queue of django-tasks-db does not keep: who runs a task, how often it failed, what is due, how far it is.

Rows point at a task by its result id without a foreign key, so that pruning old results never has to touch them in order.
"""

from __future__ import annotations

from datetime import timedelta

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class Lease(models.Model):
    """One run of one task by one worker. Whoever holds the row may write the result; nobody else."""

    result_id = models.UUIDField(unique=True)
    worker = models.CharField(max_length=64)
    host = models.CharField(max_length=255)
    pid = models.PositiveBigIntegerField()
    process = models.CharField(max_length=32)
    """Tells two processes apart that were given the same pid, as every container's first process is."""
    started_at = models.DateTimeField()
    heartbeat_at = models.DateTimeField(db_index=True)
    stopping = models.BooleanField(default=False)
    """The worker was told to stop during this run, so dying in it is no fault of the task."""

    def __str__(self) -> str:
        return f"{self.result_id} by {self.worker}"


class Attempt(models.Model):
    """What went wrong so far with one logical job, over all its runs."""

    class Kind(models.TextChoices):
        """Who can mend the last error."""

        USER = "user"
        FAULT = "fault"
        ABANDONED = "abandoned"

    result_id = models.UUIDField(unique=True)
    failures = models.PositiveIntegerField(default=0)
    abandoned = models.PositiveIntegerField(default=0)
    """Runs whose process died. A task that kills its process must not be given to the next one for ever."""
    kind = models.CharField(max_length=16, choices=Kind.choices, default=Kind.FAULT)
    last_error = models.TextField(default="", blank=True)
    updated_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.result_id}: {self.failures} failed, {self.abandoned} abandoned"


class Schedule(models.Model):
    """A task that is enqueued again and again."""

    name = models.CharField(max_length=200, unique=True)
    task_path = models.CharField(max_length=255)
    args = models.JSONField(default=list, blank=True, encoder=DjangoJSONEncoder)
    kwargs = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    every = models.DurationField()
    next_run_at = models.DateTimeField(db_index=True)
    last_run_at = models.DateTimeField(null=True, blank=True)
    last_result_id = models.UUIDField(null=True, blank=True)
    managed = models.BooleanField(default=False)
    """Listed in the code: removed when the code lists it no longer. Others were added at run time."""

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(every__gt=timedelta(0)), name="jobs_schedule_every_positive")]

    def __str__(self) -> str:
        return self.name


class Progress(models.Model):
    """How far one long piece of work is, and whether somebody asked it to stop."""

    class State(models.TextChoices):
        """Where the work stands."""

        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        STOPPED = "stopped"
        FAILED = "failed"

    key = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=16, choices=State.choices, default=State.WAITING)
    done = models.PositiveBigIntegerField(default=0)
    done_before = models.PositiveBigIntegerField(default=0)
    """What earlier runs had done: it counts for how far the work is, and not for its pace."""
    total = models.PositiveBigIntegerField(null=True, blank=True)
    message = models.CharField(max_length=500, default="", blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(db_index=True)
    stop_requested = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.key}: {self.done}/{self.total if self.total is not None else '?'}"
