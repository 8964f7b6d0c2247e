"""Late payment: the risk of each open invoice, what is kept of it, and what lists and pages say."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from freehold.apps.billing import panels
from freehold.apps.billing.events import InvoiceIssued, InvoicePaid
from freehold.apps.billing.services import reminders
from freehold.apps.insights import subscribers, tasks
from freehold.apps.insights.late_notes import late_notes
from freehold.apps.insights.models import InvoiceRisk
from freehold.apps.insights.services import late
from freehold.apps.insights.services.history import settled
from tests.apps.billing.conftest import NOW, TODAY
from tests.apps.billing.payment_samples import invoice
from tests.apps.insights.money_samples import paid


@pytest.fixture
def history(workspace, seller, linde, tulip):
    """One client who is always late, and one who never is."""
    for back in range(2, 18):
        issued = TODAY - timedelta(days=30 * back)
        paid(workspace, linde, f"L-{back}", "1000", issued, issued + timedelta(days=34))
        paid(workspace, tulip, f"T-{back}", "1000", issued, issued + timedelta(days=9))


def test_who_was_late_before_is_likely_late_again(workspace, history, linde, tulip) -> None:
    slow = invoice(workspace, linde, "O-1", "1000", issue_date=TODAY, due_date=TODAY + timedelta(days=14))
    quick = invoice(workspace, tulip, "O-2", "3000", issue_date=TODAY, due_date=TODAY + timedelta(days=14))
    found = late.judge(workspace, today=TODAY)
    by_id = {one.invoice.id: one for one in found.rows}
    assert (found.n, found.late, found.speaks) == (32, 16, True)
    first, second = by_id[slow.pk], by_id[quick.pk]
    assert first.risk.probability > 0.8 and first.action == "sooner" and first.risk.n == 16
    assert first.risk.low <= first.risk.probability <= first.risk.high
    assert second.risk.probability < 0.2 and second.action == ""
    assert first.risk.expected > first.invoice.due > second.risk.expected
    assert [one.invoice.id for one in found.rows] == [slow.pk, quick.pk], "what is at stake comes first"


@pytest.mark.parametrize(("days", "action"), [(1, "remind"), (21, "remind"), (22, "call")])
def test_what_is_overdue_is_reminded_and_after_three_weeks_called(workspace, history, tulip, days: int, action: str) -> None:
    invoice(workspace, tulip, "O-1", "500", issue_date=TODAY - timedelta(days=days + 14), due_date=TODAY - timedelta(days=days))
    (one,) = late.judge(workspace, today=TODAY).rows
    assert (one.days_late, one.action) == (days, action)
    assert one.risk.expected >= TODAY


def test_what_clients_disagree_with_comes_late_as_it_did_before(workspace, seller, linde, tulip) -> None:
    for back in range(2, 18):
        issued = TODAY - timedelta(days=30 * back)
        queried = back % 4 == 0
        row = paid(workspace, linde if back % 2 else tulip, f"L-{back}", "1000", issued, issued + timedelta(days=40 if queried else 9))
        if queried:
            reminders.pause(workspace, row.pk, reason="dispute", now=datetime(issued.year, issued.month, issued.day, 12, tzinfo=UTC))
            reminders.resume(workspace, row.pk, now=NOW)
    plain, queried = (
        invoice(workspace, tulip, f"O-{at}", "3000", issue_date=TODAY, due_date=TODAY + timedelta(days=14)).pk for at in (1, 2)
    )
    reminders.pause(workspace, queried, reason="dispute", now=NOW)
    risks = {one.invoice.id: one.risk for one in late.judge(workspace, today=TODAY).rows}
    assert sum(one.disputed for one in settled(workspace)) == 4
    assert risks[queried].probability > risks[plain].probability + 0.3
    assert risks[queried].expected > risks[plain].expected


def test_a_dispute_that_came_after_the_due_date_is_not_taken_for_foreknowledge(workspace, seller, linde) -> None:
    row = paid(workspace, linde, "L-1", "100", TODAY - timedelta(days=90), TODAY - timedelta(days=20))
    reminders.pause(workspace, row.pk, reason="dispute", now=NOW)
    assert [one.disputed for one in settled(workspace)] == [False]


def test_with_few_settled_invoices_nothing_is_claimed(workspace, seller, linde) -> None:
    paid(workspace, linde, "L-1", "100", TODAY - timedelta(days=90), TODAY - timedelta(days=20))
    invoice(workspace, linde, "O-1", "500", issue_date=TODAY, due_date=TODAY + timedelta(days=14))
    found = late.judge(workspace, today=TODAY)
    assert not found.speaks and found.rows[0].risk.method == "none" and found.rows[0].action == ""
    assert late.refresh(workspace, today=TODAY) == 0


def test_risks_are_kept_changed_and_go_with_the_invoice(workspace, other_workspace, history, linde) -> None:
    row = invoice(workspace, linde, "O-1", "1000", issue_date=TODAY, due_date=TODAY + timedelta(days=14))
    assert late.refresh(workspace, today=TODAY) == 1
    assert late.refresh(workspace, today=TODAY) == 1
    kept = late.late_risk(workspace, [row.pk], TODAY)
    assert kept[row.pk].n == 16 and kept[row.pk].expected > TODAY
    assert late.late_risk(other_workspace, [row.pk], TODAY) == {}
    assert late.late_risk(workspace, [row.pk], kept[row.pk].expected + timedelta(days=1)) == {}, "a day gone by is no expectation"
    type(row).objects.filter(pk=row.pk).update(state="paid", open=0)
    assert late.refresh(workspace, today=TODAY) == 0
    assert not InvoiceRisk.objects.exists()


def test_the_clock_finds_whose_risks_are_not_of_today(workspace, other_workspace, history, linde) -> None:
    invoice(workspace, linde, "O-1", "1000", issue_date=TODAY, due_date=TODAY + timedelta(days=14))
    assert late.outdated(NOW) == [workspace.pk, other_workspace.pk]
    late.refresh(workspace, today=TODAY)
    assert late.outdated(NOW) == [other_workspace.pk]
    assert tasks.tend.func() >= 1


@pytest.mark.parametrize("event", [lambda pk: InvoiceIssued(pk, 1, "invoice"), lambda pk: InvoicePaid(pk, 1)], ids=["issued", "paid"])
def test_a_new_and_a_settled_invoice_have_the_rest_judged_anew(workspace, monkeypatch, event) -> None:
    asked = []
    monkeypatch.setattr(type(tasks.risks), "enqueue", lambda _self, *args: asked.append(args))
    told = event(workspace.pk)
    (subscribers.invoice_issued if isinstance(told, InvoiceIssued) else subscribers.invoice_paid)(told)
    assert asked == [(workspace.pk,)]


def test_a_currency_without_a_rate_is_listed_and_in_no_sum(workspace, history, linde, browser) -> None:
    invoice(workspace, linde, "O-X", "700", currency="XXX", due_date=TODAY - timedelta(days=3))
    assert late.judge(workspace, today=TODAY).rows[0].worth is None
    shown = browser.get(reverse("insights:late")).content.decode()
    assert "O-X" in shown and "in no sum" in shown


def test_chances_are_held_against_what_happened_from_thirty_on(workspace, history) -> None:
    known = settled(workspace)
    assert late.calibrated(known[:29]) == []
    rows = late.calibrated(known)
    assert rows and sum(row.observed.n for row in rows) > 0


def page(browser, name: str = "insights:late") -> str:
    answer = browser.get(reverse(name))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_without_invoices_says_so(browser, seller) -> None:
    shown = page(browser)
    assert "Nobody owes you anything" in shown and "0 of your invoices were settled" in shown
    assert shown.count("<h1") == 1


def test_the_page_shows_chance_day_and_one_thing_to_do(browser, workspace, history, linde) -> None:
    today = datetime.now(tz=UTC).date()
    row = invoice(workspace, linde, "O-1", "1000", issue_date=today, due_date=today + timedelta(days=14))
    old = invoice(workspace, linde, "O-0", "1000", issue_date=today - timedelta(days=19), due_date=today - timedelta(days=5))
    assert "is being computed" in page(browser)
    assert tasks.risks.func(workspace.pk) == 2
    late.recalibrate(workspace, today=today)
    shown = page(browser)
    assert "16 settled invoices of theirs" in shown and "Remind earlier than usual" in shown
    assert reverse("billing:reminders_client", args=[linde.pk]) in shown
    assert "5 days late" in shown and reverse("billing:reminder", args=[old.pk]) in shown
    assert reverse("billing:document", args=[row.pk]) in shown
    assert "Do the chances hold?" in shown
    answer = browser.get(reverse("insights:late"), {"chart": "calibration", "as": "csv"})
    assert answer["Content-Type"].startswith("text/csv")


def test_the_page_asks_the_same_few_questions_for_many_invoices(browser, workspace, history, linde, django_assert_max_num_queries) -> None:
    for number in range(40):
        invoice(workspace, linde, f"O-{number}", "10", due_date=date(2027, 1, 1))
    with django_assert_max_num_queries(16):
        page(browser)


def test_lists_of_billing_show_the_expected_day_through_the_hook(
    browser, workspace, history, linde, monkeypatch, django_assert_num_queries
) -> None:
    today = datetime.now(tz=UTC).date()
    row = invoice(workspace, linde, "O-1", "1000", issue_date=today, due_date=today + timedelta(days=14), net=Decimal(1000))
    monkeypatch.setattr(panels, "late_risks", [])
    assert "money likely" not in page(browser, "billing:documents")
    late.refresh(workspace, today=today)
    monkeypatch.setattr(panels, "late_risks", [late_notes])
    with django_assert_num_queries(1):
        notes = panels.late_notes(workspace, [row.pk], today)
    assert notes[row.pk].likely_late and notes[row.pk].n == 16
    assert "money likely" in page(browser, "billing:documents")
    assert "Likely late: remind earlier?" in page(browser, "billing:reminders")
    with django_assert_num_queries(0):
        assert panels.late_notes(workspace, [], today) == {}


def test_many_invoices_at_once_are_judged_once_and_a_workspace_that_is_gone_by_then_is_no_fault(workspace, seller, linde) -> None:
    for at in range(5):
        row = invoice(workspace, linde, f"O-{at}", "100", issue_date=TODAY, due_date=TODAY)
        subscribers.invoice_issued(InvoiceIssued(workspace.pk, row.pk, "invoice"))
    assert DBTaskResult.objects.filter(task_path=tasks.risks.module_path).count() == 1
    assert tasks.risks.func(10**9) == 0
    assert tasks.forecast.func(10**9) is False and tasks.brief.func(10**9) is False
