"""Loading and removing the demo workspace."""

from freehold.apps.demo.services.loading import load_demo, remove_demo
from freehold.apps.demo.services.money import progress_key, write_money

__all__ = ["load_demo", "progress_key", "remove_demo", "write_money"]
