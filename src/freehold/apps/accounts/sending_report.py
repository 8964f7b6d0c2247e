"""What leaves the machine by mail and by webhooks, for the page that lists it."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from freehold.apps.accounts.leaving import Leaving
from freehold.kit.mailing.selectors import account_of
from freehold.kit.webhooks.selectors import endpoints


def what_mail_and_webhooks_send(workspace_id: int) -> list[Leaving]:
    """Return one line for the mail account and one for each address that is told what happens."""
    found = []
    account = account_of(workspace_id)
    if account is not None:
        what = _("Mails with what you send to your clients, and your mail password to sign in.")
        found.append(
            Leaving(what, account.host, _("when you send, or have allowed a kind of mail to leave by itself"), reverse("accounts:mail"))
        )
    for endpoint in endpoints(workspace_id):
        if endpoint.active:
            host = endpoint.url.partition("//")[2].partition("/")[0]
            found.append(
                Leaving(
                    _("What happens here, as you have chosen."), host, _("when it happens"), reverse("accounts:webhook", args=[endpoint.pk])
                )
            )
    return found
