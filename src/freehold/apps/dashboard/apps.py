"""Django's entry for the dashboard app."""

from django.apps import AppConfig


class DashboardConfig(AppConfig):
    name = "freehold.apps.dashboard"
    label = "dashboard"
