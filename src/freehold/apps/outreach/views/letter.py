"""A mail as its reader sees it: who it is from, the words, and below them the address and how to get no more."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from freehold.apps.outreach.models import LIVE, Approach, OutreachSettings
from freehold.apps.outreach.services.gate_permission import permission_for
from freehold.apps.outreach.services.running_words import preview_text
from freehold.apps.outreach.views.common import Letter
from freehold.kit.mailing.models import MailAccount, OutgoingMail

CUT = "\n-- \n"


def letter_of(row: Approach, settings: OutreachSettings, account: MailAccount | None, mail: OutgoingMail | None = None) -> Letter:
    """Return the mail of an approach as it would leave now, or as it left when `mail` is given (no query)."""
    if mail is not None:
        text, _cut, footer = mail.text.partition(CUT)
        return Letter(mail.sender or sender_of(account), mail.to_name, mail.to, mail.subject, text.strip(), footer.strip())
    contact = row.contact
    contact.client = row.client
    whole = preview_text(row, contact, _duties(contact, timezone.localdate()), settings)
    text, _cut, footer = whole.partition(CUT)
    return Letter(sender_of(account), contact.name, contact.email, row.subject, text.strip(), footer.strip())


def sender_of(account: MailAccount | None) -> str:
    """Return whom mails are from, "" without an account."""
    if account is None:
        return ""
    return f"{account.from_name} <{account.from_address}>" if account.from_name else account.from_address


def mail_id_of(row: Approach) -> int | None:
    """Return the mail that stands in the outbox for this approach, or left; None while it could still be changed."""
    return row.mail_id if row.state not in LIVE[:2] else None


def _duties(contact: Any, today: date) -> Any:
    """Return what the rule asks the mail to say; whether it may leave at all is judged where it leaves."""
    return permission_for(contact, suppressed=False, today=today)
