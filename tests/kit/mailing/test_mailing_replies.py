"""Answers to our mails are taken in once, belong to the mail they answer, and say surely who wrote them."""

from __future__ import annotations

import json
import subprocess
from datetime import timedelta

import pytest

from freehold.domain.errors import UserError
from freehold.integrations.mail.bounce_reader import ImapBounceReader
from freehold.integrations.mail.reply_reader import ImapReplyReader
from freehold.kit.mailing import port, selectors, services
from freehold.kit.mailing.models import Direction, IncomingReply, MailState, OutgoingMail
from freehold.kit.mailing.port import FoundReply
from freehold.kit.mailing.services import replies, watching
from freehold.kit.mailing.services.replies import note_reply
from freehold.kit.outbox.models import Event
from tests.integrations.mail.imap_server import PASSWORD, USER, Folder, running
from tests.integrations.mail.test_replies import mail as raw_mail
from tests.kit.mailing.conftest import NOW, facts, new_workspace, put
from tests.kit.mailing.test_mailing_real import ROOT, command, environment

OURS = "<ours-0@studio.example>"
OWN = frozenset({"mara@studio.example"})


def sent(workspace, message_id: str = OURS, **values) -> OutgoingMail:
    mail = put(workspace, f"mail:{message_id}", **values)
    OutgoingMail.objects.filter(pk=mail.pk).update(state=MailState.SENT, sent_at=NOW, message_id=message_id)
    mail.refresh_from_db()
    return mail


def found(number: int = 1, *, answers=(OURS,), **more) -> FoundReply:
    given = {"from_sent": False, "from_address": "robin@linde.example", "text": "Yes.", "at": NOW - timedelta(hours=1)}
    return FoundReply(message_id=f"<answer-{number}@linde.example>", answers=tuple(answers), **{**given, **more})


def note(workspace, one: FoundReply) -> IncomingReply | None:
    return note_reply(workspace.pk, one, own=OWN, now=NOW)


def events() -> list[dict]:
    return [event.payload for event in Event.objects.filter(name="MailReplied").order_by("created_at")]


def test_an_answer_is_kept_once_and_told_of_once(workspace):
    mail = sent(workspace, about=("conversation", "12"))
    row = note(workspace, found(files=("a.pdf",), to_addresses=("mara@studio.example",), text="Yes.\x00"))
    assert (row.mail, row.direction, row.proven, row.text, row.files) == (mail, Direction.FROM_THEM, True, "Yes.", ["a.pdf"])
    assert note(workspace, found()) is None
    assert events() == [{"workspace_id": workspace.pk, "mail_id": mail.pk, "reply_id": row.pk}]
    assert list(selectors.replies_about(workspace.pk, "conversation", 12)) == [row]
    assert selectors.reply_of(workspace.pk, row.pk) == row


def test_an_answer_belongs_to_the_nearest_mail_it_names_also_through_other_answers(workspace):
    first, second = sent(workspace), sent(workspace, "<ours-1@studio.example>")
    one = note(workspace, found(1, answers=["<strange@x>", second.message_id, first.message_id]))
    assert one.mail == second
    two = note(workspace, found(2, answers=[one.message_id]))
    assert two.mail == second
    assert note(workspace, found(3, answers=["<strange@x>"])) is None


def test_a_copy_of_our_own_mail_is_no_answer(workspace):
    sent(workspace)
    second = sent(workspace, "<ours-1@studio.example>")
    copy = FoundReply(message_id=second.message_id, answers=(OURS,), from_sent=True, from_address="mara@studio.example")
    assert note(workspace, copy) is None and not events()


def test_another_workspace_can_neither_answer_nor_be_answered(workspace):
    sent(workspace)
    other = new_workspace("Another")
    assert note(other, found()) is None
    row = note(workspace, found())
    assert selectors.reply_of(other.pk, row.pk) is None
    assert not selectors.known_ids(other.pk, [OURS, row.message_id])
    assert selectors.known_ids(workspace.pk, [OURS, row.message_id, "<x@y>"]) == {OURS, row.message_id}


def test_who_only_writes_our_address_into_the_senders_line_does_not_surely_speak_for_us(workspace):
    sent(workspace)
    forged = note(workspace, found(from_address="mara@studio.example"))
    assert (forged.direction, forged.proven) == (Direction.FROM_US, False)
    ours = note(workspace, found(2, from_sent=True, from_address="alias@studio.example"))
    assert (ours.direction, ours.proven) == (Direction.FROM_US, True)


def test_an_own_mail_that_is_found_among_the_sent_ones_later_is_told_of_again(workspace):
    sent(workspace)
    row = note(workspace, found(from_address="mara@studio.example"))
    assert note(workspace, found(from_address="mara@studio.example", from_sent=True)) == row
    row.refresh_from_db()
    assert row.proven and len(events()) == 2
    assert note(workspace, found(from_address="mara@studio.example", from_sent=True)) is None and len(events()) == 2


@pytest.mark.parametrize("at", [None, NOW + timedelta(days=9_000)])
def test_a_time_that_cannot_be_is_that_of_the_reading(workspace, at):
    sent(workspace)
    assert note(workspace, found(at=at)).at == NOW


