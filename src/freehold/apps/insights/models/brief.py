"""The weekly brief, kept as it was written."""

from __future__ import annotations

from django.db import models

from freehold.kit.scoping import WorkspaceOwned


class WeeklyBrief(WorkspaceOwned):
    """The brief of the week that begins on `monday`. `findings` are the rows of services/briefing, `words` what a model made of them.

    `words` maps a finding's kind to its text; a kind that is not there has our own words. `not_judged` says which questions could not
    be answered yet, and why.
    """

    monday = models.DateField()
    made_at = models.DateTimeField()
    currency = models.CharField(max_length=3)
    findings = models.JSONField(default=list)
    words = models.JSONField(default=dict)
    notes = models.JSONField(default=list)
    """What the model wrote that was not taken, and why."""
    not_judged = models.JSONField(default=list)

    class Meta:
        ordering = ["-monday"]
        constraints = [models.UniqueConstraint(fields=["workspace", "monday"], name="weekly_brief_once")]

    def __str__(self) -> str:
        return f"week of {self.monday}"
