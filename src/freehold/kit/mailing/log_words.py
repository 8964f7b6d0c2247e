"""The log's words for unsubscribing and signing; wiring adds them to the table of accounts."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LOG_WORDS: dict[str, str | Promise] = {
    "suppression.added": _("Put an address on the list of those who get no advertising"),
    "suppression.lifted": _("Took an address off the list of those who get no advertising"),
    "mail.unsubscribed": _("Somebody unsubscribed"),
    "mail_account.dkim_made": _("Made a key to sign mails with"),
    "mail_account.dkim_on": _("Switched the signing of mails on"),
    "mail_account.dkim_off": _("Switched the signing of mails off"),
}
