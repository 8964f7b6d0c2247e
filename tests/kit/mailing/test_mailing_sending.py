"""Sending: at most once, later when that helps, never when it does not, and always with a word about it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from freehold.domain.errors import UserError
from freehold.kit.mailing import selectors, services
from freehold.kit.mailing.models import MailAccount, MailState, OutgoingMail
from freehold.kit.mailing.port import MailFile, SendFailed
from freehold.kit.mailing.services import sending
from freehold.kit.mailing.services.due import send_due
from freehold.kit.mailing.services.sending import LEASE, WAITS, send_mail
from freehold.kit.outbox.models import Event
from tests.kit.mailing.conftest import NOW, facts, new_workspace, put, state_of

pytestmark = pytest.mark.usefixtures("account", "approved", "clock")


def events() -> list[str]:
    return list(Event.objects.filter(name__startswith="Mail").order_by("created_at", "pk").values_list("name", flat=True))


def test_a_mail_goes_out_with_everything_and_is_told(workspace, sender):
    mail = put(
        workspace,
        to_name="Client",
        html="<p>Hi</p>",
        language="de",
        automatic=True,
        reply_to="desk@studio.example",
        about=("billing.document", "7"),
        attachments=[MailFile("a.pdf", "application/pdf", b"abc")],
    )
    assert send_mail(mail.pk) == MailState.SENT
    [message] = sender.taken
    assert (message.to_address, message.to_name, message.from_name, message.reply_to) == (
        "books@client.example",
        "Client",
        "Mara Lind",
        "desk@studio.example",
    )
    assert message.files == (MailFile("a.pdf", "application/pdf", b"abc"),) and message.automatic and message.language == "de"
    assert message.message_id.endswith("@studio.example>")
    mail.refresh_from_db()
    assert mail.sent_at == NOW and mail.message_id == message.message_id and mail.sender == "mara@studio.example"
    event = Event.objects.get(name="MailSent")
    assert event.payload == {
        "workspace_id": workspace.pk,
        "mail_id": mail.pk,
        "kind": "invoice",
        "about_type": "billing.document",
        "about_id": "7",
    }
    assert send_mail(mail.pk) == MailState.SENT and len(sender.taken) == 1
    assert [row.pk for row in selectors.mails_about(workspace.pk, "billing.document", 7)] == [mail.pk]


def test_a_greylisting_server_is_tried_again_under_the_same_number(workspace, sender, clock):
    mail = put(workspace)
    sender.answers = [SendFailed("Come back later.", "temporary")]
    assert send_mail(mail.pk) == MailState.QUEUED
    mail.refresh_from_db()
    first_id = mail.message_id
    assert mail.error == "Come back later." and NOW + timedelta(minutes=2) <= mail.not_before <= NOW + timedelta(minutes=2.4)
    assert send_mail(mail.pk) == MailState.QUEUED and sender.taken == []
    clock.forward(minutes=3)
    assert send_due(clock.now) == 1 and send_mail(mail.pk) == MailState.SENT
    assert sender.taken[0].message_id == first_id and state_of(mail) == "sent" and mail.error == ""


def test_a_server_that_is_away_for_two_days_is_given_up_with_a_word(workspace, sender, clock):
    mail = put(workspace)
    sender.answers = [SendFailed("It is away.", "temporary") for _count in range(40)]
    tries = 0
    while state_of(mail) == MailState.QUEUED:
        clock.now = max(clock.now, mail.not_before or clock.now)
        send_mail(mail.pk)
        tries += 1
    assert tries == len(WAITS) + 1 and mail.state == MailState.FAILED and "two days" in mail.error
    assert timedelta(days=1.5) < clock.now - NOW < timedelta(days=3) and events() == ["MailFailed"]


def test_a_refusal_for_good_is_told_at_once_and_can_be_mended(workspace, sender):
    mail = put(workspace)
    sender.answers = [SendFailed("There is no such address.", "permanent")]
    assert send_mail(mail.pk) == MailState.FAILED and events() == ["MailFailed"]
    mail.refresh_from_db()
    before = mail.message_id
    services.retry(workspace.pk, mail.pk, to="accounts@client.example", by="Mara", now=NOW)
    assert send_mail(mail.pk) == MailState.SENT
    assert sender.taken[0].to_address == "accounts@client.example" and sender.taken[0].message_id != before


def test_a_refused_account_pauses_all_sending_and_tells_the_owner_once(workspace, sender):
    first, second = put(workspace), put(workspace, "invoice:2")
    sender.answers = [SendFailed("The password was refused.", "account")]
    assert send_mail(first.pk) == MailState.QUEUED and send_mail(second.pk) == MailState.QUEUED
    assert len(sender.servers) == 1 and events() == ["MailAccountPaused"]
    assert selectors.trouble(workspace.pk).paused == "The password was refused." and send_due(NOW) == 0
    assert state_of(first) == "queued" and first.attempts == 0
    services.save_account(workspace.pk, facts(password="better"), by="Mara", now=NOW)
    assert send_due(NOW) == 2 and send_mail(first.pk) == MailState.SENT and sender.servers[-1].password == "better"


def test_a_working_check_lifts_the_pause_and_a_failing_one_says_why(workspace, sender):
    MailAccount.objects.update(paused_at=NOW, last_error="Refused.")
    sender.answers = [SendFailed("Still refused.", "account")]
    with pytest.raises(SendFailed, match="Still refused"):
        services.check_account(workspace.pk, now=NOW)
    assert selectors.account_of(workspace.pk).last_error == "Still refused."
    services.check_account(workspace.pk, now=NOW)
    found = selectors.account_of(workspace.pk)
    assert found.paused_at is None and found.checked_at == NOW and found.last_error == ""


def test_without_an_account_mails_wait_and_are_counted(sender, approved):
    bare = new_workspace("Bare")
    services.approve_kind(bare.pk, "invoice", by="Mara", now=NOW)
    mail = put(bare)
    assert send_mail(mail.pk) == MailState.QUEUED and selectors.trouble(bare.pk).without_account == 1 and sender.servers == []


def test_the_daily_cap_holds_the_rest_back_until_a_place_is_free(workspace, sender, clock):
    services.save_account(workspace.pk, facts(daily_cap=3), by="Mara", now=NOW)
    mails = [put(workspace, f"invoice:{number}") for number in range(5)]
    for mail in mails:
        send_mail(mail.pk)
        clock.forward(minutes=10)
    assert [state_of(mail) for mail in mails] == ["sent"] * 3 + ["queued"] * 2
    assert "most mails a day" in mails[3].error and mails[3].not_before == NOW + timedelta(days=1, seconds=1)
    clock.now = NOW + timedelta(days=1, minutes=1)
    assert [send_mail(mail.pk) for mail in mails[3:]] == ["sent", "queued"]
    assert len(sender.taken) == 4


class Killed(BaseException):
    """Stands for the process ending there."""


def test_a_death_before_the_words_were_offered_is_mended_by_itself(workspace, sender, clock):
    mail = put(workspace)
    sender.answers = [Killed()]
    with pytest.raises(Killed):
        send_mail(mail.pk)
    assert state_of(mail) == MailState.SENDING
    assert send_mail(mail.pk) == MailState.SENDING, "another worker leaves it alone while the lease runs"
    clock.forward(minutes=11)
    send_due(clock.now)
    assert send_mail(mail.pk) == MailState.SENT and len(sender.taken) == 1


def test_a_death_after_the_words_were_offered_needs_a_person(workspace, sender, clock):
    mail = put(workspace)
    sender.answers, sender.after_data = [Killed()], True
    with pytest.raises(Killed):
        send_mail(mail.pk)
    clock.forward(minutes=11)
    assert send_mail(mail.pk) == MailState.UNKNOWN
    for _day in range(3):
        clock.forward(days=1)
        send_due(clock.now)
        assert send_mail(mail.pk) == MailState.UNKNOWN
    assert sender.taken == [] and "Sent" in OutgoingMail.objects.get().error and selectors.trouble(workspace.pk).unknown == 1


def test_a_person_says_that_it_left_or_has_it_sent_again_under_the_same_number(workspace, sender, clock):
    sender.after_data = True
    mails = [put(workspace, f"invoice:{number}") for number in range(2)]
    for mail in mails:
        sender.answers = [SendFailed("The line broke.", "unknown")]
        assert send_mail(mail.pk) == MailState.UNKNOWN
    services.confirm_sent(workspace.pk, mails[0].pk, by="Mara", now=clock.now)
    assert state_of(mails[0]) == "sent" and events() == ["MailSent"]
    mails[1].refresh_from_db()
    services.retry(workspace.pk, mails[1].pk, by="Mara", now=clock.now)
    assert send_mail(mails[1].pk) == MailState.SENT and sender.taken[0].message_id == mails[1].message_id


def test_an_unknown_end_that_cannot_be_one_is_tried_again(workspace, sender):
    mail = put(workspace)
    sender.answers = [SendFailed("The line broke.", "unknown")]
    assert send_mail(mail.pk) == MailState.QUEUED


def test_a_worker_that_slept_too_long_offers_nothing(workspace, sender, clock):
    mail = put(workspace)

    def sleep_while_another_sends() -> None:
        clock.forward(minutes=11)
        sender.answers = []
        assert send_mail(mail.pk) == MailState.SENT

    sender.answers = [sleep_while_another_sends]
    send_mail(mail.pk)
    assert len(sender.taken) == 1 and state_of(mail) == "sent" and events() == ["MailSent"]


def test_a_late_yes_after_the_lease_makes_the_unknown_known(workspace, sender, clock):
    mail = put(workspace)

    def sleep() -> None:
        clock.forward(minutes=11)
        assert send_mail(mail.pk) == MailState.UNKNOWN

    sender.answers, sender.after_data = [sleep], True
    assert send_mail(mail.pk) == MailState.SENT and state_of(mail) == "sent" and len(sender.taken) == 1


def test_a_fault_in_the_program_never_leaves_a_mail_claimed(workspace, sender, caplog):
    first, second = put(workspace), put(workspace, "invoice:2")
    sender.answers = [KeyError("x")]
    assert send_mail(first.pk) == MailState.QUEUED
    sender.answers, sender.after_data = [KeyError("x")], True
    assert send_mail(second.pk) == MailState.UNKNOWN


def test_a_lost_key_pauses_the_account_with_its_own_words(workspace, sender, monkeypatch):
    mail = put(workspace)

    def lost(account):
        raise UserError("The stored password can no longer be read.")

    monkeypatch.setattr(sending, "server_of", lost)
    assert send_mail(mail.pk) == MailState.QUEUED and "no longer be read" in selectors.trouble(workspace.pk).paused


def test_a_bounce_is_noted_once_and_told(workspace, sender, clock):
    mail = put(workspace)
    send_mail(mail.pk)
    mail.refresh_from_db()
    other = new_workspace("Another")
    assert services.note_bounce("<nobody@x.example>", permanent=True, reason="r", now=NOW) is None
    assert services.note_bounce("", permanent=True, reason="r", now=NOW) is None
    assert services.note_bounce(mail.message_id, permanent=True, reason="r", now=NOW, workspace_id=other.pk) is None
    services.note_bounce(mail.message_id, permanent=False, reason="Not yet.", now=NOW, workspace_id=workspace.pk)
    assert state_of(mail) == "sent" and mail.error == "Not yet."
    for _count in range(2):
        services.note_bounce(mail.message_id, permanent=True, reason="No such address.", now=NOW, workspace_id=workspace.pk)
    assert state_of(mail) == "bounced" and mail.error == "No such address." and sorted(events()) == ["MailBounced", "MailSent"]
    services.retry(workspace.pk, mail.pk, by="Mara", to="new@client.example", now=NOW)
    assert send_mail(mail.pk) == MailState.SENT and len({message.message_id for message in sender.taken}) == 2


def test_a_password_never_goes_to_another_server(workspace, sender):
    for moved in ({"host": "smtp.elsewhere.example"}, {"user": "other@studio.example"}, {"watch_host": "imap.elsewhere.example"}):
        with pytest.raises(UserError, match="entered again"):
            services.save_account(workspace.pk, facts(password="", **moved), by="Mara", now=NOW)
    services.save_account(workspace.pk, facts(host="smtp.elsewhere.example"), by="Mara", now=NOW)
    services.save_account(workspace.pk, facts(password="", host="smtp.elsewhere.example", port=465, security="tls"), by="Mara", now=NOW)
    assert selectors.account_of(workspace.pk).password.reveal() == "geheim"


def test_the_lease_outlasts_every_dialogue():
    from freehold.integrations.mail.smtp import WHOLE_SECONDS

    assert LEASE.total_seconds() >= 1.5 * WHOLE_SECONDS
