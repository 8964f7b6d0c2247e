"""Reminders: one mail a step, decided again at the moment of sending, stopped by payment, dispute and promise."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from freehold.apps.billing.events import InvoicePaid
from freehold.apps.billing.models import Allocation, Document, DocumentState, Payment, Reminder
from freehold.apps.billing.selectors import reminders as reads
from freehold.apps.billing.services import drafts, issue, reminder_outcomes, reminders
from freehold.apps.billing.services.lines import LineInput
from freehold.apps.billing.tasks import reminders as tasks
from freehold.apps.clients import services as clients
from freehold.domain.errors import UserError
from freehold.kit.mailing.events import MailFailed, MailSent
from freehold.kit.mailing.models import MailState, OutgoingMail

from .conftest import NOW, TODAY


def day(after_due: int):
    """A moment so many days after the due date of an invoice issued on TODAY (14 days to pay)."""
    return NOW + timedelta(days=14 + after_due)


@pytest.fixture
def bill(workspace, seller):
    def make(client, price: int = 100) -> Document:
        line = LineInput(name="Work", price=Decimal(price))
        draft = drafts.new_draft(workspace, kind="invoice", client_id=client.pk, now=NOW, lines=[line])
        return issue.issue(workspace, draft.pk, now=NOW)

    return make


def send(workspace, after_due: int, *documents: Document, **more):
    return reminders.send_reminders(workspace, [row.pk for row in documents], now=day(after_due), **more)


def pay(document: Document, amount: str) -> None:
    paid = Decimal(amount)
    payment = Payment.objects.create(
        workspace_id=document.workspace_id, amount=paid, currency="EUR", paid_on=TODAY + timedelta(days=20), key=amount, created_at=NOW
    )
    Allocation.objects.create(workspace_id=document.workspace_id, document=document, payment=payment, amount=paid, created_at=NOW)
    Document.objects.filter(pk=document.pk).update(
        paid=paid, open=document.open - paid, state=DocumentState.PAID if paid == document.open else DocumentState.PARTLY_PAID
    )


def mails(workspace) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.for_workspace(workspace).order_by("pk"))


def test_a_reminder_goes_out_once_in_the_client_s_language_with_the_invoice(workspace, bill, linde) -> None:
    document = bill(linde)
    assert send(workspace, 3, document, actor="Mara").count == 1
    assert send(workspace, 3, document).count == 0
    (mail,) = mails(workspace)
    assert (mail.kind, mail.key, mail.to, mail.state) == (
        "reminder",
        f"reminder:{document.pk}:3",
        "rechnung@linde.example",
        "waiting_approval",
    )
    assert mail.subject == f"Zahlungserinnerung: Rechnung {document.number} vom 22. November 2026"
    assert "119,00" in mail.text and "Mara Winter" in mail.text and "{" not in mail.text
    assert [row.name for row in mail.attachments.all()] == [f"{document.number}.pdf"]
    assert sorted((row.step, row.state) for row in Reminder.objects.all()) == [(-3, "skipped"), (3, "queued")]


def test_the_page_says_what_would_go_out_and_why(workspace, bill, linde, tulip, harbour) -> None:
    late, early, paid = bill(linde), bill(tulip), bill(linde)
    pay(paid, "119")
    reminders.pause(workspace, early.pk, reason="dispute", now=NOW)
    found = reads.today(workspace, TODAY + timedelta(days=24))
    assert [(row.document.pk, row.decision.step, row.decision.reason, row.days_late) for row in found.going] == [(late.pk, 10, "late", 10)]
    assert [(row.document.pk, row.decision.reason) for row in found.held] == [(early.pk, "disputed")]
    assert reads.due_count(workspace, TODAY + timedelta(days=24)) == 1
    assert not Reminder.objects.exists() and mails(workspace) == []


def test_after_a_long_sleep_one_mail_an_invoice_goes_out(workspace, bill, linde, tulip) -> None:
    rows = [bill(linde), bill(linde), bill(tulip)]
    assert send(workspace, 60, *rows).count == 3
    assert len(mails(workspace)) == 3
    assert send(workspace, 61, *rows).count == 0
    assert {row.state for row in Reminder.objects.filter(step__lt=21)} == {"skipped"}


def test_a_payment_between_the_page_and_the_button_is_seen(workspace, bill, linde) -> None:
    document = bill(linde)
    assert reads.due_count(workspace, TODAY + timedelta(days=24)) == 1
    pay(document, "119")
    assert send(workspace, 10, document).count == 0
    assert mails(workspace) == []


def test_a_payment_stops_a_mail_that_has_not_left(workspace, bill, linde) -> None:
    document = bill(linde)
    send(workspace, 10, document)
    pay(document, "119")
    reminder_outcomes.stop_when_paid(InvoicePaid(workspace.pk, document.pk))
    assert [mail.state for mail in mails(workspace)] == [MailState.CANCELLED]
    assert Reminder.objects.get(step=10).state == "skipped"


def test_a_part_payment_is_reminded_of_what_is_still_open(workspace, bill, linde) -> None:
    document = bill(linde)
    pay(document, "19")
    send(workspace, 10, document)
    assert "100,00" in mails(workspace)[0].text


def test_dispute_and_promise_hold_it_back_and_a_broken_promise_does_not(workspace, bill, linde) -> None:
    document = bill(linde)
    reminders.pause(workspace, document.pk, reason="promise", until=TODAY + timedelta(days=30), now=NOW, note="called")
    assert send(workspace, 10, document).count == 0
    assert send(workspace, 17, document).count == 1
    reminders.pause(workspace, document.pk, reason="dispute", now=day(17))
    assert [mail.state for mail in mails(workspace)] == [MailState.CANCELLED]
    assert send(workspace, 30, document).count == 0
    reminders.resume(workspace, document.pk, now=day(30))
    assert send(workspace, 30, document).count == 1
    with pytest.raises(UserError, match="needs the day"):
        reminders.pause(workspace, document.pk, reason="promise", now=NOW)
    with pytest.raises(UserError, match="a dispute or a promise"):
        reminders.pause(workspace, document.pk, reason="mood", now=NOW)


def test_a_client_without_address_is_named_and_keeps_nobody_else_waiting(workspace, bill, linde, tulip) -> None:
    mute, other = bill(linde), bill(tulip)
    clients.change_client(workspace, linde.pk, email="", now=NOW)
    result = send(workspace, 10, mute, other)
    assert result.count == 1
    assert next(str(problem) for problem in result.problems).startswith(f"{mute.number}: Hotel Linde GmbH has no e-mail address")
    assert not Reminder.objects.filter(document=mute).exists()
    assert [row.document.pk for row in reads.today(workspace, TODAY + timedelta(days=24)).unreachable] == [mute.pk]


def test_a_client_s_own_ladder_and_never(workspace, bill, linde, tulip) -> None:
    patient, spared = bill(linde), bill(tulip)
    reminders.set_client_ladder(workspace, linde.pk, [30], now=NOW)
    reminders.set_client_ladder(workspace, tulip.pk, [], now=NOW)
    assert send(workspace, 10, patient, spared).count == 0
    assert send(workspace, 30, patient, spared).count == 1
    reminders.set_client_ladder(workspace, tulip.pk, None, now=NOW)
    assert send(workspace, 30, spared).count == 1
    with pytest.raises(UserError, match="at most"):
        reminders.set_client_ladder(workspace, linde.pk, [9999], now=NOW)


def test_the_tone_grows_and_interest_stands_in_the_letter_only_when_it_is_asked(workspace, bill, linde, seller) -> None:
    document = bill(linde, 10_000)
    send(workspace, 3, document)
    send(workspace, 10, document)
    second = mails(workspace)[1]
    assert second.subject.startswith("Zweite Erinnerung") and "Verzugszinsen" not in second.text
    assert next(row.name for row in second.attachments.all()) == f"{document.number}-10.pdf"
    seller.interest = "law"
    seller.save()
    send(workspace, 21, document)
    last = mails(workspace)[2]
    assert last.subject.startswith("Letzte Mahnung")
    assert "Verzugszinsen bis heute: 70,31" in last.text and "§ 288" in last.text
    assert Reminder.objects.get(step=21).interest == Decimal("70.31")


def test_interest_by_terms_and_none_without_a_rate(workspace, bill, tulip, seller) -> None:
    document = bill(tulip, 1000)
    seller.interest = "terms"
    seller.save()
    assert reads.today(workspace, TODAY + timedelta(days=44)).going[0].interest is None
    seller.interest_percent = Decimal(12)
    seller.save()
    found = reads.today(workspace, TODAY + timedelta(days=44)).going[0].interest
    assert found.total == Decimal("9.86") and found.basis == "terms"
    assert document.open == 1000


def test_what_became_of_the_mail_is_noted(workspace, bill, linde) -> None:
    first, second = bill(linde), bill(linde)
    send(workspace, 3, first, second)
    sent, failed = mails(workspace)
    reminder_outcomes.reminder_sent(MailSent(workspace.pk, sent.pk, "reminder", "billing.document", str(first.pk)))
    reminder_outcomes.reminder_failed(MailFailed(workspace.pk, failed.pk, "reminder", "billing.document", str(second.pk), "no"))
    assert dict(Reminder.objects.filter(step=3).values_list("document_id", "state")) == {first.pk: "sent", second.pk: "failed"}


def test_nothing_goes_out_by_itself_until_it_is_allowed(workspace, bill, linde) -> None:
    bill(linde)
    monday = day(15)
    assert monday.weekday() == 0
    assert reminders.send_what_is_due(workspace, now=monday) == 0
    reminders.allow(workspace, by="Mara", by_itself=True, now=NOW)
    assert reads.workspaces_by_themselves() == [workspace.pk]
    assert reminders.send_what_is_due(workspace, now=day(13)) == 0  # a Saturday
    assert reminders.send_what_is_due(workspace, now=monday) == 1
    assert mails(workspace)[0].state == MailState.QUEUED and mails(workspace)[0].automatic
    reminders.allow(workspace, by="Mara", by_itself=False, now=NOW)
    assert reads.workspaces_by_themselves() == []


def test_the_clock_starts_nothing_at_night(workspace, bill, linde, monkeypatch) -> None:
    reminders.allow(workspace, by="Mara", by_itself=True, now=NOW)
    for hour, count in ((7, 0), (8, 1), (17, 1), (18, 0)):
        monkeypatch.setattr(tasks.timezone, "localtime", lambda hour=hour: NOW.replace(hour=hour))
        assert tasks.remind_due.func() == count


def test_another_workspace_can_neither_see_nor_send_it(workspace, other_workspace, bill, linde) -> None:
    document = bill(linde)
    assert reads.today(other_workspace, TODAY + timedelta(days=24)).is_empty
    assert send(other_workspace, 10, document).count == 0
    with pytest.raises(UserError, match="not there any more"):
        reminders.pause(other_workspace, document.pk, reason="dispute", now=NOW)


def test_the_demo_sends_nothing(workspace, bill, linde) -> None:
    document = bill(linde)
    workspace.is_demo = True
    workspace.save()
    with pytest.raises(UserError, match="nothing leaves it"):
        send(workspace, 10, document)


def test_what_would_go_out_can_be_read_and_the_letter_printed(workspace, bill, linde, seller) -> None:
    document = bill(linde)
    ready = reminders.prepare(workspace, document.pk, now=day(10))
    assert ready.language == "de" and ready.subject.startswith("Zahlungserinnerung")
    assert reminders.letter_pdf(workspace, document.pk, now=day(10)).startswith(b"%PDF")
    with pytest.raises(UserError, match="No reminder of"):
        reminders.prepare(workspace, document.pk, now=NOW)
    assert not Reminder.objects.exists()
    pay(document, "119")
    for call in (reminders.prepare, reminders.letter_pdf):
        with pytest.raises(UserError, match="Nothing is open"):
            call(workspace, document.pk, now=day(10))


def test_a_credited_invoice_is_not_reminded_of(workspace, bill, linde) -> None:
    from freehold.apps.billing.services.corrections import cancel_invoice

    document = bill(linde)
    cancel_invoice(workspace, document.pk, now=NOW)
    assert reads.today(workspace, date(2027, 1, 1)).is_empty


def test_judging_a_hundred_invoices_takes_no_more_questions_than_one(workspace, bill, linde, django_assert_max_num_queries) -> None:
    first = bill(linde)
    for number in range(3):
        bill(linde, 50 + number)
    with django_assert_max_num_queries(9):
        assert len(reads.today(workspace, TODAY + timedelta(days=24)).going) == 4
    assert first.number
