"""The tables of clients."""

from freehold.apps.clients.models.client import Client, ClientKind, Contact

__all__ = ["Client", "ClientKind", "Contact"]
