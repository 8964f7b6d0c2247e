"""Who answers an advert, is away, or wants no more, as it is found in a real mailbox."""

from __future__ import annotations

from datetime import timedelta

import pytest

from freehold.integrations.mail.bounce_reader import ImapBounceReader
from freehold.integrations.mail.reply_reader import ImapReplyReader
from freehold.kit.mailing import port, selectors, services
from freehold.kit.mailing.models import IncomingReply, MailState, OutgoingMail
from freehold.kit.mailing.services import replies, watching
from freehold.kit.outbox.models import Event
from tests.integrations.mail.imap_server import PASSWORD, USER, Folder, running
from tests.integrations.mail.test_bounces import report
from tests.integrations.mail.test_complaints import TODAY, arf, jmrp
from tests.integrations.mail.test_replies import mail as raw_mail
from tests.kit.mailing.conftest import NOW, facts, put, state_of

OURS = "<0123456789abcdef@studio.example>"
ADDRESS = "books@client.example"


@pytest.fixture
def inbox(workspace, monkeypatch):
    """A real mailbox that the account watches."""
    for module, name, thing in (
        (watching, "bounce_reader", ImapBounceReader(security="plain")),
        (replies, "reply_reader", ImapReplyReader(security="plain")),
    ):
        slot = port.Slot(name)
        slot.use(thing)
        monkeypatch.setattr(module, name, slot)
    with running(None) as server:
        server.folders["Sent Items"] = Folder(flags="\\HasNoChildren \\Sent", uid_validity=5)
        given = facts(user=USER, password=PASSWORD, watch_host="127.0.0.1", watch_port=server.port)
        services.save_account(workspace.pk, given, by="Mara", now=NOW)
        yield server.folders["INBOX"]


@pytest.fixture
def advert(workspace) -> OutgoingMail:
    mail = put(workspace, "outreach:1", kind="outreach", stream="outreach", unsubscribe=True)
    OutgoingMail.objects.filter(pk=mail.pk).update(state=MailState.SENT, sent_at=NOW, message_id=OURS)
    mail.refresh_from_db()
    return mail


def told() -> list[str]:
    names = ("MailReplied", "MailUnsubscribed", "MailComplained", "MailBounced")
    return list(Event.objects.filter(name__in=names).order_by("created_at", "pk").values_list("name", flat=True))


def reason(workspace) -> str:
    row = selectors.suppression_of(workspace.pk, ADDRESS)
    return row.reason if row else ""


def look() -> None:
    watching.watch_due(NOW)
    watching.watch_due(NOW + timedelta(minutes=5))


def test_an_answer_of_interest_suppresses_nobody(workspace, inbox, advert):
    inbox.messages = {1: raw_mail("Yes, call me.\n\nOn Sun, 22 Nov 2026 09:00, Mara wrote:\n> unsubscribe\n> or answer\n", sender=ADDRESS)}
    look()
    assert told() == ["MailReplied"] and reason(workspace) == ""


def test_a_plain_unsubscribe_in_the_answer_is_heeded_and_shown(workspace, inbox, advert):
    inbox.messages = {1: raw_mail("Bitte abmelden.\n\nAm 22.11.2026 um 09:00 schrieb Mara:\n> Hallo\n", sender="else@client.example")}
    look()
    assert sorted(told()) == ["MailReplied", "MailUnsubscribed"] and reason(workspace) == "unsubscribed"
    assert Event.objects.get(name="MailUnsubscribed").payload["how"] == "reply"


def test_the_same_words_about_an_invoice_are_a_mere_answer(workspace, inbox):
    mail = put(workspace)
    OutgoingMail.objects.filter(pk=mail.pk).update(state=MailState.SENT, sent_at=NOW, message_id=OURS)
    inbox.messages = {1: raw_mail("Stop", sender=ADDRESS)}
    look()
    assert told() == ["MailReplied"] and reason(workspace) == ""


def test_who_is_away_is_told_as_away_and_never_as_an_answer(workspace, inbox, advert):
    inbox.messages = {1: raw_mail("Unsubscribe", sender=ADDRESS, Auto_Submitted="auto-replied", Return_Path="<>")}
    look()
    (row,) = IncomingReply.objects.all()
    assert row.automatic and row.text == "" and told() == ["MailReplied"] and reason(workspace) == ""


def test_a_holiday_reply_to_an_invoice_is_not_kept(workspace, inbox):
    mail = put(workspace)
    OutgoingMail.objects.filter(pk=mail.pk).update(state=MailState.SENT, sent_at=NOW, message_id=OURS)
    inbox.messages = {1: raw_mail("I am away", Subject="Out of office: Invoice", sender=ADDRESS)}
    look()
    assert not IncomingReply.objects.exists() and told() == []


def test_the_token_decides_from_whatever_address_it_comes_and_once(workspace, inbox, advert):
    line = f"From: someone.else@private.example\nSubject: unsubscribe {advert.unsubscribe_token}\n\n\n"
    inbox.messages = {1: TODAY + line.encode(), 2: TODAY + line.upper().encode()}
    look()
    assert told() == ["MailUnsubscribed"] and reason(workspace) == "unsubscribed"
    assert not selectors.is_suppressed(workspace.pk, "someone.else@private.example")


def test_a_forged_token_in_a_mail_does_nothing(workspace, inbox, advert):
    inbox.messages = {1: TODAY + f"From: x@y.example\nSubject: unsubscribe {'a' * 32}\n\n\n".encode()}
    look()
    assert told() == [] and reason(workspace) == ""


@pytest.mark.parametrize("form", [arf, jmrp])
def test_a_complaint_is_heeded(workspace, inbox, advert, form):
    inbox.messages = {1: form()}
    look()
    assert told() == ["MailComplained"] and reason(workspace) == "complained"


def test_a_complaint_about_somebody_elses_mail_is_left_alone(workspace, inbox, advert):
    inbox.messages = {1: arf(original="Message-ID: <strange@else.example>\nSubject: x\n\nHello\n")}
    look()
    assert told() == [] and reason(workspace) == ""


def test_a_bounced_advert_is_not_sent_there_again(workspace, inbox, advert):
    inbox.messages = {1: TODAY + report()}
    look()
    assert told() == ["MailBounced"] and reason(workspace) == "bounced" and state_of(advert) == MailState.BOUNCED


def test_everything_at_once_is_taken_in_once(workspace, inbox, advert):
    inbox.messages = {
        1: TODAY + report(),
        2: arf(),
        3: raw_mail("unsubscribe", sender=ADDRESS),
        4: raw_mail("away", number=4, sender=ADDRESS, Precedence="auto_reply"),
        5: TODAY + f"From: x@y.example\nSubject: unsubscribe {advert.unsubscribe_token}\n\n\n".encode(),
    }
    look()
    look()
    assert sorted(told()) == ["MailBounced", "MailComplained", "MailReplied", "MailReplied", "MailUnsubscribed"]
    assert reason(workspace) == "complained"
