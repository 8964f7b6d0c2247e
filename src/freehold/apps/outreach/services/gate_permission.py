"""What is known of a contact in the eyes of the law, and whether they may be approached today."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from freehold.domain.outreach.law import ContactFacts, Permission, may_approach

_FORM_OF_KIND = {"person": "person", "public": "public"}


def contact_facts(contact: Any, *, objected: bool, today: date) -> ContactFacts:
    """Return what is stored of a contact (with its client) as the law asks for it; what stands with the client fills gaps."""
    return ContactFacts(
        country=contact.country or contact.client.country,
        legal_form=contact.legal_form or _FORM_OF_KIND.get(contact.client.kind, ""),
        basis=contact.basis,
        source=contact.basis_source,
        on=contact.basis_on,
        today=today,
        objected=objected,
    )


def permission_for(contact: Any, *, suppressed: bool, today: date) -> Permission:
    """Return whether a contact may be approached today; `suppressed` tells that their address gets no advertising."""
    return may_approach(contact_facts(contact, objected=suppressed, today=today))


def refusal_words(permission: Permission) -> str:
    """Return why somebody may not be approached and what to do, in the reader's language, with the name of the rule."""
    rule = f"{_(permission.rule)}: " if permission.rule else ""
    return f"{rule}{permission.explained(_)} {permission.advice(_)}".strip()
