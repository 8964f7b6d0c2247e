"""The people at a client: who they are, and why they may be written to."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from freehold.apps.clients.models import LONGEST_NAME, Basis, Client, ClientKind, Contact, LegalForm
from freehold.apps.clients.services.clients import locked
from freehold.domain.errors import UserError
from freehold.kit.audit import record
from freehold.kit.scoping.ref import Workspace, id_of

_LONGEST = {"email": 254, "phone": 60, "role": 120, "language": 8, "country": 2}
_FORM_OF_KIND: dict[str, str] = {ClientKind.PERSON: LegalForm.PERSON, ClientKind.PUBLIC: LegalForm.PUBLIC}


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
    language: str = "",
    country: str = "",
    legal_form: str = "",
    now: datetime,
) -> Contact:
    """Add a person at a client. Raises UserError without a name, or for somebody who gets invoices but has no address."""
    client = locked(workspace, client_id)
    values = {"email": email, "phone": phone, "role": role, "language": language, "country": country, "legal_form": legal_form}
    checked = _checked(name, values, gets_invoices)
    return Contact.objects.create(client=client, gets_invoices=gets_invoices, created_at=now, **checked)


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
    language: str | None = None,
    country: str | None = None,
    legal_form: str | None = None,
    now: datetime | None = None,
) -> Contact:
    """Change a person at a client. Language, country and legal form stay when they are None.

    A new address takes consent away: it was given for the old one.
    """
    values = {"email": email, "phone": phone, "role": role, "language": language, "country": country, "legal_form": legal_form}
    checked = _checked(name, {key: value for key, value in values.items() if value is not None}, gets_invoices)
    contact = _contact(workspace, client_id, contact_id)
    if contact.basis == Basis.CONSENT and contact.email.casefold() != checked["email"].casefold():
        contact.basis, contact.basis_source, contact.basis_on, contact.basis_note = "", "", None, ""
    for key, value in checked.items():
        setattr(contact, key, value)
    contact.gets_invoices = gets_invoices
    contact.changed_at = now or contact.changed_at or contact.created_at
    contact.save()
    return contact


@transaction.atomic
def remove_contact(workspace: Workspace, client_id: int, contact_id: int) -> str:
    """Remove a person at a client and return their name."""
    contact = _contact(workspace, client_id, contact_id)
    name = contact.name
    contact.delete()
    return name


@transaction.atomic
def set_basis(
    workspace: Workspace, contact_id: int, *, basis: str, source: str, on: date | None, note: str = "", now: datetime, actor: str = ""
) -> Contact:
    """Note why a person may be written to, where that is known from, and since when; an empty `basis` takes it back.

    Raises UserError without a source or day, for a day to come, and for interest without a word on why the work fits.
    """
    contact = Contact.objects.select_for_update(of=("self",)).filter(pk=contact_id, client__workspace_id=id_of(workspace)).first()
    if contact is None:
        raise UserError(_("This person is not there any more. Nothing was changed."))
    said = {"basis": basis, "basis_source": _plain(source)[:200], "basis_on": on, "basis_note": _plain(note)[:500]}
    if not basis:
        said = {"basis": "", "basis_source": "", "basis_on": None, "basis_note": ""}
    elif basis not in Basis.values:
        raise UserError(_("There is no such reason to write to somebody. Nothing was saved."))
    elif not said["basis_source"]:
        raise UserError(_("Say where this is known from, such as a mail, a form or a contract. Nothing was saved."))
    elif on is None or on > now.date():
        raise UserError(_("Say since when; the day cannot lie ahead. Nothing was saved."))
    elif basis == Basis.INTEREST and not said["basis_note"]:
        raise UserError(_("Say in a few words why your work fits theirs: that is what makes the interest legitimate. Nothing was saved."))
    for key, value in said.items():
        setattr(contact, key, value)
    contact.changed_at = now
    contact.save()
    detail = {"basis": basis, "on": on.isoformat() if on and basis else ""}
    record("contact.basis_set", workspace_id=id_of(workspace), actor=actor, target=contact, detail=detail, at=now)
    return contact


@transaction.atomic
def contact_for_mail(workspace: Workspace, client_id: int, now: datetime) -> Contact:
    """Return the person to write to at a client; one is made of the client's own address where nobody with an address is there.

    Raises UserError when no address is known at all.
    """
    client = locked(workspace, client_id)
    people = [person for person in client.contacts.order_by("pk") if person.email]
    own = client.email.casefold()
    found = next((person for person in people if person.email.casefold() == own), None)
    if found is not None:
        return found
    if not own:
        if people:
            return people[0]
        raise UserError(_("No mail address is known at “%(name)s”. Add a person with an address first.") % {"name": client.name})
    return Contact.objects.create(client=client, name=client.name[:LONGEST_NAME], email=client.email, created_at=now, **_of_client(client))


def _of_client(client: Client) -> dict[str, Any]:
    return {"legal_form": _FORM_OF_KIND.get(client.kind, ""), "country": client.country, "language": client.language}


def _contact(workspace: Workspace, client_id: int, contact_id: int) -> Contact:
    contact = locked(workspace, client_id).contacts.filter(pk=contact_id).first()
    if contact is None:
        raise UserError(_("This person is not there any more. Nothing was changed."))
    return contact


def _checked(name: str, values: dict[str, Any], gets_invoices: bool) -> dict[str, Any]:
    plain = _plain(name)
    if not plain:
        raise UserError(_("A person needs a name. Nothing was saved."))
    if len(plain) > LONGEST_NAME:
        raise UserError(
            _("A name may have %(most)d letters, and this one has %(count)d. Nothing was saved. Write it shorter.")
            % {"most": LONGEST_NAME, "count": len(plain)}
        )
    checked = {key: str(value).replace("\x00", "").strip()[: _LONGEST.get(key, 12)] for key, value in values.items()}
    if "country" in checked:
        checked["country"] = checked["country"].upper()
    if checked.get("legal_form") and checked["legal_form"] not in LegalForm.values:
        raise UserError(_("There is no such legal form. Nothing was saved."))
    if gets_invoices and not checked.get("email"):
        raise UserError(_("Somebody who gets the invoices needs an e-mail address. Nothing was saved. Write it, or take the mark away."))
    return {"name": plain, **checked}


def _plain(text: str) -> str:
    return " ".join(text.replace("\x00", "").split())
