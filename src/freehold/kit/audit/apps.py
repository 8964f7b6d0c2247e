"""Django's entry for the audit log."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "freehold.kit.audit"
    label = "audit"
