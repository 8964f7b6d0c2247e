"""What can be done with clients; one file a family of use cases."""

from freehold.apps.clients.services.clients import (
    add_client,
    archive_client,
    change_client,
    delete_client,
    note_vat_check,
    restore_client,
)
from freehold.apps.clients.services.contacts import add_contact, change_contact, remove_contact

__all__ = [
    "add_client",
    "add_contact",
    "archive_client",
    "change_client",
    "change_contact",
    "delete_client",
    "note_vat_check",
    "remove_contact",
    "restore_client",
]
