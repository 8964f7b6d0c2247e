"""What proposals listen to; each may be called twice without harm (config/wiring lists them)."""

from __future__ import annotations

from freehold.apps.billing.events import InvoiceIssued
from freehold.kit.mailing.events import MailReplied, MailSent


def mail_sent(event: MailSent) -> None:
    """Note that a proposal, or its follow-up, has left."""
    from freehold.apps.proposals.services.sending import mail_sent as note

    note(event)


def mail_replied(event: MailReplied) -> None:
    """Stop the follow-up when the client has answered by mail."""
    from freehold.apps.proposals.services.expiry import mail_replied as note

    note(event)


def quote_issued(event: InvoiceIssued) -> None:
    """Mark the quote of an accepted proposal as accepted once it is issued."""
    from freehold.apps.proposals.services.accepting import quote_issued as note

    note(event)
