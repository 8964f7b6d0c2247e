"""Loading and removing the demo workspace."""

from freehold.apps.demo.services.loading import load_demo, remove_demo

__all__ = ["load_demo", "remove_demo"]
