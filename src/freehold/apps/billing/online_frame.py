"""What paying online and the client pages put into the frame: commands, words of the log, what leaves this machine."""

from __future__ import annotations

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from freehold.apps.accounts.leaving import Leaving
from freehold.apps.billing.models import ProviderAccount
from freehold.apps.billing.selectors.checkout import account_of
from freehold.kit.design.palette import Command

COMMANDS = (
    Command(
        "money.online", _("Paying online"), "billing:payment_keys", icon="credit-card", group="go", words=_("Stripe card keys webhook")
    ),
    Command(
        "money.client_pages",
        _("Pages for clients"),
        "billing:client_links",
        icon="link",
        group="go",
        words=_("portal link questions quote accept"),
    ),
)
#: Code → sentence, for the page of the log.
LOG_WORDS: dict[str, str | Promise] = {
    "portal.link_made": _("Made a link for %(client)s"),
    "portal.link_withdrawn": _("Withdrew a client's link"),
    "payments.keys_saved": _("Stored the keys of a payment provider"),
    "payments.switched_on": _("Offered paying online"),
    "payments.switched_off": _("Offered paying online no more"),
    "payment.refunded": _("Sent back %(amount)s %(currency)s"),
    "payment.disputed": _("A payer's bank disputes %(amount)s %(currency)s"),
    "payment.dispute_won": _("A dispute about %(amount)s %(currency)s was won"),
    "payment.dispute_lost": _("A dispute about %(amount)s %(currency)s was lost"),
}


def what_paying_online_sends(workspace_id: int) -> list[Leaving]:
    """Return what the payment provider learns, while payment by it is offered."""
    account = account_of(workspace_id)
    if account is None:
        return []
    return [
        Leaving(
            _("Number and amount of an invoice, and your client's e-mail address"),
            account.provider.capitalize(),
            _("when a client pays online, and while that payment is open"),
            reverse("billing:payment_keys"),
        )
    ]


def paying_online_exists() -> Exists:
    """Return an EXISTS of the payment provider that the outer row's workspace offers."""
    # any workspace: the outer query names it
    return Exists(ProviderAccount.objects.filter(workspace_id=OuterRef("workspace_id"), active=True))
