"""The pages of recurring invoices."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from freehold.apps.billing.models import Document, RecurringPlan
from freehold.apps.billing.services import recurring
from freehold.apps.billing.services.lines import LineInput

from .conftest import NOW


def form(client, **values) -> dict[str, str]:
    given = {
        "name": "Care",
        "client_id": str(client.pk),
        "every": "1",
        "unit": "month",
        "starts_on": "2026-10-01",
        "in_advance": "1",
        "mode": "draft",
        "lines-TOTAL_FORMS": "2",
        "lines-INITIAL_FORMS": "0",
        "lines-0-name": "Care for {month}",
        "lines-0-quantity": "1,5",
        "lines-0-unit": "HUR",
        "lines-0-price": "1.080,50",
        "lines-1-name": "",
    }
    return {**given, **values}


@pytest.fixture
def plan(workspace, seller, linde) -> RecurringPlan:
    line = LineInput(name="Care for {month}", price=Decimal(100))
    return recurring.add_plan(workspace, lines=[line], now=NOW, client_id=linde.pk, name="Care", unit="month", starts_on=date(2026, 9, 1))


def page(browser, name: str, *args: int) -> str:
    answer = browser.get(reverse(f"billing:{name}", args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def post(browser, view: str, /, *args: int, **data) -> str:
    answer = browser.post(reverse(f"billing:{view}", args=args), data, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_empty_list_says_what_it_is_for(browser, seller) -> None:
    assert "Nothing comes again yet" in page(browser, "recurring")


def test_a_plan_is_begun_with_numbers_as_people_write_them(browser, workspace, seller, linde) -> None:
    page(browser, "recurring_add")
    shown = post(browser, "recurring_add", **form(linde))
    assert "“Care” is planned." in shown
    made = RecurringPlan.objects.get()
    assert made.lines == [{"name": "Care for {month}", "quantity": "1.5", "unit": "HUR", "price": "1080.50"}]
    assert "Care" in page(browser, "recurring")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"lines-0-name": ""}, "Say what this line is for"),
        ({"lines-0-name": "", "lines-0-price": ""}, "at least one line"),
        ({"ends_on": "2026-01-01"}, "lies before the first"),
        ({"client_id": ""}, "This field is required"),
        ({"lines-0-price": "much"}, "Enter a number"),
        ({"unit": "moon"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_saved(browser, seller, linde, wrong: dict, words: str) -> None:
    answer = browser.post(reverse("billing:recurring_add"), form(linde, **wrong))
    assert answer.status_code == 422 and words in answer.content.decode()
    assert not RecurringPlan.objects.exists()


def test_what_is_due_can_be_made_at_once_and_periods_left_out(browser, plan, workspace) -> None:
    shown = page(browser, "recurring_plan", plan.pk)
    assert "Make it now" in shown
    assert "This period is left out." in post(browser, "recurring_skip", plan.pk, period="2026-10-01")
    assert "Invoice it after all" in page(browser, "recurring_plan", plan.pk)
    post(browser, "recurring_run", plan.pk)
    assert [row.service_from.month for row in Document.objects.for_workspace(workspace).order_by("service_from")][:2] == [9, 11]
    assert "after all" in post(browser, "recurring_skip", plan.pk, period="2026-10-01", back="1")
    assert "This is no day" in post(browser, "recurring_skip", plan.pk, period="soon")


def test_a_price_that_changes_later_is_kept_with_its_day(browser, plan, linde) -> None:
    page(browser, "recurring_edit", plan.pk)
    changed = form(
        linde,
        starts_on="2026-09-01",
        lines_from="2027-01-01",
        **{"lines-INITIAL_FORMS": "1", "lines-0-quantity": "1", "lines-0-unit": "C62", "lines-0-price": "120"},
    )
    assert "Saved." in post(browser, "recurring_edit", plan.pk, **changed)
    plan.refresh_from_db()
    assert plan.lines[0]["price"] == "100" and plan.changes[0]["from"] == "2027-01-01"


def test_saving_without_a_change_changes_no_price(browser, plan, linde) -> None:
    same = form(
        linde,
        starts_on="2026-09-01",
        **{"lines-INITIAL_FORMS": "1", "lines-0-quantity": "1", "lines-0-unit": "C62", "lines-0-price": "100"},
    )
    post(browser, "recurring_edit", plan.pk, **same)
    plan.refresh_from_db()
    assert plan.changes == [] and plan.lines[0]["price"] == "100"


def test_it_rests_goes_on_ends_and_is_deleted(browser, plan) -> None:
    assert "Go on" in post(browser, "recurring_pause", plan.pk)
    assert "Let it rest" in post(browser, "recurring_resume", plan.pk)
    assert "Choose a day" in post(browser, "recurring_end", plan.pk, on="")
    assert "It has ended" in post(browser, "recurring_end", plan.pk, on="2026-09-15")
    assert "The plan is deleted" in post(browser, "recurring_delete", plan.pk)
    assert not RecurringPlan.objects.exists()


def test_why_a_plan_is_stuck_stands_on_its_page(browser, plan) -> None:
    RecurringPlan.objects.for_workspace(plan.workspace_id).update(last_error="Your tax number is missing.")
    shown = page(browser, "recurring_plan", plan.pk)
    assert "could not be made" in shown and "Your tax number is missing." in shown and "Try now" in shown
    assert "Needs you" in page(browser, "recurring")


def test_a_plan_of_another_workspace_is_not_found(browser, plan, other_workspace) -> None:
    session = browser.session
    session["workspace"] = other_workspace.pk
    session.save()
    assert browser.get(reverse("billing:recurring_plan", args=(plan.pk,))).status_code == 404
    assert browser.get(reverse("billing:recurring_edit", args=(plan.pk,))).status_code == 404
    answer = browser.post(reverse("billing:recurring_pause", args=(plan.pk,)))
    assert answer.status_code == 302
    plan.refresh_from_db()
    assert plan.paused_at is None


def test_a_paper_becomes_a_plan(browser, plan, workspace) -> None:
    post(browser, "recurring_run", plan.pk)
    document = Document.objects.for_workspace(workspace).first()
    assert "A monthly plan was made of it" in post(browser, "recurring_from_document", document.pk)
    assert RecurringPlan.objects.count() == 2
