"""Projects and the time spent on them."""

from __future__ import annotations

from django.db import models

from freehold.kit.scoping import WorkspaceOwned


class Project(WorkspaceOwned):
    """A piece of work for a client. `hourly_rate` None means the client's, then the workspace's. `budget_hours` may be None."""

    client = models.ForeignKey("clients.Client", on_delete=models.RESTRICT, related_name="+")
    name = models.CharField(max_length=200)
    hourly_rate = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    budget_hours = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    status_note = models.CharField(max_length=500, blank=True)
    platform = models.CharField(max_length=60, blank=True)
    """The platform that the work came through; empty for direct work."""
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class TimeEntry(WorkspaceOwned):
    """Time spent. A running timer has `started_at` and no `minutes` yet. `rate` None means the project's.

    `line` is the line it was billed by; an entry is billed at most once, and free again when its draft is deleted.
    """

    client = models.ForeignKey("clients.Client", on_delete=models.RESTRICT, null=True, blank=True, related_name="+")
    project = models.ForeignKey("billing.Project", on_delete=models.RESTRICT, null=True, blank=True, related_name="entries")
    freelancer = models.ForeignKey("accounts.Freelancer", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    day = models.DateField()
    minutes = models.PositiveIntegerField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    description = models.CharField(max_length=500, blank=True)
    billable = models.BooleanField(default=True)
    rate = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    line = models.ForeignKey("billing.Line", on_delete=models.SET_NULL, null=True, blank=True, related_name="entries")
    origin = models.CharField(max_length=100, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-day", "-id"]
        indexes = [models.Index(fields=["workspace", "-day"], name="time_by_day")]
