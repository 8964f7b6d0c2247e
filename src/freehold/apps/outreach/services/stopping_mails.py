"""Taking the mails of stopped approaches out of the outbox, after the transaction that stopped them."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime

from django.db import DatabaseError, transaction

from freehold.apps.outreach.models import Approach
from freehold.domain.errors import UserError
from freehold.kit.mailing.services import cancel

logger = logging.getLogger(__name__)


def cancel_later(approaches: Iterable[Approach], now: datetime) -> None:
    """Have the mails of these approaches cancelled once the stop is stored.

    Only for order in the outbox: a mail whose approach is stopped never passes the gate. It is done afterwards because who sends holds
    the mail first and the approach second.
    """
    mails = [(one.workspace_id, one.mail_id) for one in approaches if one.mail_id is not None]

    def run() -> None:
        for workspace_id, mail_id in mails:
            try:
                cancel(workspace_id, mail_id, by="outreach", now=now)
            except (UserError, DatabaseError) as error:
                logger.info("Mail %s stays in the outbox, the gate keeps it there: %s", mail_id, error)

    if mails:
        transaction.on_commit(run)
