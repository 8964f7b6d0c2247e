"""What is remembered about each host and source, so that a restart does not begin with a burst."""

from __future__ import annotations

from django.db import models


class HostBudget(models.Model):
    """The manners towards one host or one named source.

    `host` is a host name or "source:<name>"; `tokens` are the calls that could be made at `refilled_at` (they grow
    with time up to the burst); `calls_today` counts the calls of `day` (UTC); nothing is sent before `blocked_until`,
    which grows with `failures`, the failures in a row.
    """

    host = models.CharField(max_length=300, unique=True)
    tokens = models.FloatField()
    refilled_at = models.DateTimeField()
    blocked_until = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)
    day = models.DateField(null=True, blank=True)
    calls_today = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.host
