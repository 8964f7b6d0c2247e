"""Django's entry for the demo app."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "freehold.apps.demo"
    label = "demo"
