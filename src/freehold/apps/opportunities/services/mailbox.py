"""Reading what is new in the person's own mailbox: read-only, nothing is marked as read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from freehold.apps.opportunities.models import Source
from freehold.domain.errors import Problem
from freehold.integrations.mail import imap

FIRST_DAYS = 14
"""How far back the first reading of a mailbox goes; older alerts are for jobs that are taken."""


@dataclass(frozen=True, slots=True)
class NewMails:
    """Raw messages, what could not be read, and the cursor from which the next poll goes on."""

    messages: tuple[bytes, ...]
    problems: tuple[Problem, ...]
    cursor: dict[str, Any]


def account_of(source: Source) -> imap.MailAccount:
    """Return the mailbox that a source describes. Raises UserError when its password can no longer be read."""
    options = source.options
    return imap.MailAccount(
        host=options["host"],
        port=options["port"],
        user=options["user"],
        password=source.secret.reveal(),
        folder=options["folder"],
        senders=tuple(options["senders"]),
        since=(source.created_at - timedelta(days=FIRST_DAYS)).date(),
    )


def read_new_mails(source: Source) -> NewMails:
    """Return the messages since the last poll. Raises UserError (wrong password, no such folder, no connection)."""
    messages, cursor, problems = imap.read_new(account_of(source), imap.Cursor.from_json(source.cursor))
    return NewMails(tuple(messages), tuple(problems), cursor.as_json())
