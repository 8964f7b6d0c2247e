"""Starts the wiring once Django has loaded every app."""

from django.apps import AppConfig


class WiringConfig(AppConfig):
    name = "freehold.config"
    label = "wiring"

    def ready(self) -> None:
        from freehold.config import wiring

        wiring.wire()
