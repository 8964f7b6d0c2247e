"""Reminders of what is owed."""

from __future__ import annotations

from django.db import models

from freehold.kit.scoping import WorkspaceOwned


class Reminder(WorkspaceOwned):
    """One step of the ladder for one invoice; exactly one row a step.

    `state` is "queued", "sent", "failed" or "skipped" (a later step went out).
    """

    document = models.ForeignKey("billing.Document", on_delete=models.CASCADE, related_name="reminders")
    step = models.SmallIntegerField()
    """Days after the due date; negative before it."""
    state = models.CharField(max_length=8)
    mail_id = models.BigIntegerField(null=True, blank=True)
    open_amount = models.DecimalField(max_digits=14, decimal_places=3)
    interest = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "step"], name="reminder_once")]


class ClientLadder(WorkspaceOwned):
    """A client's own ladder, in place of the workspace's; an empty list means that this client is never reminded."""

    client = models.OneToOneField("clients.Client", on_delete=models.CASCADE, related_name="+")
    steps = models.JSONField(default=list)
