"""The outbox: one mail a key, nothing before a person's word, and what a person can do with a mail."""

from __future__ import annotations

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from freehold.domain.errors import SystemFault, UserError
from freehold.kit.audit.selectors import entries_of
from freehold.kit.mailing import selectors, services
from freehold.kit.mailing.models import MailState, OutgoingMail
from freehold.kit.mailing.port import MailFile
from freehold.kit.mailing.services.due import forget_old_files, send_due
from freehold.kit.mailing.services.sending import send_mail
from tests.kit.mailing.conftest import NOW, new_workspace, put, state_of


def test_nothing_leaves_before_a_person_has_approved_the_kind(workspace, account, sender, clock):
    mail = put(workspace)
    assert mail.state == MailState.WAITING_APPROVAL
    send_due(NOW)
    assert send_mail(mail.pk) == MailState.WAITING_APPROVAL and sender.taken == []
    assert services.approve_kind(workspace.pk, "invoice", by="Mara", now=NOW) == 1
    assert send_mail(mail.pk) == MailState.SENT and len(sender.taken) == 1
    assert put(workspace, "invoice:2").state == MailState.QUEUED
    assert put(workspace, "reminder:1", kind="reminder").state == MailState.WAITING_APPROVAL


def test_an_approval_holds_for_its_workspace_only(workspace, approved):
    assert put(new_workspace("Another")).state == MailState.WAITING_APPROVAL


def test_a_withdrawn_approval_stops_what_still_waits(workspace, account, approved, sender, clock):
    mail = put(workspace)
    assert services.withdraw_approval(workspace.pk, "invoice", by="Mara", now=NOW) == 1
    assert send_mail(mail.pk) == MailState.WAITING_APPROVAL and sender.taken == []
    assert [entry.action for entry in entries_of(workspace.pk, action="sending")] == ["sending.approval_withdrawn", "sending.approved"]


def test_a_key_is_one_mail_however_often_it_is_queued(workspace, approved):
    first = put(workspace, text="First")
    assert put(workspace, text="Second", to="other@client.example").pk == first.pk
    assert OutgoingMail.objects.count() == 1 and OutgoingMail.objects.get().text == "First"
    assert put(new_workspace("Another")).pk != first.pk


def test_a_mail_falls_with_the_transaction_it_was_queued_in(workspace, approved):
    with pytest.raises(LookupError), transaction.atomic():
        services.queue(workspace.pk, kind="invoice", key="k", to="a@b.example", subject="s", text="t", now=NOW)
        raise LookupError
    assert not OutgoingMail.objects.exists() and not DBTaskResult.objects.filter(task_path__endswith="mailing.tasks.send").exists()


@pytest.mark.django_db(transaction=True)
def test_a_mail_is_only_queued_inside_a_transaction():
    with pytest.raises(SystemFault, match="outside a transaction"):
        services.queue(1, kind="invoice", key="k", to="a@b.example", subject="s", text="t", now=NOW)


@pytest.mark.parametrize(
    "wrong",
    [
        {"to": "books"},
        {"to": "books@client"},
        {"to": "a@b.example, c@d.example"},
        {"to": "a@b.example\r\nBcc: v@example.org"},
        {"to": "<a@b.example>"},
        {"to": '"a b"@b.example'},
        {"to": "a@b..example"},
        {"to": ""},
        {"to": "a\u202eb@c.example"},
        {"reply_to": "x@"},
        {"subject": "Invoice\nBcc: v@example.org"},
        {"subject": "  "},
        {"subject": "x" * 501},
        {"to_name": "Client\r\nX: y"},
        {"text": " \n"},
        {"text": "x" * 200_001},
        {"attachments": [MailFile("big", "application/pdf", bytes(20 * 1024 * 1024 + 1))]},
    ],
)
def test_what_cannot_be_sent_is_refused_when_it_is_queued(workspace, wrong):
    with pytest.raises(UserError):
        put(workspace, **wrong)
    assert not OutgoingMail.objects.exists()


def test_single_label_domains_are_refused_and_foreign_letters_taken(workspace):
    assert put(workspace, to=" jörg@bücher.example ").to == "jörg@bücher.example"


def test_half_characters_and_nul_are_made_harmless(workspace):
    assert put(workspace, text="a\ud800b\x00c\r\nd").text == "a?bc\nd"


def test_files_are_kept_with_their_hash_under_a_harmless_name(workspace):
    mail = put(workspace, attachments=[MailFile("../../R\r\n1.pdf", "application/pdf", b"abc"), MailFile("", "text/xml", b"")])
    first, second = mail.attachments.all()
    assert (first.name, first.size, second.name) == ("-..-R--1.pdf", 3, "file")
    assert first.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert selectors.file_of(workspace.pk, mail.pk, first.pk) == first
    assert selectors.file_of(new_workspace("Another").pk, mail.pk, first.pk) is None


def test_a_waiting_mail_can_be_cancelled_and_taken_up_again(workspace, account, approved, sender, clock):
    mail = put(workspace)
    services.cancel(workspace.pk, mail.pk, by="Mara", now=NOW)
    assert send_mail(mail.pk) == MailState.CANCELLED and sender.taken == []
    services.retry(workspace.pk, mail.pk, by="Mara", now=NOW)
    assert send_mail(mail.pk) == MailState.SENT
    with pytest.raises(UserError, match="no longer waiting"):
        services.cancel(workspace.pk, mail.pk, by="Mara", now=NOW)
    with pytest.raises(UserError, match="does not need"):
        services.retry(workspace.pk, mail.pk, by="Mara", now=NOW)


def test_mails_of_others_cannot_be_touched(workspace, approved):
    mail, other = put(workspace), new_workspace("Another")
    for act in (services.cancel, services.retry, services.confirm_sent):
        with pytest.raises(UserError, match="not there any more"):
            act(other.pk, mail.pk, by="Kim", now=NOW)
    assert selectors.mail_of(other.pk, mail.pk) is None and list(selectors.mails(other.pk)) == []


def test_a_mail_waits_for_its_day(workspace, account, approved, sender, clock):
    from datetime import timedelta

    mail = put(workspace, not_before=NOW + timedelta(hours=2))
    assert send_mail(mail.pk) == MailState.QUEUED and send_due(NOW) == 0
    clock.forward(hours=3)
    assert send_due(clock.now) == 1 and send_mail(mail.pk) == MailState.SENT


def test_old_contents_are_forgotten_and_their_hashes_kept(workspace, account, approved, sender, clock):
    mail = put(workspace, attachments=[MailFile("a.pdf", "application/pdf", b"abc")])
    send_mail(mail.pk)
    clock.forward(days=500)
    assert forget_old_files(clock.now) == 1
    kept = mail.attachments.get()
    assert bytes(kept.content) == b"" and kept.sha256.startswith("ba7816bf") and state_of(mail) == MailState.SENT
