"""What can be done with clients; one file a family of use cases."""

from freehold.apps.clients.services.clients import (
    add_client,
    archive_client,
    change_client,
    delete_client,
    note_vat_check,
    restore_client,
)
from freehold.apps.clients.services.contacts import add_contact, change_contact, contact_for_mail, remove_contact, set_basis
from freehold.apps.clients.services.merging import merge_clients, undo_merge

__all__ = [
    "add_client",
    "add_contact",
    "archive_client",
    "change_client",
    "change_contact",
    "contact_for_mail",
    "delete_client",
    "merge_clients",
    "note_vat_check",
    "remove_contact",
    "restore_client",
    "set_basis",
    "undo_merge",
]
