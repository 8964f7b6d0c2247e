"""Registers the design system with Django and checks its command table at start."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """The Django app that owns templates, static files and template tags of the look."""

    name = "freehold.kit.design"
    label = "design"

    def ready(self) -> None:
        """Put the commands that every page has into the table and register the start-up check."""
        from freehold.kit.design import builtin, checks  # noqa: F401 - importing `checks` registers them

        builtin.register()
