"""vCards, as address books write and read them: versions 2.1, 3.0 and 4.0 in, 4.0 out."""

from freehold.apps.clients.services.vcards.reading import Card, read_cards
from freehold.apps.clients.services.vcards.writing import card

__all__ = ["Card", "card", "read_cards"]