@pytest.fixture
def readers(monkeypatch):
    for module, name, thing in (
        (watching, "bounce_reader", ImapBounceReader(security="plain")),
        (replies, "reply_reader", ImapReplyReader(security="plain")),
    ):
        slot = port.Slot(name)
        slot.use(thing)
        monkeypatch.setattr(module, name, slot)


def test_a_real_mailbox_is_read_with_a_cursor_for_each_folder(workspace, readers):
    sent(workspace)
    with running(None) as server:
        server.folders["Sent"] = Folder(flags="\\Sent", messages={4: raw_mail("From my phone.", number=4, answers=OURS)})
        server.folders["INBOX"].messages = {1: raw_mail("Yes.", number=1, answers=OURS), 2: raw_mail("Diary", number=2, answers="")}
        services.save_account(
            workspace.pk, facts(user=USER, password=PASSWORD, watch_host="127.0.0.1", watch_port=server.port), by="M", now=NOW
        )
        watching.watch_due(NOW)
        watching.watch_due(NOW + timedelta(minutes=5))
        assert sum("BODY.PEEK[]" in line for line in server.commands) == 2
        server.folders["INBOX"].uid_validity = 99  # renumbered: everything is looked at again
        watching.watch_due(NOW + timedelta(minutes=10))
    rows = IncomingReply.objects.order_by("pk")
    assert [(row.text, row.direction) for row in rows] == [("From my phone.", "from_us"), ("Yes.", "from_them")]
    account = selectors.account_of(workspace.pk)
    assert account.reply_cursor == {"Sent": {"uid_validity": 7, "last_uid": 4}, "INBOX": {"uid_validity": 99, "last_uid": 2}}
    assert len(events()) == 2 and account.watch_error == ""


def test_answers_that_cannot_be_read_say_why_and_bounces_are_noted_all_the_same(workspace, monkeypatch, readers):
    class Broken:
        def read(self, mailbox, cursor, *, known):
            raise UserError("The line broke.")

    class Bounces:
        def read(self, mailbox, cursor):
            return [port.CameBack(OURS, True, "Gone.")], {"last_uid": 1}

    replies.reply_reader.use(Broken())
    watching.bounce_reader.use(Bounces())
    sent(workspace)
    services.save_account(workspace.pk, facts(watch_host="imap.good.example"), by="Mara", now=NOW)
    assert watching.watch_due(NOW) == 1
    account = selectors.account_of(workspace.pk)
    assert (account.watch_error, account.watch_cursor, account.reply_cursor) == ("The line broke.", {"last_uid": 1}, {})


def test_while_nothing_has_left_the_mailbox_is_not_looked_into(workspace, monkeypatch, readers):
    class Nosy:
        def read(self, mailbox, cursor, *, known):
            raise AssertionError("nothing was sent, so there is nothing to answer")

    class NoBounces:
        def read(self, mailbox, cursor):
            return [], {}

    replies.reply_reader.use(Nosy())
    watching.bounce_reader.use(NoBounces())
    services.save_account(workspace.pk, facts(watch_host="imap.good.example"), by="Mara", now=NOW)
    assert watching.watch_due(NOW) == 0 and selectors.account_of(workspace.pk).watch_error == ""


def test_another_server_begins_anew(workspace):
    account = services.save_account(workspace.pk, facts(watch_host="imap.one.example"), by="Mara", now=NOW)
    type(account).objects.update(reply_cursor={"INBOX": {"uid_validity": 1, "last_uid": 2}})
    services.save_account(workspace.pk, facts(watch_host="imap.two.example"), by="Mara", now=NOW)
    assert selectors.account_of(workspace.pk).reply_cursor == {}


def test_processes_killed_in_between_and_several_at_once_take_each_answer_once(tmp_path):
    with running(None) as server:
        server.folders["INBOX"].messages = {
            uid: raw_mail(f"Answer {uid}", number=uid, answers=f"<ours-{uid - 1}@studio.example>") for uid in range(1, 7)
        }

        def run(*arguments: object) -> int:
            return subprocess.run(
                command(*arguments), cwd=ROOT, env=environment(tmp_path), capture_output=True, timeout=120, check=False
            ).returncode

        assert run("prepare_watching", server.port, USER, PASSWORD, 6) == 0
        assert run("watch", 3) == 9
        assert counted(tmp_path) == (2, 2), "what was whole stays, what was not is gone"
        both = [subprocess.Popen(command("watch"), cwd=ROOT, env=environment(tmp_path)) for _count in range(2)]
        assert [one.wait(120) for one in both] == [0, 0]
    assert counted(tmp_path) == (6, 6)


def counted(folder) -> tuple[int, int]:
    """Return how many different answers and how many tellings there are."""
    code = (
        "import django; django.setup()\nfrom freehold.kit.mailing.models import IncomingReply as R\n"
        "from freehold.kit.outbox.models import Event\nimport json\n"
        "print(json.dumps([len(set(R.objects.values_list('text', flat=True))), Event.objects.filter(name='MailReplied').count()]))"
    )
    given = environment(folder) | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run([command()[0], "-c", code], cwd=ROOT, env=given, capture_output=True, text=True, timeout=120, check=True)
    first, second = json.loads(done.stdout)
    return first, second
