"""Payment providers: keys, attempts to pay, and events that were handled."""

from __future__ import annotations

from django.db import models

from freehold.kit.crypto import EncryptedTextField
from freehold.kit.scoping import WorkspaceOwned


class ProviderAccount(WorkspaceOwned):
    """The keys of one provider. `hook` is the random part of the address that the provider calls."""

    provider = models.CharField(max_length=20)
    secret_key = EncryptedTextField(blank=True, default="")
    webhook_secret = EncryptedTextField(blank=True, default="")
    hook = models.CharField(max_length=64, unique=True)
    active = models.BooleanField(default=True)
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "provider"], name="provider_once")]


class PaymentAttempt(WorkspaceOwned):
    """One try to pay an invoice through a provider. Its idempotency key is made of the invoice and `attempt`."""

    account = models.ForeignKey("billing.ProviderAccount", on_delete=models.CASCADE, related_name="attempts")
    document = models.ForeignKey("billing.Document", on_delete=models.CASCADE, related_name="attempts")
    attempt = models.PositiveSmallIntegerField()
    provider_id = models.CharField(max_length=200, blank=True)
    payment_id = models.CharField(max_length=200, blank=True)
    url = models.CharField(max_length=2000, blank=True)
    amount = models.DecimalField(max_digits=14, decimal_places=3)
    currency = models.CharField(max_length=3)
    state = models.CharField(max_length=10, default="open")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "attempt"], name="attempt_once")]
        indexes = [
            models.Index(fields=["provider_id"], name="attempt_by_id"),
            models.Index(fields=["payment_id"], name="attempt_by_payment"),
        ]


class HandledProviderEvent(models.Model):
    """An event of a provider that was handled; each id once."""

    account = models.ForeignKey("billing.ProviderAccount", on_delete=models.CASCADE, related_name="events")
    event_id = models.CharField(max_length=200)
    kind = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "event_id"], name="provider_event_once")]
