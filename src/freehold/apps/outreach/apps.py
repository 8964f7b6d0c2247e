"""Django's entry for outreach."""

from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "freehold.apps.outreach"
    label = "outreach"
