"""The weekly brief: its findings, when it is written, and what a chat model may word."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from freehold.apps.billing.models import BillingSettings, TimeEntry
from freehold.apps.billing.services import recurring
from freehold.apps.billing.services.lines import LineInput
from freehold.apps.insights.models import WeeklyBrief
from freehold.apps.insights.services import briefing, forecasting, wording
from freehold.apps.insights.services.findings import Finding
from freehold.apps.insights.today import needs_you
from tests.apps.billing.conftest import NOW, TODAY
from tests.apps.billing.payment_samples import invoice
from tests.apps.insights.money_samples import cost, paid, quote, years


def kinds(workspace) -> dict[str, Finding]:
    return {one.kind: one for one in briefing.findings(workspace, NOW)}


def test_an_empty_workspace_has_no_finding_and_says_what_cannot_be_judged(workspace) -> None:
    found = briefing.judge(workspace, NOW)
    assert found.findings == ()
    assert {one.kind for one in found.not_judged} == {"runway", "rate", "sources"}


def test_late_invoices_are_found_with_their_rows(workspace, seller, linde, tulip) -> None:
    for back in range(2, 8):
        paid(workspace, linde, f"L-{back}", "10", TODAY - timedelta(days=400 * back), TODAY - timedelta(days=400 * back - 40))
    row = invoice(workspace, linde, "O-1", "1000", due_date=TODAY - timedelta(days=4))
    found = kinds(workspace)["late"]
    assert found.money == Decimal("1000.00") and "1 invoice over €1,000" in found.title
    assert found.evidence == [("O-1 · Hotel Linde GmbH · €1,000.00, 4 days late", reverse("billing:document", args=[row.pk]))]
    assert found.action[1] == reverse("billing:reminders")


def test_quotes_without_an_answer_for_two_weeks_are_found(workspace, seller, linde) -> None:
    quote(workspace, linde, "Q-1", "4000", issue_date=TODAY - timedelta(days=14))
    quote(workspace, linde, "Q-2", "100", issue_date=TODAY - timedelta(days=13))
    quote(workspace, linde, "Q-3", "100", issue_date=TODAY - timedelta(days=60), valid_until=TODAY - timedelta(days=1))
    found = kinds(workspace)["quotes"]
    assert found.money == Decimal(4000) and len(found.evidence) == 1


def test_unbilled_hours_are_worth_their_rate(workspace, seller, linde) -> None:
    TimeEntry.objects.create(workspace=workspace, client=linde, day=TODAY, minutes=90, created_at=NOW)
    assert "unbilled" in {one.kind for one in briefing.judge(workspace, NOW).not_judged}
    BillingSettings.objects.filter(pk=seller.pk).update(hourly_rate=Decimal(80))
    found = kinds(workspace)["unbilled"]
    assert found.money == Decimal(120) and found.action[1] == reverse("billing:bill_work", args=[linde.pk])


def test_a_client_who_brings_more_than_half_is_found(workspace, seller, linde, tulip) -> None:
    invoice(workspace, linde, "A", "6000", state="paid", open=Decimal(0))
    invoice(workspace, tulip, "B", "4000", state="paid", open=Decimal(0))
    found = kinds(workspace)["client"]
    assert "60 % of what you invoiced" in found.title and found.money == Decimal(1500)
    assert found.action[1] == f"{reverse('insights:forecast')}?lose={linde.pk}"


def test_short_cash_is_found_from_the_kept_forecast(workspace, seller, linde, tulip) -> None:
    years(workspace, [linde, tulip], 18)
    given = {"balance": Decimal(5000), "balance_on": TODAY, "tax_is_apart": True, "draw": Decimal(6000), "threshold": Decimal(0)}
    forecasting.save_settings(workspace, **given, now=NOW, today=TODAY)
    forecasting.run(workspace, now=NOW, today=TODAY)
    found = kinds(workspace)["runway"]
    assert found.money > 0 and "Your cash lasts until" in found.title


def test_costs_that_rise_are_found_with_their_kinds(workspace, seller) -> None:
    for back in range(1, 8):
        day = date(2026, 11 - back, 10)
        cost(workspace, "300" if back <= 3 else "200", day, f"Shop {back}")
    found = kinds(workspace)["costs"]
    assert found.money == Decimal("300.00") and "50 % more" in found.title
    assert found.evidence[0][1].endswith("?category=software")


def test_a_plan_that_ends_soon_is_found(workspace, seller, linde) -> None:
    recurring.add_plan(
        workspace, lines=[LineInput(name="Care", price=Decimal(500))], now=NOW, client_id=linde.pk, name="Care", unit="month",
        starts_on=date(2026, 1, 1), ends_on=TODAY + timedelta(days=30),
    )  # fmt: skip
    assert kinds(workspace)["plans"].money == Decimal(1500)


def test_the_most_money_comes_first_and_five_are_enough(workspace, seller, linde, monkeypatch) -> None:
    def made(number: int):
        return lambda _facts: Finding(f"kind{number}", Decimal(number), "EUR", "x", [], ("do", "/"))

    monkeypatch.setattr(briefing, "KINDS", tuple(made(number) for number in range(8)))
    assert [one.money for one in briefing.findings(workspace, NOW)] == [7, 6, 5, 4, 3]


@pytest.mark.parametrize(
    ("zone", "moment", "is_due"),
    [
        ("Europe/Berlin", datetime(2026, 11, 23, 5, 59, tzinfo=UTC), False),
        ("Europe/Berlin", datetime(2026, 11, 23, 6, 0, tzinfo=UTC), True),
        ("America/New_York", datetime(2026, 11, 23, 4, 0, tzinfo=UTC), True),
        ("Pacific/Auckland", datetime(2026, 11, 22, 18, 0, tzinfo=UTC), True),
        ("Nowhere/Land", datetime(2026, 11, 23, 6, 59, tzinfo=UTC), False),
    ],
)
def test_it_is_due_on_monday_at_seven_there(workspace, zone: str, moment: datetime, is_due: bool) -> None:
    type(workspace).objects.filter(pk=workspace.pk).update(time_zone=zone)
    local = moment.astimezone(briefing.zone_of(zone)).date()
    if zone == "America/New_York":  # still Sunday there: the week before was due long ago
        assert local.weekday() == 6
    assert (briefing.due(moment) == [workspace.pk]) is is_due
    if is_due:
        assert briefing.write(workspace, now=moment)
        assert briefing.due(moment) == []


def test_a_week_has_one_brief_unless_it_is_written_anew(workspace, seller, linde) -> None:
    assert briefing.write(workspace, now=NOW)
    quote(workspace, linde, "Q-1", "4000", issue_date=TODAY - timedelta(days=20))
    assert not briefing.write(workspace, now=NOW)
    assert WeeklyBrief.objects.get().findings == []
    assert briefing.write(workspace, now=NOW, again=True)
    assert [row["kind"] for row in WeeklyBrief.objects.get().findings] == ["quotes"]


def test_it_is_written_in_the_language_of_the_place(workspace, seller, linde) -> None:
    type(workspace).objects.filter(pk=workspace.pk).update(language="de")
    quote(workspace, linde, "Q-1", "4000", issue_date=TODAY - timedelta(days=20))
    briefing.write(workspace, now=NOW)
    assert "4.000" in WeeklyBrief.objects.get().findings[0]["title"]


def test_today_shows_the_first_finding_of_this_week_only(workspace, seller, linde, django_assert_num_queries) -> None:
    assert needs_you(workspace, NOW) == []
    quote(workspace, linde, "Q-1", "4000", issue_date=TODAY - timedelta(days=20))
    briefing.write(workspace, now=NOW)
    with django_assert_num_queries(1):
        (line,) = needs_you(workspace, NOW)
    assert "1 quote over €4,000" in line.note and line.url == reverse("insights:brief")
    assert needs_you(workspace, NOW + timedelta(days=8)) == []


OWN = "2 quotes over €4,100 together have been without an answer for two weeks or longer."


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Two quotes over €4,100 together have waited two weeks or longer without an answer.", ""),
        ("2 quotes over €5,100 together have been without an answer for two weeks or longer.", "number"),
        ("3 quotes over €4,100 together have been without an answer for two weeks or longer.", "number"),
        ("2 quotes over $4,100 together have been without an answer for two weeks or longer.", "number"),
        ("2 quotes over €4,100 together have been answered for two weeks or longer, 9 of 10.", "number"),
        ("Quotes wait.", "form"),
        ("<b>2 quotes over €4,100 together have been without an answer for two weeks or longer.</b>", "form"),
    ],
)
def test_a_wording_is_taken_only_with_the_same_numbers(text: str, why: str) -> None:
    assert wording.why_not_taken(OWN, text) == why


def test_without_a_model_our_words_stand(workspace, seller, linde) -> None:
    quote(workspace, linde, "Q-1", "4000", issue_date=TODAY - timedelta(days=20))
    briefing.write(workspace, now=NOW)
    row = WeeklyBrief.objects.get()
    assert (row.words, row.notes) == ({}, [])


def page(browser, *args: int) -> str:
    answer = browser.get(reverse("insights:brief_of", args=args) if args else reverse("insights:brief"))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_before_the_first_brief_offers_to_write_it(browser, seller) -> None:
    assert "No brief yet" in page(browser)
    assert browser.post(reverse("insights:brief_write")).status_code == 302


def test_the_page_shows_findings_evidence_and_what_is_not_judged(browser, workspace, seller, linde) -> None:
    quote(workspace, linde, "Q-1", "4000", issue_date=TODAY - timedelta(days=20))
    briefing.write(workspace, now=NOW)
    row = WeeklyBrief.objects.get()
    shown = page(browser)
    assert "1 quote over €4,000" in shown and "Q-1 · Hotel Linde GmbH" in shown and "Not judged yet" in shown
    assert shown.count("<h1") == 1
    assert page(browser, row.pk)
    assert browser.get(reverse("insights:brief_of", args=[row.pk + 1])).status_code == 404


def test_a_brief_of_another_workspace_is_not_there(browser, other_workspace) -> None:
    briefing.write(other_workspace, now=NOW)
    assert browser.get(reverse("insights:brief_of", args=[WeeklyBrief.objects.get().pk])).status_code == 404
