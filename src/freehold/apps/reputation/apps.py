"""Django's entry for reputation."""

from django.apps import AppConfig


class ReputationConfig(AppConfig):
    name = "freehold.apps.reputation"
    label = "reputation"
