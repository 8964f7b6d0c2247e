"""Django's entry for independence."""

from django.apps import AppConfig


class IndependenceConfig(AppConfig):
    name = "freehold.apps.independence"
    label = "independence"
