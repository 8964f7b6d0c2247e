"""Recurring invoices: exactly once a period, caught up after sleep, and nothing half-made."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from freehold.apps.billing.models import Document, DocumentState, RecurringRun
from freehold.apps.billing.selectors import recurring as reads
from freehold.apps.billing.services import recurring, recurring_runs
from freehold.apps.billing.services.lines import LineInput
from freehold.domain.errors import UserError
from freehold.kit.mailing.models import OutgoingMail

from .conftest import NOW

CARE = LineInput(name="Care for the site, {month} {year}", price=Decimal(100), unit="C62")


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T09:00:00").replace(tzinfo=UTC)


@pytest.fixture
def care(workspace, seller, linde):
    def begin(**values):
        given = {"client_id": linde.pk, "name": "Care", "unit": "month", "starts_on": date(2026, 9, 1), **values}
        return recurring.add_plan(workspace, lines=given.pop("lines", [CARE]), now=NOW, **given)

    return begin


def papers(workspace) -> list[Document]:
    return list(Document.objects.for_workspace(workspace).order_by("service_from"))


def test_after_a_sleep_every_missed_period_gets_its_own_draft_once(workspace, care) -> None:
    plan = care()
    made = recurring_runs.run_plan(workspace, plan.pk, now=at("2026-11-22"))
    assert len(made) == 3
    assert recurring_runs.run_plan(workspace, plan.pk, now=at("2026-11-22")) == []
    found = papers(workspace)
    assert [(row.service_from.isoformat(), row.service_to.isoformat()) for row in found] == [
        ("2026-09-01", "2026-09-30"),
        ("2026-10-01", "2026-10-31"),
        ("2026-11-01", "2026-11-30"),
    ]
    assert next(row.lines.get().name for row in found) == "Care for the site, September 2026"
    assert {row.state for row in found} == {DocumentState.DRAFT}
    assert found[0].net == 100 and found[0].plan_id == plan.pk


def test_a_price_changes_from_its_day_on(workspace, care) -> None:
    plan = care()
    dearer = LineInput(name="Care", price=Decimal(120))
    recurring.change_plan(workspace, plan.pk, lines=[dearer], lines_from=date(2026, 11, 1), now=NOW)
    recurring_runs.run_plan(workspace, plan.pk, now=at("2026-11-22"))
    assert [row.net for row in papers(workspace)] == [100, 100, 120]


def test_mode_issue_gives_each_paper_its_number_in_order(workspace, care) -> None:
    plan = care(mode="issue")
    recurring_runs.run_plan(workspace, plan.pk, now=at("2026-11-22"))
    found = papers(workspace)
    assert [row.state for row in found] == [DocumentState.ISSUED] * 3
    assert [row.sequence for row in found] == [1, 2, 3]


def test_mode_send_puts_one_mail_for_each_into_the_outbox(workspace, care) -> None:
    plan = care(mode="send", starts_on=date(2026, 11, 1))
    recurring_runs.run_plan(workspace, plan.pk, now=at("2026-11-22"))
    recurring_runs.run_plan(workspace, plan.pk, now=at("2026-11-23"))
    mail = OutgoingMail.objects.for_workspace(workspace).get()
    assert (mail.to, mail.state, mail.automatic) == ("rechnung@linde.example", "waiting_approval", True)


def test_what_cannot_be_issued_leaves_nothing_half_made_and_says_why(workspace, care, seller) -> None:
    seller.vat_id = seller.tax_number = ""
    seller.save()
    plan = care(mode="issue")
    assert recurring_runs.run_plan(workspace, plan.pk, now=at("2026-11-22")) == []
    plan.refresh_from_db()
    assert plan.last_error and papers(workspace) == [] and not RecurringRun.objects.exists()
    assert reads.plans(workspace)[0].state == "stuck"
    seller.vat_id, seller.tax_number = "DE136695976", "215/5555/0815"
    seller.save()
    assert len(recurring_runs.run_plan(workspace, plan.pk, now=at("2026-11-22"))) == 3
    plan.refresh_from_db()
    assert plan.last_error == ""


def test_a_crash_while_issuing_takes_the_period_back(workspace, care, monkeypatch) -> None:
    plan = care(mode="issue", starts_on=date(2026, 11, 1))

    def crash(*_args, **_more):
        raise RuntimeError("power cut")

    monkeypatch.setattr(recurring_runs, "issue", crash)
    with pytest.raises(RuntimeError):
        recurring_runs.run_plan(workspace, plan.pk, now=at("2026-11-22"))
    assert papers(workspace) == [] and not RecurringRun.objects.exists()
    monkeypatch.undo()
    assert len(recurring_runs.run_plan(workspace, plan.pk, now=at("2026-11-22"))) == 1


def test_a_period_that_another_worker_made_meanwhile_is_not_made_again(workspace, care, monkeypatch) -> None:
    plan = care(starts_on=date(2026, 11, 1))
    recurring_runs.run_plan(workspace, plan.pk, now=at("2026-11-22"))
    monkeypatch.setattr(recurring_runs, "_done", lambda _plan: [])
    assert recurring_runs.run_plan(workspace, plan.pk, now=at("2026-11-22")) == []
    assert len(papers(workspace)) == 1


def test_a_paused_plan_rests_and_what_passed_is_skipped(workspace, care) -> None:
    plan = care()
    recurring.pause_plan(workspace, plan.pk, now=NOW)
    assert recurring_runs.run_plan(workspace, plan.pk, now=at("2026-11-22")) == []
    recurring.resume_plan(workspace, plan.pk, today=date(2026, 11, 22), now=NOW)
    assert recurring_runs.run_plan(workspace, plan.pk, now=at("2026-11-22")) == []
    assert recurring.take_back_skip(workspace, plan.pk, date(2026, 10, 1))
    assert len(recurring_runs.run_plan(workspace, plan.pk, now=at("2026-11-22"))) == 1
    assert len(recurring_runs.run_plan(workspace, plan.pk, now=at("2026-12-01"))) == 1


def test_one_period_can_be_left_out_and_an_end_ends_it(workspace, care) -> None:
    plan = care()
    recurring_runs.skip_period(workspace, plan.pk, date(2026, 10, 1), now=NOW)
    recurring.end_plan(workspace, plan.pk, on=date(2026, 11, 10), now=NOW)
    recurring_runs.run_plan(workspace, plan.pk, now=at("2027-03-01"))
    assert [row.service_from.month for row in papers(workspace)] == [9, 11]
    assert reads.plans(workspace)[0].state == "ended"
    with pytest.raises(UserError, match="invoiced already"):
        recurring_runs.skip_period(workspace, plan.pk, date(2026, 9, 1), now=NOW)
    with pytest.raises(UserError, match="no period that begins"):
        recurring_runs.skip_period(workspace, plan.pk, date(2026, 9, 2), now=NOW)


def test_the_rhythm_stays_once_something_was_invoiced(workspace, care) -> None:
    plan = care()
    recurring.change_plan(workspace, plan.pk, unit="quarter", now=NOW)
    recurring_runs.run_plan(workspace, plan.pk, now=at("2026-11-22"))
    with pytest.raises(UserError, match="rhythm and first day stay"):
        recurring.change_plan(workspace, plan.pk, unit="month", now=NOW)
    with pytest.raises(UserError, match="kept with them"):
        recurring.delete_plan(workspace, plan.pk, now=NOW)


@pytest.mark.parametrize(
    "wrong",
    [{"name": " "}, {"lines": []}, {"mode": "shout"}, {"unit": "moon"}, {"client_id": 0}, {"every": 0}, {"ends_on": date(2020, 1, 1)}],
)
def test_a_plan_that_makes_no_sense_is_refused(care, wrong: dict) -> None:
    with pytest.raises(UserError, match="Nothing was"):
        care(**wrong)


def test_a_plan_of_another_workspace_is_not_there(workspace, other_workspace, care) -> None:
    plan = care()
    assert recurring_runs.run_plan(other_workspace, plan.pk, now=at("2026-11-22")) == []
    with pytest.raises(UserError, match="not there any more"):
        recurring.pause_plan(other_workspace, plan.pk, now=NOW)


def test_the_clock_finds_what_is_due_and_the_forecast_what_is_coming(workspace, care) -> None:
    plan, later = care(), care(starts_on=date(2027, 1, 1), name="Later")
    today = date(2026, 11, 22)
    assert reads.due_plans(today) == [(workspace.pk, plan.pk)]
    recurring_runs.run_plan(workspace, plan.pk, now=at("2026-11-22"))
    assert reads.due_plans(today) == []
    coming = reads.expected(workspace, today=today, until=today + timedelta(days=45))
    assert [(row.plan_id, row.on, row.net) for row in coming] == [
        (plan.pk, date(2026, 12, 1), 100),
        (plan.pk, date(2027, 1, 1), 100),
        (later.pk, date(2027, 1, 1), 100),
    ]


def test_a_paper_can_become_a_plan(workspace, care) -> None:
    plan = care(starts_on=date(2026, 11, 1))
    (made,) = recurring_runs.run_plan(workspace, plan.pk, now=at("2026-11-22"))
    copy = recurring.plan_from_document(workspace, made, starts_on=date(2026, 12, 1), now=NOW)
    assert (copy.name, copy.mode, copy.currency, len(copy.lines)) == ("Care", "draft", "EUR", 1)


@pytest.mark.parametrize(
    ("name", "plain"), [("Care {month} {year}", "Care"), ("{month}: care", ": care"), ("Care", "Care"), ("{month}", "{month}")]
)
def test_a_plan_is_named_without_what_each_invoice_fills_in(name: str, plain: str) -> None:
    assert reads.plan_name(name) == plain
