"""The kinds of mail that papers and what follows from them go out as; wiring makes their names known."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

MAIL_KINDS = {
    "invoice": _("Invoices"),
    "quote": _("Quotes"),
    "credit_note": _("Credit notes"),
    "reminder": _("Reminders"),
    "reminder_by_itself": _("Reminders that go out by themselves"),
    "owner_note": _("Notes to yourself"),
}
