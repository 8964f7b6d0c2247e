"""The people at a client."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from freehold.apps.clients.models import Contact
from freehold.apps.clients.services.clients import locked
from freehold.domain.errors import UserError
from freehold.kit.scoping.ref import Workspace


@transaction.atomic
def add_contact(
    workspace: Workspace,
    client_id: int,
    *,
    name: str,
    email: str = "",
    phone: str = "",
    role: str = "",
    gets_invoices: bool = False,
    now: datetime,
) -> Contact:
    """Add a person at a client. Raises UserError without a name, or for somebody who gets invoices but has no address."""
    client = locked(workspace, client_id)
    _check(name, email, gets_invoices)
    return Contact.objects.create(
        client=client,
        name=name.strip(),
        email=email.strip(),
        phone=phone.strip(),
        role=role.strip(),
        gets_invoices=gets_invoices,
        created_at=now,
    )


@transaction.atomic
def change_contact(
    workspace: Workspace,
    client_id: int,
    contact_id: int,
    *,
    name: str,
    email: str = "",
    phone: str = "",
    role: str = "",
    gets_invoices: bool = False,
) -> Contact:
    """Change a person at a client."""
    _check(name, email, gets_invoices)
    contact = _contact(workspace, client_id, contact_id)
    contact.name, contact.email, contact.phone, contact.role = name.strip(), email.strip(), phone.strip(), role.strip()
    contact.gets_invoices = gets_invoices
    contact.save()
    return contact


@transaction.atomic
def remove_contact(workspace: Workspace, client_id: int, contact_id: int) -> str:
    """Remove a person at a client and return their name."""
    contact = _contact(workspace, client_id, contact_id)
    name = contact.name
    contact.delete()
    return name


def _contact(workspace: Workspace, client_id: int, contact_id: int) -> Contact:
    contact = locked(workspace, client_id).contacts.filter(pk=contact_id).first()
    if contact is None:
        raise UserError(_("This person is not there any more. Nothing was changed."))
    return contact


def _check(name: str, email: str, gets_invoices: bool) -> None:
    if not name.strip():
        raise UserError(_("A person needs a name. Nothing was saved."))
    if gets_invoices and not email.strip():
        raise UserError(_("Somebody who gets the invoices needs an e-mail address. Nothing was saved. Write it, or take the mark away."))
