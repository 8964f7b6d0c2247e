"""What recurring invoices, reminders and the check of VAT numbers put into the frame: words of the log, and what leaves this machine."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from freehold.apps.accounts.leaving import Leaving
from freehold.apps.billing.models import BillingSettings
from freehold.apps.billing.selectors.settings import billing_settings
from freehold.integrations.currency.online import HOST

#: Code → sentence, for the page of the log.
LOG_WORDS: dict[str, str | Promise] = {
    "recurring.added": _("Planned “%(name)s” to come again"),
    "recurring.changed": _("Changed a recurring invoice"),
    "recurring.paused": _("Let a recurring invoice rest"),
    "recurring.resumed": _("Let a recurring invoice go on"),
    "recurring.ended": _("Ended a recurring invoice on %(on)s"),
    "recurring.skipped": _("Left out the period from %(from)s of a recurring invoice"),
    "recurring.deleted": _("Deleted the plan “%(name)s”"),
    "reminder.queued": _("Reminded of %(number)s"),
    "reminders.paused": _("Stopped reminders of an invoice"),
    "reminders.resumed": _("Let reminders of an invoice go on"),
    "reminders.client_ladder": _("Changed when a client is reminded"),
    "client.vat_checked": _("Asked whether a client's VAT number is valid"),
}


def what_vat_checks_send(workspace_id: int) -> list[Leaving]:
    """Return what the European Commission and the European Central Bank learn, while asking them is allowed."""
    settings = billing_settings(workspace_id)
    found = []
    if settings.check_vat_ids_online:
        what, when = _("A client's VAT number, and your own"), _("when you press “Ask the tax office” on a client's page")
        found.append(Leaving(what, "ec.europa.eu (VIES)", when, reverse("billing:settings")))
    if settings.newer_rates_online:
        what, when = _("Nothing but the question for today's exchange rates"), _("once a working day")
        found.append(Leaving(what, HOST, when, reverse("billing:settings")))
    return found


def asking_online_exists() -> Exists:
    """Return an EXISTS of the leave of the outer row's workspace to ask for VAT numbers or exchange rates."""
    allowed = Q(check_vat_ids_online=True) | Q(newer_rates_online=True)
    # any workspace: the outer query names it
    return Exists(BillingSettings.objects.filter(allowed, workspace_id=OuterRef("workspace_id")))
