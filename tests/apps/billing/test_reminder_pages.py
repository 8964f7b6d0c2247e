"""The reminder pages: what would go out, one button, and how it is stopped."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from freehold.apps.billing.models import BillingSettings, ClientLadder, Document, Reminder
from freehold.apps.billing.services import drafts, issue
from freehold.apps.billing.services.lines import LineInput
from freehold.kit.mailing.models import OutgoingMail
from freehold.kit.mailing.selectors import is_approved

from .conftest import NOW

LATER = NOW + timedelta(days=24)


@pytest.fixture
def late(workspace, seller, linde, monkeypatch) -> Document:
    draft = drafts.new_draft(workspace, kind="invoice", client_id=linde.pk, now=NOW, lines=[LineInput(name="Work", price=Decimal(100))])
    document = issue.issue(workspace, draft.pk, now=NOW)
    for module in ("freehold.apps.billing.views.reminders", "freehold.apps.billing.services.reminders"):
        monkeypatch.setattr(f"{module}.timezone.now", lambda: LATER)
    return document


def page(browser, name: str, *args: int, status: int = 200) -> str:
    answer = browser.get(reverse(f"billing:{name}", args=args))
    assert answer.status_code == status
    return answer.content.decode()


def post(browser, view: str, /, *args: int, **data) -> str:
    answer = browser.post(reverse(f"billing:{view}", args=args), data, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_empty_list_says_what_it_is_for(browser, seller) -> None:
    assert "Nobody owes you anything" in page(browser, "reminders")


def test_the_list_says_what_would_go_out_and_why(browser, late) -> None:
    shown = page(browser, "reminders")
    assert "1 reminder would go out today" in shown
    assert late.number in shown and "Hotel Linde GmbH" in shown and "10 days ago" in shown
    assert "allow-reminders" in shown and not OutgoingMail.objects.exists()


def test_the_first_button_asks_for_leave_and_the_next_does_not(browser, workspace, late) -> None:
    shown = post(browser, "reminders_send", document=[late.pk], allow="1", by_itself="1")
    assert "1 reminder is on its way." in shown
    assert is_approved(workspace.pk, "reminder") and is_approved(workspace.pk, "reminder_by_itself")
    assert OutgoingMail.objects.get().state == "queued"
    assert "Nothing had to go out any more" in post(browser, "reminders_send", document=[late.pk])
    assert OutgoingMail.objects.count() == 1
    assert "Sent lately" in page(browser, "reminders")


def test_nothing_ticked_sends_nothing(browser, late) -> None:
    assert "Nothing was ticked" in post(browser, "reminders_send")
    assert "not there any more" in post(browser, "reminders_send", document=["999999"])
    assert not OutgoingMail.objects.exists()


def test_many_are_sent_in_the_background(browser, workspace, late, monkeypatch) -> None:
    monkeypatch.setattr("freehold.apps.billing.views.reminders.AT_ONCE", 0)
    assert "being written" in post(browser, "reminders_send", document=[late.pk], allow="1")


def test_a_mail_can_be_read_before_with_its_files(browser, late) -> None:
    shown = page(browser, "reminder", late.pk)
    assert "Zahlungserinnerung" in shown and "rechnung@linde.example" in shown
    answer = browser.get(reverse("billing:reminder_file", args=(late.pk, 0)))
    assert answer.content.startswith(b"%PDF") and "attachment" in answer["Content-Disposition"]
    assert browser.get(reverse("billing:reminder_file", args=(late.pk, 9))).status_code == 404
    letter = browser.get(reverse("billing:reminder_letter", args=(late.pk,)))
    assert letter.content.startswith(b"%PDF")
    assert not Reminder.objects.exists()


def test_a_promise_stops_it_and_can_be_ended(browser, late) -> None:
    until = (LATER + timedelta(days=5)).date().isoformat()
    shown = post(browser, "reminder_pause", late.pk, reason="promise", until=until, note="<b>called</b>")
    assert "They promised to pay" in shown and "&lt;b&gt;called" in shown
    assert "You told Freehold to wait" in page(browser, "reminders")
    assert browser.post(reverse("billing:reminder_resume", args=(late.pk,))).status_code == 303
    assert "is reminded of again" in page(browser, "reminders")
    assert "needs the day" in post(browser, "reminder_pause", late.pk, reason="promise")
    assert "Choose why" in post(browser, "reminder_pause", late.pk, reason="mood")


def test_the_ladder_is_written_as_people_write_it(browser, seller) -> None:
    post(browser, "reminders_ladder", steps="−5, 2; 14")
    assert BillingSettings.objects.get().ladder == [-5, 2, 14]
    assert "Write days as numbers" in post(browser, "reminders_ladder", steps="soon")
    assert "at most 12 steps" in post(browser, "reminders_ladder", steps="900")
    assert BillingSettings.objects.get().ladder == [-5, 2, 14]


def test_a_client_can_have_days_of_their_own_or_none(browser, linde, late) -> None:
    assert "Hotel Linde GmbH" in page(browser, "reminders_client", linde.pk)
    post(browser, "reminders_client", linde.pk, how="own", steps="30")
    assert ClientLadder.objects.get().steps == [30]
    post(browser, "reminders_client", linde.pk, how="never", steps="")
    assert ClientLadder.objects.get().steps == []
    assert "Nothing has to go out today" in page(browser, "reminders")
    post(browser, "reminders_client", linde.pk, how="usual", steps="")
    assert not ClientLadder.objects.exists()
    answer = browser.post(reverse("billing:reminders_client", args=(linde.pk,)), {"how": "own", "steps": ""})
    assert answer.status_code == 422 and "at least one day" in answer.content.decode()


def test_going_out_by_itself_is_a_switch(browser, workspace, late) -> None:
    post(browser, "reminders_by_itself", on="1")
    assert is_approved(workspace.pk, "reminder_by_itself")
    post(browser, "reminders_by_itself", on="0")
    assert not is_approved(workspace.pk, "reminder_by_itself")


def test_another_workspace_s_invoice_is_not_found(browser, other_workspace, late) -> None:
    session = browser.session
    session["workspace"] = other_workspace.pk
    session.save()
    for name in ("reminder", "reminder_letter"):
        assert browser.get(reverse(f"billing:{name}", args=(late.pk,))).status_code == 404


def test_the_list_asks_the_database_a_bounded_number_of_questions(browser, late, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(40):
        page(browser, "reminders")
