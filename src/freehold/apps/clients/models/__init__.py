"""The tables of clients."""

from freehold.apps.clients.models.client import LONGEST_NAME, Basis, Client, ClientKind, Contact, LegalForm
from freehold.apps.clients.models.imports import ClientImport
from freehold.apps.clients.models.merging import DistinctPair, Merge
from freehold.apps.clients.models.notes import ClientFile, Note
from freehold.apps.clients.models.own_field import FieldDefinition, FieldKind

__all__ = [
    "LONGEST_NAME",
    "Basis",
    "Client",
    "ClientFile",
    "ClientImport",
    "ClientKind",
    "Contact",
    "DistinctPair",
    "FieldDefinition",
    "FieldKind",
    "LegalForm",
    "Merge",
    "Note",
]
