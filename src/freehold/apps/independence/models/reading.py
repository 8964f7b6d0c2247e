"""What was worked out: the newest result, and the gauges of earlier days."""

from __future__ import annotations

from django.db import models

from freehold.kit.scoping import WorkspaceOwned


class RiskResult(WorkspaceOwned):
    """The newest result of a workspace. `data` holds codes and numbers, no words: services/recompute writes it, the pages word it."""

    made_at = models.DateTimeField()
    data = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace"], name="risk_result_once")]

    def __str__(self) -> str:
        return f"made at {self.made_at}"


class GaugeReading(WorkspaceOwned):
    """One gauge on one day, in per cent; only what had a range is kept."""

    gauge = models.CharField(max_length=10)
    day = models.DateField()
    low = models.FloatField()
    high = models.FloatField()
    n = models.PositiveIntegerField()

    class Meta:
        ordering = ["day", "id"]
        constraints = [models.UniqueConstraint(fields=["workspace", "gauge", "day"], name="gauge_once_a_day")]

    def __str__(self) -> str:
        return f"{self.gauge} {self.day}: {self.low}–{self.high}"
