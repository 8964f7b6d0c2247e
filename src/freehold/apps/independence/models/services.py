"""What the owner sells, as tasks with shares of the hours."""

from __future__ import annotations

from django.db import models

from freehold.kit.scoping import WorkspaceOwned


class OwnService(WorkspaceOwned):
    """A service. `share` is its part of all hours, in per cent; `words` are what postings call it, for rates and demand."""

    name = models.CharField(max_length=200)
    share = models.DecimalField(max_digits=5, decimal_places=1)
    words = models.JSONField(default=list, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class OwnTask(models.Model):
    """A task within a service. `share` is its part of the service's hours, in per cent; `refused` what was published and does not fit."""

    service = models.ForeignKey("independence.OwnService", on_delete=models.CASCADE, related_name="tasks")
    text = models.CharField(max_length=400)
    share = models.DecimalField(max_digits=5, decimal_places=1)
    refused = models.JSONField(default=list, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.text[:80]
