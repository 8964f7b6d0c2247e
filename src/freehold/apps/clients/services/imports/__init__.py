"""Imports of clients: read and shown first, taken in after the person's word, stoppable, and undone as far as nothing came of them."""

from freehold.apps.clients.services.imports.planning import outlook
from freehold.apps.clients.services.imports.previewing import cancel, confirm, preview, remap
from freehold.apps.clients.services.imports.taking import progress_key, run_import
from freehold.apps.clients.services.imports.undoing import Undone, undo

__all__ = ["Undone", "cancel", "confirm", "outlook", "preview", "progress_key", "remap", "run_import", "undo"]
