"""A conversation whose mails leave by a real SMTP server and whose answers lie in a real IMAP mailbox, all on the loopback."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.utils import timezone

from freehold.apps.chatbot.services import conversations, sites
from freehold.integrations.mail.bounce_reader import ImapBounceReader
from freehold.integrations.mail.reply_reader import ImapReplyReader
from freehold.integrations.mail.smtp import SmtpSender
from freehold.kit.jobs.worker import Worker
from freehold.kit.mailing import port, services
from freehold.kit.mailing.events import MailReplied
from freehold.kit.mailing.services import replies, sending, watching
from freehold.kit.mailing.services.accounts import AccountFacts
from freehold.kit.outbox.bus import bus
from tests.apps.billing.conftest import owner, workspace
from tests.integrations.mail.imap_server import PASSWORD, USER, Folder, ImapServer
from tests.integrations.mail.imap_server import running as imap_running
from tests.integrations.mail.smtp_server import Behaviour, smtp_server

__all__ = ["owner", "workspace"]
HANDLER = "freehold.apps.chatbot.services.mail_replies.take_reply"
VISITOR = "robin@linde.example"
OWN = USER


@pytest.fixture
def site(workspace):
    return sites.add_site(workspace, now=timezone.now(), name="Mara Winter")


@pytest.fixture
def waiting(site):
    """A conversation that waits for a person; the visitor left an address."""
    now = timezone.now()
    row = conversations.open_conversation(site, language="en", now=now, name="Robin", email=VISITOR).conversation
    conversations.post_message(row, "Do you also draw maps?", key="one", now=now)
    conversations.ask_for_person(row, now=now)
    row.refresh_from_db()
    return row


@dataclass
class Post:
    """The mail servers, and what people do with their mail programs."""

    smtp: Behaviour
    imap: ImapServer

    def work(self) -> None:
        """Send what waits, look into the mailbox as the clock would, and deliver what is found."""
        Worker("one").run_until_idle(max_seconds=20)
        watching.watch_due(timezone.now())
        Worker("one").run_until_idle(max_seconds=20)

    def put(self, folder: str, mail: EmailMessage) -> None:
        messages = self.imap.folders[folder].messages
        messages[max(messages, default=0) + 1] = mail.as_bytes()

    def answer(self, to: EmailMessage, text: str, *, sender: str, receiver: str = "", number: int = 1, **more: object) -> EmailMessage:
        """Return a mail as a program answers another one: with its history below."""
        mail = EmailMessage()
        mail["From"], mail["To"] = sender, receiver or str(to["Reply-To"] or to["From"])
        mail["Subject"], mail["Message-ID"] = f"Re: {to['Subject']}", f"<by-hand-{number}@programs.example>"
        mail["Date"] = timezone.now()
        mail["In-Reply-To"], mail["References"] = to["Message-ID"], to["Message-ID"]
        quoted = "\n".join(f"> {line}" for line in to.get_body().get_content().splitlines())
        mail.set_content(f"{text}\n\nOn Sun, 22 Nov 2026 at 09:00, {to['From']} wrote:\n\n{quoted}\n")
        for name in more.get("files", ()):
            mail.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename=name)
        return mail


@pytest.fixture
def post(workspace, monkeypatch) -> Iterator[Post]:
    for module, name, thing in (
        (sending, "mail_sender", SmtpSender()),
        (watching, "bounce_reader", ImapBounceReader(security="plain")),
        (replies, "reply_reader", ImapReplyReader(security="plain")),
    ):
        slot = port.Slot(name)
        slot.use(thing)
        monkeypatch.setattr(module, name, slot)
    monkeypatch.setattr(watching, "EVERY", timedelta(0))
    if HANDLER not in bus.handlers_of("MailReplied"):
        bus.subscribe(MailReplied, HANDLER)
    now = timezone.now()
    with smtp_server() as smtp, imap_running(None) as imap:
        imap.folders["Sent"] = Folder(flags="\\Sent")
        facts = AccountFacts(
            from_name="Mara",
            from_address=OWN,
            host="127.0.0.1",
            port=smtp.port,
            security="none",
            watch_host="127.0.0.1",
            watch_port=imap.port,
        )
        account = services.save_account(workspace.pk, facts, by="Mara", now=now)
        # The mailbox asks for a password that this SMTP server does not.
        monkeypatch.setattr("freehold.kit.mailing.services.sending.server_of", lambda row: _without_sign_in(row))
        account.user, account.password = USER, PASSWORD
        account.save()
        for kind in ("chat_handover", "chat_reply"):
            services.approve_kind(workspace.pk, kind, by="Mara", now=now)
        yield Post(smtp, imap)


def _without_sign_in(account) -> port.MailServer:
    return port.MailServer(host=account.host, port=account.port, security="none", any_private=True)
