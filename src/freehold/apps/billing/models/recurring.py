"""Invoices that come again."""

from __future__ import annotations

from django.db import models

from freehold.kit.scoping import WorkspaceOwned


class RecurringPlan(WorkspaceOwned):
    """What is invoiced each period. `lines` is a list of line fields as JSON (decimals as text).

    `unit` is "week", "month", "quarter" or "year", `every` how many of them; `starts_on` the first period's first day. `changes` is a
    list of {"from": day, "lines": […]} for prices that change. `mode` says what happens by itself: "draft", "issue" or "send".
    """

    client = models.ForeignKey("clients.Client", on_delete=models.RESTRICT, related_name="+")
    project = models.ForeignKey("billing.Project", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200)
    unit = models.CharField(max_length=8)
    every = models.PositiveSmallIntegerField(default=1)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    in_advance = models.BooleanField(default=True)
    mode = models.CharField(max_length=6, default="draft")
    currency = models.CharField(max_length=3)
    lines = models.JSONField(default=list)
    changes = models.JSONField(default=list, blank=True)
    purchase_order = models.CharField(max_length=100, blank=True)
    intro = models.TextField(blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField()


class RecurringRun(models.Model):
    """One period of a plan that was invoiced; exactly one row a period."""

    plan = models.ForeignKey("billing.RecurringPlan", on_delete=models.CASCADE, related_name="runs")
    period_start = models.DateField()
    period_end = models.DateField()
    document = models.ForeignKey("billing.Document", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    skipped = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "period_start"], name="recurring_run_once")]
