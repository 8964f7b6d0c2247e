"""The page of the cash forecast in each of its states, its questions, and what it costs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from freehold.apps.insights.models import CashForecast, CashSettings
from freehold.apps.insights.services import forecasting
from freehold.apps.insights.services.places import today_of
from freehold.kit.jobs.models import Progress
from freehold.kit.jobs.progress import progress_of
from tests.apps.billing.payment_samples import invoice
from tests.apps.insights.money_samples import cost, quote, years


def page(browser, **asked: str) -> str:
    answer = browser.get(reverse("insights:forecast"), asked)
    assert answer.status_code == 200
    shown = answer.content.decode()
    assert shown.count("<h1") == 1
    return shown


@pytest.fixture
def made(workspace, seller, linde, tulip):
    """A forecast from two and a half years, made today."""
    now = datetime.now(tz=UTC)
    today = today_of(workspace, now)
    years(workspace, [linde, tulip], 30, until=today)
    invoice(workspace, linde, "O-1", "2380", net=Decimal(2000), issue_date=today, due_date=today + timedelta(days=14))
    invoice(workspace, tulip, "O-X", "70", currency="XXX", issue_date=today, due_date=today)
    quote(workspace, linde, "Q-1", "4000", issue_date=today)
    cost(workspace, "90", today, "Printer", due_date=today + timedelta(days=7), paid_on=None)
    given = {"balance": Decimal(9000), "balance_on": today, "tax_is_apart": False, "draw": Decimal(4000), "threshold": Decimal(3000)}
    forecasting.save_settings(workspace, **given, now=now, today=today)
    return forecasting.run(workspace, now=now, today=today)


def test_before_the_first_forecast_it_says_what_it_is_made_of(browser, seller) -> None:
    shown = page(browser)
    assert "No forecast yet" in shown and "What is in your account?" in shown


def test_it_is_made_in_the_background_with_progress_and_can_be_stopped(browser, workspace, seller) -> None:
    assert browser.post(reverse("insights:forecast_start")).status_code == 302
    assert browser.post(reverse("insights:forecast_start")).status_code == 302
    assert Progress.objects.count() == 1
    assert "The forecast is being made" in page(browser)
    work = browser.get(reverse("insights:forecast_work"))
    assert 'hx-trigger="every 2s"' in work.content.decode()
    browser.post(reverse("insights:forecast_stop"))
    assert progress_of(forecasting.progress_key(workspace)).stop_requested
    now = datetime.now(tz=UTC)
    assert forecasting.run(workspace, now=now, today=now.date()) is None
    done = browser.get(reverse("insights:forecast_work"), {"busy": "1"})
    assert done.headers["HX-Refresh"] == "true"


def test_work_that_failed_says_so(browser, workspace, seller) -> None:
    forecasting.start(workspace, now=datetime.now(tz=UTC))
    Progress.objects.update(state="failed")
    assert "did not come to its end" in page(browser)


def test_with_no_data_at_all_it_says_what_is_missing(browser, workspace, seller) -> None:
    now = datetime.now(tz=UTC)
    forecasting.run(workspace, now=now, today=now.date())
    shown = page(browser)
    assert "Your balance is not known" in shown and "no whole month" in shown
    assert "Your cash lasts until" not in shown


def test_it_shows_how_long_cash_lasts_and_what_it_stands_on(browser, made) -> None:
    shown = page(browser)
    assert "Your cash lasts until" in shown and "in 1 of 10 cases until" in shown
    assert "8 of 10 cases" in shown and "less than €3,000.00" in shown
    for words in ("Open invoices", "O-1 · Hotel Linde GmbH", "Open quotes", "Not counted yet", "Bills to pay", "New work, by month"):
        assert words in shown
    assert "O-X (¤70.00)" in shown or "O-X (XXX" in shown
    assert "of the 80 %" not in shown and "80 % is right" in shown and "from 30 months of your history" in shown


def test_every_row_has_its_link(browser, made) -> None:
    shown = page(browser)
    for one in made.given.items:
        if one.kind in {"invoice", "quote"}:
            assert reverse("billing:document", args=[one.id]) in shown
        if one.kind == "bill":
            assert reverse("billing:expense", args=[one.id]) in shown


def test_questions_are_answered_from_what_is_kept(browser, made, linde) -> None:
    shown = page(browser, lose=str(linde.pk), below="-500,50")
    assert "less at the end" in shown and "How much cash would you have then?" in shown
    assert "less than -€500.50" in shown
    assert "more at the end" in page(browser, rate="20")
    away = made.as_of + timedelta(days=50)
    assert "less at the end" in page(browser, off_from=away.isoformat(), days_off="21")


@pytest.mark.parametrize(
    "asked", [{"lose": "999999"}, {"rate": "much"}, {"below": "x"}, {"off_from": "never"}, {"days_off": "-3"}, {"rate": "1e9"}]
)
def test_a_question_that_makes_no_sense_is_answered_kindly(browser, made, asked) -> None:
    assert 'class="errors"' in page(browser, **asked)


def test_the_balance_is_kept_and_the_forecast_made_anew(browser, workspace, seller) -> None:
    today = today_of(workspace, datetime.now(tz=UTC)).isoformat()
    given = {"balance": "1.234,50", "balance_on": today, "draw": "2000", "threshold": ""}
    answer = browser.post(reverse("insights:forecast_balance"), given)
    assert answer.status_code == 302
    row = CashSettings.objects.get()
    assert (row.balance, row.draw, row.threshold, row.tax_is_apart) == (Decimal("1234.50"), Decimal(2000), 0, False)
    assert progress_of(forecasting.progress_key(workspace)) is not None
    browser.post(reverse("insights:forecast_balance"), {**given, "balance": "-20"})
    assert CashSettings.objects.get().balance == Decimal(-20), "an account may be overdrawn"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [({"balance_on": ""}, "on which day"), ({"balance": "much"}, "Enter a number"), ({"draw": "-5"}, "without a minus"),
     ({"balance_on": "2999-01-01"}, "day to come")],
)  # fmt: skip
def test_what_is_wrong_in_the_balance_is_said_and_nothing_kept(browser, workspace, seller, wrong, words) -> None:
    given = {"balance": "10", "balance_on": "2026-01-01", **wrong}
    answer = browser.post(reverse("insights:forecast_balance"), given)
    assert answer.status_code == 422 and words in answer.content.decode()
    assert not CashSettings.objects.exists()


@pytest.mark.parametrize("kind", ["csv", "svg", "png"])
def test_the_chart_is_there_as_a_file(browser, made, kind: str) -> None:
    answer = browser.get(reverse("insights:forecast"), {"chart": "cash", "as": kind})
    assert answer.status_code == 200 and len(answer.content) > 200


def test_the_page_reads_little(browser, made, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(12):
        page(browser)


def test_another_workspace_sees_nothing_of_it(browser, made, other_workspace) -> None:
    session = browser.session
    session["workspace"] = other_workspace.pk
    session.save()
    assert CashForecast.objects.count() == 1
    assert "No forecast yet" in page(browser)
