"""What a mail of outreach says in all: the words of the approach, and below them who writes, from where, and how to get no more."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from freehold.apps.outreach.models import Approach, OutreachSettings
from freehold.domain.outreach.law import Permission
from freehold.kit.mailing.services.unsubscribing import MARK, unsubscribe_line

#: The kind of mail in words, for the page where a person allows it; config/wiring adds it to those of the house.
MAIL_KINDS = {"outreach": gettext_lazy("Messages to people you approach")}


def language_of(approach: Approach, contact: Any) -> str:
    """Return the language of a mail: that of the campaign's words, else the reader's."""
    return approach.campaign.language or contact.language or contact.client.language or "en"


def whole_text(approach: Approach, contact: Any, permission: Permission, settings: OutreachSettings) -> str:
    """Return the text as it is queued; MARK stands where the mail's own line on unsubscribing comes."""
    with override(language_of(approach, contact)):
        source = _("I have your address from: %(source)s.") % {"source": contact.basis_source.strip()}
    # The reader must see where the address is from, where a law of the kind of the GDPR holds and they did not give it for this.
    below = [source] if "source" in permission.duties else []
    below += [settings.postal_address.strip(), MARK]
    return f"{approach.text.strip()}\n\n-- \n" + "\n".join(part for part in below if part)


def preview_text(approach: Approach, contact: Any, permission: Permission, settings: OutreachSettings) -> str:
    """Return the text as the reader will get it, but for the token of the link to unsubscribe."""
    line = unsubscribe_line(language_of(approach, contact), "…")
    return whole_text(approach, contact, permission, settings).replace(MARK, line)
