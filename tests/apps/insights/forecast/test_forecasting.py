"""The cash forecast: what it stands on, what it says, and what it says when there is little to go by."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from freehold.apps.billing.services import recurring
from freehold.apps.billing.services.lines import LineInput
from freehold.apps.insights.services import forecasting
from freehold.apps.insights.services.gathered import AHEAD, Gathered
from freehold.apps.insights.services.gathering import gather
from freehold.apps.insights.services.simulating import Change, simulate
from freehold.domain.errors import UserError
from freehold.kit.jobs.progress import progress_of, request_stop
from tests.apps.billing.conftest import NOW, TODAY
from tests.apps.billing.payment_samples import invoice, line
from tests.apps.insights.money_samples import cost, paid, quote, years


def told(workspace, **given) -> None:
    values = {"balance": Decimal(12000), "balance_on": TODAY, "tax_is_apart": True, "draw": Decimal(2000), "threshold": Decimal(0)}
    forecasting.save_settings(workspace, **{**values, **given}, now=NOW, today=TODAY)


def items(given: Gathered, kind: str):
    return [one for one in given.items if one.kind == kind]


def test_without_anything_there_is_a_flat_line_without_a_start(workspace, seller) -> None:
    given = gather(workspace, today=TODAY)
    assert (given.months, given.first, given.items, given.start.source) == (0, None, (), "")
    view = simulate(given)
    assert not view.has_start and not view.is_statistical
    assert view.band(0.1) == view.band(0.9) == [0.0] * (AHEAD + 1)
    assert view.lasts_until() is None


def test_what_was_gathered_is_the_same_after_it_was_stored(workspace, seller, linde, tulip) -> None:
    years(workspace, [linde, tulip], 18)
    invoice(workspace, linde, "O-1", "1190", net=Decimal(1000), due_date=TODAY + timedelta(days=9))
    given = gather(workspace, today=TODAY)
    assert Gathered.from_json(given.to_json()) == given


def test_three_months_are_too_short_and_what_is_known_still_counts(workspace, seller, linde) -> None:
    years(workspace, [linde], 3)
    invoice(workspace, linde, "O-1", "5000", issue_date=TODAY, due_date=TODAY + timedelta(days=14))
    told(workspace, draw=None)
    view = simulate(gather(workspace, today=TODAY))
    assert not view.is_statistical and view.n == 2 and view.needed > 3
    assert view.band(0.5)[-1] == pytest.approx(17000)


def test_an_open_invoice_comes_with_its_vat_unless_the_tax_lies_apart(workspace, seller, linde) -> None:
    invoice(workspace, linde, "O-1", "1190", net=Decimal(1000), tax=Decimal(190), issue_date=TODAY, due_date=TODAY)
    told(workspace, tax_is_apart=False)
    given = gather(workspace, today=TODAY)
    assert [one.amount for one in items(given, "invoice")] == [Decimal("1190.00")]
    assert [(one.amount, one.on) for one in items(given, "vat")] == [(Decimal("-190.00"), date(2027, 1, 10))]
    told(workspace)
    given = gather(workspace, today=TODAY)
    assert [one.amount for one in items(given, "invoice")] == [Decimal("1000.00")] and not items(given, "vat")


def test_a_currency_without_a_rate_is_left_out_and_named(workspace, seller, linde) -> None:
    invoice(workspace, linde, "O-9", "777", currency="XXX")
    quote(workspace, linde, "Q-9", "50", currency="XXX")
    cost(workspace, "8", TODAY - timedelta(days=40), "Far away", currency="XXX")
    given = gather(workspace, today=TODAY)
    assert {(row["kind"], row["amount"], row["currency"]) for row in given.left_out} == {
        ("invoice", "777.00", "XXX"),
        ("quote", "50.00", "XXX"),
        ("expense", "8.00", "XXX"),
    }
    assert not given.items


def test_quotes_count_only_when_enough_were_answered(workspace, seller, linde) -> None:
    quote(workspace, linde, "Q-1", "4000")
    for number, state in enumerate(["accepted", "declined", "declined", "expired"]):
        quote(workspace, linde, f"Q-1{number}", "100", state, issue_date=TODAY - timedelta(days=500))
    given = gather(workspace, today=TODAY)
    assert given.quotes.chance is None and [one.expected for one in items(given, "quote")] == [Decimal(0)]
    quote(workspace, linde, "Q-20", "100", "accepted", issue_date=TODAY - timedelta(days=500))
    given = gather(workspace, today=TODAY)
    assert (given.quotes.won, given.quotes.ended) == (2, 5) and 0.3 < given.quotes.chance < 0.5
    assert [one.chance for one in items(given, "quote")] == [given.quotes.chance]


def test_an_accepted_quote_counts_until_it_is_invoiced(workspace, seller, linde) -> None:
    row = quote(workspace, linde, "Q-1", "4000", "accepted")
    invoice(workspace, linde, "D-1", "1000", kind="deposit", quote=row)
    assert [one.amount for one in items(gather(workspace, today=TODAY), "accepted")] == [Decimal("3000.00")]
    invoice(workspace, linde, "F-1", "3000", kind="final", quote=row)
    assert not items(gather(workspace, today=TODAY), "accepted")


def test_a_plan_is_known_and_its_past_is_not_counted_again(workspace, seller, linde) -> None:
    plan = recurring.add_plan(
        workspace, lines=[LineInput(name="Care", price=Decimal(800))], now=NOW, client_id=linde.pk, name="Care", unit="month",
        starts_on=date(2025, 11, 1),
    )  # fmt: skip
    for month in range(1, 13):
        first = date(2025, month, 1) if month > 10 else date(2026, month, 1)
        paid(workspace, linde, f"P-{month}", "800", first, first + timedelta(days=9), plan=plan)
        plan.runs.create(period_start=first, period_end=first + timedelta(days=27), created_at=NOW)
    given = gather(workspace, today=date(2026, 12, 15))
    assert given.income == {} and sum(given.planned) == pytest.approx(800 * 12, abs=800)
    assert {one.amount for one in items(given, "recurring")} == {Decimal("800.00")}
    assert len(items(given, "recurring")) == 14
    assert sum(given.total) == sum(given.planned)


def test_a_cost_that_repeats_is_known_and_not_counted_again(workspace, seller) -> None:
    for month in range(3, 12):
        cost(workspace, "49.90", date(2026, month, 2), "Host")
        cost(workspace, "100", date(2026, month, 12), f"Shop {month}")
    given = gather(workspace, today=TODAY)
    assert len(items(given, "cost")) == 12 and {one.amount for one in items(given, "cost")} == {Decimal("-49.90")}
    assert given.costs == [100.0] * 8


def test_a_bill_that_is_late_goes_out_now(workspace, seller) -> None:
    cost(workspace, "100", TODAY - timedelta(days=60), "Paper", due_date=TODAY - timedelta(days=30), paid_on=None, gross=Decimal(119))
    assert [(one.amount, one.on) for one in items(gather(workspace, today=TODAY), "bill")] == [(Decimal("-119.00"), TODAY)]


def test_the_balance_is_carried_forward_to_today(workspace, seller, linde) -> None:
    told(workspace, balance_on=TODAY - timedelta(days=10))
    paid(workspace, linde, "H-1", "500", TODAY - timedelta(days=20), TODAY - timedelta(days=3))
    cost(workspace, "120", TODAY - timedelta(days=2), "Shop")
    cost(workspace, "999", TODAY - timedelta(days=12), "Before")
    start = gather(workspace, today=TODAY).start
    assert (start.amount, start.moved, start.source) == (12380.0, 380.0, "own")


def test_the_balance_of_the_last_statement_is_taken_where_the_owner_gave_none(workspace, seller) -> None:
    row = line(workspace, "10.00")
    row.statement.closing_balance = Decimal("4321.00")
    row.statement.save()
    start = gather(workspace, today=TODAY).start
    assert (start.amount, start.source, start.on) == (4321.0, "statement", "2026-11-02")


def test_near_months_take_little_from_the_history_and_far_ones_all(workspace, seller, linde, tulip) -> None:
    years(workspace, [linde, tulip], 30)
    given = gather(workspace, today=TODAY)
    assert given.fresh_n == 24
    assert list(given.fresh) == sorted(given.fresh)
    assert given.fresh[0] < 0.3 < 0.9 < given.fresh[3]


def test_cash_lasts_shorter_in_one_case_of_ten_and_without_the_client(workspace, seller, linde, tulip) -> None:
    years(workspace, [linde, tulip], 30)
    told(workspace, draw=Decimal(4200), balance=Decimal(6000))
    given = gather(workspace, today=TODAY)
    view = simulate(given)
    assert view == simulate(given), "the same facts say the same"
    assert view.is_statistical and view.n == 30
    middle, low = view.lasts_until(0.5), view.lasts_until(0.1)
    assert middle and low and TODAY < low < middle
    without = simulate(given, Change(lost=(linde.pk,)))
    assert without.lasts_until(0.5) < middle
    assert simulate(given, Change(rate=20)).band(0.5)[-1] > view.band(0.5)[-1]
    away = simulate(given, Change(off_from=TODAY + timedelta(days=60), days_off=14))
    assert away.band(0.5)[-1] < view.band(0.5)[-1]
    chances = view.chance_below(0)
    assert all(0 <= one <= 1 for one in chances) and chances[-1] > chances[0]
    assert view.chance_below(-(10**9))[5] == 0 and view.chance_below(10**9)[5] == 1


def test_negative_months_and_a_huge_invoice_do_no_harm(workspace, seller, linde) -> None:
    years(workspace, [linde], 14)
    paid(workspace, linde, "BIG", "180000", TODAY - timedelta(days=200), TODAY - timedelta(days=180))
    paid(workspace, linde, "BACK", "-20000", TODAY - timedelta(days=100), TODAY - timedelta(days=90))
    given = gather(workspace, today=TODAY)
    assert min(given.total) < 0 < max(given.total)
    view = simulate(given)
    assert view.band(0.1)[-1] <= view.band(0.5)[-1] <= view.band(0.9)[-1]


def test_a_forecast_is_made_in_the_background_and_kept(workspace, seller, linde, tulip) -> None:
    years(workspace, [linde, tulip], 30)
    told(workspace)
    begun = forecasting.start(workspace, now=NOW, actor="Mara")
    assert begun is not None and progress_of(forecasting.progress_key(workspace)) is not None
    kept = forecasting.run(workspace, now=NOW, today=TODAY)
    found = forecasting.latest(workspace)
    assert found == kept and found.as_of == TODAY
    assert found.band(0.5) == pytest.approx(simulate(found.given).band(0.5), abs=0.01)
    assert [one.months for one in found.checked] == [1, 3, 6] and all(one.n > 0 for one in found.checked)
    assert found.cash_without(linde.pk).band(0.5)[-1] < found.band(0.5)[-1]


def test_without_a_channel_its_clients_are_gone(workspace, seller, linde, tulip) -> None:
    type(linde).objects.filter(pk=linde.pk).update(channel="Upwork")
    years(workspace, [linde, tulip], 30)
    forecasting.run(workspace, now=NOW, today=TODAY)
    found = forecasting.latest(workspace)
    assert found.given.of_channel("Upwork") == [linde.pk]
    assert found.cash_without("Upwork") == found.cash_without(linde.pk)


def test_stopped_work_keeps_the_former_forecast(workspace, seller, linde, monkeypatch) -> None:
    years(workspace, [linde], 12)
    first = forecasting.run(workspace, now=NOW, today=TODAY)
    forecasting.start(workspace, now=NOW)
    request_stop(forecasting.progress_key(workspace))
    assert forecasting.run(workspace, now=NOW + timedelta(days=1), today=TODAY) is None
    assert forecasting.latest(workspace) == first
    assert progress_of(forecasting.progress_key(workspace)).state == "stopped"


def test_a_balance_needs_a_day_that_has_been(workspace, seller) -> None:
    with pytest.raises(UserError, match="which day"):
        told(workspace, balance_on=None)
    with pytest.raises(UserError, match="day to come"):
        told(workspace, balance_on=TODAY + timedelta(days=1))


def test_another_workspace_is_not_looked_at(workspace, other_workspace, seller, linde) -> None:
    years(workspace, [linde], 12)
    given = gather(other_workspace, today=TODAY)
    assert not given.items and not given.income and not given.clients


def test_gathering_asks_few_questions_whatever_there_is(workspace, seller, linde, tulip, django_assert_max_num_queries) -> None:
    years(workspace, [linde, tulip], 30)
    with django_assert_max_num_queries(23):
        gather(workspace, today=TODAY)
