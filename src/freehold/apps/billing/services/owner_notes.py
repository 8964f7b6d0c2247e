"""Mails to the owner about what a client or a provider did: through the outbox like every other mail."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from freehold.apps.billing.models import Document
from freehold.apps.billing.selectors.settings import billing_settings
from freehold.domain.errors import UserError
from freehold.kit.mailing.services.queueing import queue

#: The kind of these mails; approved once like every other.
OWNER_MAIL = "owner_note"


def tell_owner(document: Document, key: str, subject: str, name: str, text: str, now: datetime) -> None:
    """Put a mail to the owner into the outbox, when there is an address; the pages show what happened in any case.

    `subject` is a msgid with %(name)s and %(number)s, worded in the owner's language; the same `key` is the same mail.
    """
    settings = billing_settings(document.workspace_id)
    if not settings.email:
        return
    with translation.override(settings.workspace.language), suppress(UserError), transaction.atomic():
        # A wrong address of the owner's own must not stop the client: then only the page tells.
        worded = (_(subject) % {"name": name, "number": document.number})[:200]
        queue(
            document.workspace_id,
            kind=OWNER_MAIL,
            key=f"owner:{key}",
            to=settings.email,
            subject=worded,
            text="\n\n".join(part for part in (worded, text) if part),
            language=settings.workspace.language,
            about=("billing.document", str(document.pk)),
            automatic=True,
            now=now,
        )
