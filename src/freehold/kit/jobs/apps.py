"""Django's entry for the jobs app."""

from __future__ import annotations

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Leases, attempts, schedules and progress of background work."""

    name = "freehold.kit.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"
