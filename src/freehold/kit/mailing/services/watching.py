"""Looking into the mailbox for mails that came back and for answers. Nothing in it is changed, and other mails are not fetched."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from freehold.domain.errors import UserError
from freehold.kit.mailing.models import MailAccount
from freehold.kit.mailing.port import Mailbox, bounce_reader
from freehold.kit.mailing.services.bounces import note_bounce
from freehold.kit.mailing.services.replies import read_replies

logger = logging.getLogger(__name__)
FIRST_DAYS = timedelta(days=3)
EVERY = timedelta(minutes=4)
"""Less than the schedule's five, so that each run of it finds every mailbox due."""


def watch_due(now: datetime) -> int:
    """Look into each mailbox whose turn it is; return how many of our mails came back. One that fails does not hold up the others."""
    accounts = MailAccount.objects.exclude(watch_host="")
    return sum(watch(account, now) for account in accounts if account.watched_at is None or account.watched_at <= now - EVERY)


def watch(account: MailAccount, now: datetime) -> int:
    """Look into one mailbox; return how many of the account's mails came back. What goes wrong is kept with the account, in words."""
    mine = MailAccount.objects.filter(pk=account.pk, watch_host=account.watch_host)
    if not mine.filter(watched_at=account.watched_at).update(watched_at=now):
        return 0  # another worker is at it
    count = 0
    try:
        mailbox = Mailbox(
            account.watch_host, account.watch_port, account.user, account.password.reveal(), since=(account.created_at - FIRST_DAYS).date()
        )
        count = _came_back(account, mailbox, now)
        read_replies(account, mailbox, now)
    except UserError as error:
        mine.update(watch_error=str(error))
        return count
    mine.update(watch_error="")
    return count


def _came_back(account: MailAccount, mailbox: Mailbox, now: datetime) -> int:
    found, cursor = bounce_reader.get().read(mailbox, account.watch_cursor)
    notes = [
        note_bounce(one.message_id, permanent=one.permanent, reason=one.reason, now=now, workspace_id=account.workspace_id) for one in found
    ]
    # Last: what was read again after a crash is noted only once.
    MailAccount.objects.filter(pk=account.pk, watch_host=account.watch_host).update(watch_cursor=cursor)
    return sum(mail is not None for mail in notes)
