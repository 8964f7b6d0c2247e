"""Django's entry for the outbox app."""

from __future__ import annotations

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """Published events and who has handled them."""

    name = "freehold.kit.outbox"
    label = "outbox"
    default_auto_field = "django.db.models.BigAutoField"
