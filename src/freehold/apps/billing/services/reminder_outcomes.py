"""What becomes of reminders after they were queued: left, failed, or overtaken by the payment. For config/wiring."""

from __future__ import annotations

from django.utils import timezone

from freehold.apps.billing.events import InvoicePaid
from freehold.apps.billing.models import Document, Reminder
from freehold.apps.billing.selectors.reminders import KIND
from freehold.apps.billing.services.reminders import stop_waiting
from freehold.kit.mailing.events import MailBounced, MailFailed, MailSent


def reminder_sent(event: MailSent) -> None:
    """Note that a reminder's mail has left."""
    if event.kind == KIND:
        rows = Reminder.objects.for_workspace(event.workspace_id).filter(mail_id=event.mail_id)
        rows.update(state="sent", sent_at=timezone.now())


def reminder_failed(event: MailFailed | MailBounced) -> None:
    """Note that a reminder did not arrive; the outbox says why, and lets a person try again."""
    if event.kind == KIND:
        Reminder.objects.for_workspace(event.workspace_id).filter(mail_id=event.mail_id).update(state="failed")


def stop_when_paid(event: InvoicePaid) -> None:
    """Keep reminders of a settled invoice from leaving."""
    document = Document.objects.for_workspace(event.workspace_id).select_for_update().filter(pk=event.document_id).first()
    if document is not None and document.open <= 0:
        stop_waiting(document, now=timezone.now())
