"""The rows that other apps may name in annotations; they are made and changed by the services alone."""

from freehold.apps.clients.models import Basis, Client, Contact, LegalForm

__all__ = ["Basis", "Client", "Contact", "LegalForm"]
