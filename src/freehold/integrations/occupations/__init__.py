"""The public files about occupations and AI that an owner has downloaded: read once, kept as one compact file, loaded when needed."""

from __future__ import annotations

from freehold.integrations.occupations.gathered import Gathered, Recognised, Tasks
from freehold.integrations.occupations.reading import read_folder
from freehold.integrations.occupations.storing import index_of, listed, load, remove, save

__all__ = ["Gathered", "Recognised", "Tasks", "index_of", "listed", "load", "read_folder", "remove", "save"]
