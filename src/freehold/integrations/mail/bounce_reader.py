"""Finds mails that came back in a mailbox: only what mail servers themselves have written is fetched."""

from __future__ import annotations

from dataclasses import dataclass

from freehold.integrations.mail.bounces import bounce_of
from freehold.integrations.mail.imap import Cursor, MailAccount, read_new
from freehold.kit.mailing.port import CameBack, Mailbox

#: IMAP finds these anywhere in the sender's line.
SENDERS = ("mailer-daemon", "postmaster", "mail-daemon")


@dataclass(frozen=True, slots=True)
class ImapBounceReader:
    """Reads over IMAP. `security` is "tls"; tests on this very machine use "plain"."""

    security: str = "tls"

    def read(self, mailbox: Mailbox, cursor: object) -> tuple[list[CameBack], dict[str, int]]:
        """Return what came back since `cursor` and the new cursor. Raises UserError in plain words."""
        account = MailAccount(
            mailbox.host, mailbox.user, mailbox.password, mailbox.port, senders=SENDERS, security=self.security, since=mailbox.since
        )
        messages, following, _problems = read_new(account, Cursor.from_json(cursor))
        found = [bounce for raw in messages if (bounce := bounce_of(raw)) is not None]
        return [CameBack(bounce.message_id, bounce.permanent, bounce.reason) for bounce in found], following.as_json()
