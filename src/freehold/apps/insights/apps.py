"""Django's entry for insights."""

from django.apps import AppConfig


class InsightsConfig(AppConfig):
    name = "freehold.apps.insights"
    label = "insights"
