"""The lists of skill names: our own, a mass list from an installed package, and ESCO where the owner added it."""

from __future__ import annotations

from freehold.integrations.skills.esco import esco_addresses
from freehold.integrations.skills.names import is_technology, load_gazetteer, mass_names, own_names, technologies

__all__ = ["esco_addresses", "is_technology", "load_gazetteer", "mass_names", "own_names", "technologies"]
