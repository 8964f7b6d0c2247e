"""Loading and removing the demo workspace."""

from freehold.apps.demo.services.deciding import write_deciding
from freehold.apps.demo.services.loading import load_demo, remove_demo
from freehold.apps.demo.services.money import progress_key, write_money
from freehold.apps.demo.services.winning import write_winning

__all__ = ["load_demo", "progress_key", "remove_demo", "write_deciding", "write_money", "write_winning"]
