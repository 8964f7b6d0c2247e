"""Unsubscribing by the token that each advertising mail carries: by a mail, by one click, by the page, or by saying so in an answer."""

from __future__ import annotations

import re
import secrets
from base64 import b32encode
from datetime import datetime
from functools import partial
from urllib.parse import quote

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from freehold.kit.audit.services import record
from freehold.kit.jobs.patience import patiently
from freehold.kit.mailing.addresses import ascii_domain
from freehold.kit.mailing.events import MailUnsubscribed
from freehold.kit.mailing.models import MailAccount, OutgoingMail, SuppressionReason
from freehold.kit.mailing.services.suppression import suppress_digest
from freehold.kit.outbox.publish import publish

TOKEN = re.compile(r"[a-z2-7]{32}")
MARK = "{unsubscribe}"
"""Where the text of a mail shows how to unsubscribe: `queue` puts the line of the mail's language in its place."""


def new_token() -> str:
    """Return a token that nobody can guess: 160 bits in small letters and digits, as mail programs may change their case."""
    return b32encode(secrets.token_bytes(20)).decode("ascii").lower()


def unsubscribe(token: str, *, how: str, now: datetime, workspace_id: int | None = None) -> bool:
    """Keep advertising from the receiver of the mail with this token; return whether there is such a mail. Twice does no harm.

    The token decides, not who sends it: a person may write from another address than the one that was written to.
    `workspace_id` keeps the mailbox of one workspace from unsubscribing from another.
    """
    name = token.strip().lower()
    # Many providers press the button for their users in the same moment; a busy database must not turn one away.
    return bool(TOKEN.fullmatch(name)) and patiently(partial(_unsubscribed, name, how, now, workspace_id))


@transaction.atomic
def _unsubscribed(name: str, how: str, now: datetime, workspace_id: int | None) -> bool:
    rows = OutgoingMail.objects.select_for_update().filter(unsubscribe_token=name)
    mail = (rows if workspace_id is None else rows.filter(workspace_id=workspace_id)).first()
    if mail is None:
        return False
    unsubscribe_mail(mail, how=how, now=now)
    return True


def unsubscribe_mail(mail: OutgoingMail, *, how: str, now: datetime) -> None:
    """The same for a mail that is known, and held by the caller's transaction."""
    is_new = suppress_digest(mail.workspace_id, mail.to_digest, reason=SuppressionReason.UNSUBSCRIBED, now=now)
    # Once for each mail: the list may have known the address before, but whoever wrote this very mail did not.
    if not is_new and mail.unsubscribed_at is not None:
        return
    mail.unsubscribed_at = now
    mail.save(update_fields=["unsubscribed_at"])
    record("mail.unsubscribed", workspace_id=mail.workspace_id, actor="", target=mail, detail={"how": how}, at=now)
    publish(MailUnsubscribed(mail.workspace_id, mail.pk, how), now)


def ways_out(account: MailAccount | None, token: str) -> tuple[str, ...]:
    """Return the addresses by which the receiver can unsubscribe: a mailto:, and https: when Freehold stands at a public address."""
    if not token:
        return ()
    found = []
    if account is not None:
        local, _at, domain = account.from_address.rpartition("@")
        found.append(f"mailto:{quote(local, safe='')}@{ascii_domain(domain)}?subject=unsubscribe%20{token}")
    if link := link_of(token):
        found.append(link)
    return tuple(found)


def link_of(token: str) -> str:
    """Return the page of a token at the public address, "" without one over HTTPS (RFC 8058 asks for it)."""
    base = str(getattr(settings, "PUBLIC_URL", "")).rstrip("/")
    return f"{base}/u/{token}/" if base.lower().startswith("https://") else ""


def unsubscribe_line(language: str, token: str) -> str:
    """Return the line below a mail that says how to get no more of them, in the mail's language."""
    link = link_of(token)
    with override(language or "en"):
        if link:
            return _("You would rather not get such mails? One click is enough: %(link)s") % {"link": link}
        return _("You would rather not get such mails? Answer with the one word “unsubscribe” and you get no more.")
