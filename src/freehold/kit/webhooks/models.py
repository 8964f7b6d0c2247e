"""The addresses that are told, and each telling with its state."""

from __future__ import annotations

import uuid

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from freehold.kit.crypto import EncryptedTextField
from freehold.kit.scoping import WorkspaceOwned


class Endpoint(WorkspaceOwned):
    """An address that is told of the named events; `*` in `events` stands for all of them."""

    url = models.CharField(max_length=2000)
    label = models.CharField(max_length=200, blank=True, default="")
    secret = EncryptedTextField()
    events = models.JSONField(default=list)
    active = models.BooleanField(default=True)
    failing_since = models.DateTimeField(null=True, blank=True)
    """When the first of an unbroken row of failures was."""
    last_error = models.TextField(blank=True, default="")
    disabled_because = models.TextField(blank=True, default="")
    """Why it was switched off by itself; empty when a person did, or it is on."""
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "url"], name="webhooks_url_once")]

    def __str__(self) -> str:
        return self.label or self.url

    def wants(self, event: str) -> bool:
        """Tell whether it asked for this event."""
        return "*" in self.events or event in self.events


class DeliveryState(models.TextChoices):
    """Where a telling stands."""

    WAITING = "waiting", _("Waits")
    SENDING = "sending", _("Is being sent")
    DELIVERED = "delivered", _("Arrived")
    FAILED = "failed", _("Given up")


class Delivery(models.Model):
    """One event for one address. The receiver knows it by `event_id`, which stays the same over all tries."""

    endpoint = models.ForeignKey("webhooks.Endpoint", on_delete=models.CASCADE, related_name="deliveries")
    event_id = models.UUIDField(default=uuid.uuid4)
    event = models.CharField(max_length=100)
    payload = models.JSONField(encoder=DjangoJSONEncoder)
    state = models.CharField(max_length=10, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    response_code = models.PositiveIntegerField(null=True, blank=True)
    error = models.TextField(blank=True, default="")
    next_at = models.DateTimeField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    tried_since = models.DateTimeField()
    """Where the day begins after which it is given up; a person who sends it again begins a new one."""
    delivered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["endpoint", "event_id"], name="webhooks_event_once")]
        indexes = [
            models.Index(fields=["next_at"], condition=Q(state__in=["waiting", "sending"]), name="webhooks_due"),
            models.Index(fields=["endpoint", "-created_at"], name="webhooks_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.event_id}: {self.state}"
