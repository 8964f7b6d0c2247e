"""Published events, and the mark that a handler has done its part."""

from __future__ import annotations

import uuid

from django.db import models


class Event(models.Model):
    """Something that happened, with the number of handlers it was sent to."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=100)
    payload = models.JSONField()
    workspace_id = models.CharField(max_length=64, default="", blank=True, db_index=True)
    """Copied from the event as text, so that number and UUID keys both fit; empty for events of no workspace."""
    subscribers = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.name} {self.id}"


class HandledEvent(models.Model):
    """One handler has handled one event; written in the handler's own transaction."""

    event = models.ForeignKey("outbox.Event", on_delete=models.CASCADE, related_name="handled")
    handler = models.CharField(max_length=255)
    handled_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "handler"], name="outbox_handled_once")]

    def __str__(self) -> str:
        return f"{self.event_id} by {self.handler}"
