"""How far the year of money of a demo is written, so that writing it can go on where it ended."""

from __future__ import annotations

from django.db import models

from freehold.kit.scoping import WorkspaceOwned


class DemoMoney(WorkspaceOwned):
    """One row a demo workspace. `done` counts the steps of its timeline that were taken; `names` maps the names of the file to ids.

    `begun_at` is the moment from which all days are counted, so that a later run goes on with the same calendar.
    `skipped` lists the steps that could not be taken because somebody had changed what they build on.
    """

    trade = models.CharField(max_length=20)
    begun_at = models.DateTimeField()
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    names = models.JSONField(default=dict)
    skipped = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace"], name="demo_money_once")]
