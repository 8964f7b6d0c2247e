"""Reads of clients."""

from freehold.apps.clients.selectors.clients import client, client_choices, client_names, clients, counts, invoice_recipients
from freehold.apps.clients.selectors.contacts import addresses_of, by_address, contact, contacts
from freehold.apps.clients.selectors.merged import ids_for, ids_of, standing_for

__all__ = [
    "addresses_of",
    "by_address",
    "client",
    "client_choices",
    "client_names",
    "clients",
    "contact",
    "contacts",
    "counts",
    "ids_for",
    "ids_of",
    "invoice_recipients",
    "standing_for",
]
