"""Reads of clients."""

from freehold.apps.clients.selectors.clients import client, client_choices, client_names, clients, counts, invoice_recipients

__all__ = ["client", "client_choices", "client_names", "clients", "counts", "invoice_recipients"]
