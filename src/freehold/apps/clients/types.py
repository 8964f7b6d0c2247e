"""The rows that other apps may name in annotations; they are made and changed by the services alone."""

from freehold.apps.clients.models import Client, Contact

__all__ = ["Client", "Contact"]
