"""Whether somebody may be written to with an offer: what is known of them, by the rule of their country."""

from __future__ import annotations

from datetime import date

from freehold.apps.clients.models import ClientKind, Contact, LegalForm
from freehold.domain.outreach.law import ContactFacts, Permission, may_approach

_FORM_OF_KIND = {ClientKind.PERSON.value: LegalForm.PERSON.value, ClientKind.PUBLIC.value: LegalForm.PUBLIC.value}


def facts_of(contact: Contact, today: date, *, objected: bool = False) -> ContactFacts:
    """Return what is known of a person; country and legal form are the client's where the person has none of their own."""
    client = contact.client
    return ContactFacts(
        country=contact.country or client.country,
        legal_form=contact.legal_form or _FORM_OF_KIND.get(client.kind, ""),
        basis=contact.basis,
        source=contact.basis_source,
        on=contact.basis_on,
        today=today,
        objected=objected,
    )


def permission_of(contact: Contact, today: date, *, objected: bool = False) -> Permission:
    """Return whether the person may be approached, by which rule, and what is missing."""
    return may_approach(facts_of(contact, today, objected=objected))
