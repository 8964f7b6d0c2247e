"""Django's entry for the opportunities app."""

from django.apps import AppConfig


class OpportunitiesConfig(AppConfig):
    name = "freehold.apps.opportunities"
    label = "opportunities"
