"""Mails that come back are found in a real mailbox, noted once, and nothing else in it is looked at."""

from __future__ import annotations

from datetime import timedelta

import pytest

from freehold.domain.errors import UserError
from freehold.integrations.mail.bounce_reader import ImapBounceReader
from freehold.kit.mailing import port, selectors, services
from freehold.kit.mailing.models import MailAccount, MailState, OutgoingMail
from freehold.kit.mailing.port import BounceReader
from freehold.kit.mailing.services import replies, watching
from freehold.kit.outbox.models import Event
from tests.integrations.mail.imap_server import PASSWORD, USER, ImapServer, running
from tests.integrations.mail.test_bounces import report
from tests.kit.mailing.conftest import NOW, facts, new_workspace, put, state_of

TODAY = b"Date: Sun, 22 Nov 2026 08:00:00 +0000\n"


class NoReplies:
    def read(self, mailbox, cursor, *, known):
        return [], {}


@pytest.fixture
def reader(monkeypatch):
    """Put a reader in and return the function that does it."""

    def use(thing) -> None:
        slot = port.Slot("bounce reader")
        slot.use(thing)
        monkeypatch.setattr(watching, "bounce_reader", slot)
        answers = port.Slot("reply reader")
        answers.use(NoReplies())
        monkeypatch.setattr(replies, "reply_reader", answers)

    return use


def sent(workspace, message_id: str) -> OutgoingMail:
    mail = put(workspace, f"invoice:{message_id}")
    OutgoingMail.objects.filter(pk=mail.pk).update(state=MailState.SENT, sent_at=NOW, message_id=message_id)
    return mail


def watched(workspace, port_number: int) -> None:
    given = facts(user=USER, password=PASSWORD, watch_host="127.0.0.1", watch_port=port_number)
    services.save_account(workspace.pk, given, by="Mara", now=NOW)


def test_it_fulfils_its_port():
    assert isinstance(ImapBounceReader(), BounceReader)


def test_a_mail_that_came_back_is_noted_once_and_other_mails_are_not_fetched(workspace, reader):
    reader(ImapBounceReader(security="plain"))
    mail = sent(workspace, "<0123456789abcdef@studio.example>")
    with running(None) as server:
        inbox: ImapServer = server
        inbox.folders["INBOX"].messages = {
            1: TODAY + b"From: friend@example.org\r\nSubject: Hi\r\n\r\nHello\r\n",
            2: TODAY + report(),
        }
        watched(workspace, inbox.port)
        assert watching.watch_due(NOW) == 1
        assert watching.watch_due(NOW + timedelta(minutes=3)) == 0, "not every minute"
        assert watching.watch_due(NOW + timedelta(minutes=11)) == 0
        fetched = [line for line in inbox.commands if "BODY.PEEK" in line]
    assert state_of(mail) == MailState.BOUNCED and "no such address" in mail.error
    assert len(fetched) == 1 and Event.objects.filter(name="MailBounced").count() == 1


def test_a_mailbox_that_cannot_be_read_says_why_and_holds_nobody_up(workspace, reader):
    class Broken:
        def read(self, mailbox, cursor):
            if mailbox.host == "imap.broken.example":
                raise UserError("The password was refused.")
            return [port.CameBack("<x@y.example>", True, "Gone.")], {"last_uid": 1}

    reader(Broken())
    other = new_workspace("Another")
    mine, theirs = sent(workspace, "<x@y.example>"), sent(other, "<x@y.example>")
    services.save_account(workspace.pk, facts(watch_host="imap.broken.example"), by="Mara", now=NOW)
    services.save_account(other.pk, facts(watch_host="imap.good.example"), by="Mara", now=NOW)
    assert watching.watch_due(NOW) == 1
    assert selectors.account_of(workspace.pk).watch_error == "The password was refused."
    assert (state_of(mine), state_of(theirs)) == (MailState.SENT, MailState.BOUNCED)
    assert selectors.account_of(other.pk).watch_cursor == {"last_uid": 1}


def test_who_asked_for_nothing_is_not_looked_at(workspace, reader):
    services.save_account(workspace.pk, facts(), by="Mara", now=NOW)
    assert watching.watch_due(NOW) == 0 and MailAccount.objects.get().watched_at is None
