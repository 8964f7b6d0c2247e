"""Imports of other programs: shown first, taken in after the person's word, and undone as long as nothing came of them."""

from freehold.apps.billing.services.imports.matching import Outlook, outlook
from freehold.apps.billing.services.imports.previewing import drop, preview
from freehold.apps.billing.services.imports.taking import confirm
from freehold.apps.billing.services.imports.undoing import Undone, undo

__all__ = ["Outlook", "Undone", "confirm", "drop", "outlook", "preview", "undo"]
