"""Each figure is what its sentence says: sums, quotients, what is left out, and nothing that the rows cannot support."""

from __future__ import annotations

from decimal import Decimal

import pytest

from freehold.apps.billing.models import BillingSettings
from freehold.apps.clients.services.merging import merge_clients
from freehold.apps.insights import selectors
from freehold.apps.insights.selectors.facts import Days
from freehold.apps.insights.selectors.figures import figures
from tests.apps.insights.numbers.conftest import NOW, TODAY, day

pytestmark = pytest.mark.django_db
YEAR = Days(day(1, 1), day(12, 31))


def of(workspace, span=YEAR, base="EUR"):
    return figures(workspace, span, base, TODAY)


def test_nothing_gives_no_figure_at_all(workspace):
    found = of(workspace)
    assert not found.has_any
    assert (found.utilisation, found.hourly, found.of_capacity, found.concentration, found.win.rate) == (None,) * 5
    assert found.seasons == found.months == found.clients == ()


def test_money_is_summed_without_vat_and_costs_without_the_vat_that_comes_back(workspace, books):
    linde = books.client("Linde")
    first = books.invoice(linde, day(3, 1), "1000", tax="190")
    books.invoice(linde, day(4, 1), "500", tax="95")
    books.pay(first, day(3, 20), "595")
    books.cost(day(3, 5), "100", tax="19")
    found = of(workspace)
    assert (found.invoiced.amount, found.received.amount, found.costs.amount, found.profit) == (1500, 500, 100, 400)
    assert found.owed.amount == Decimal(595 + 595)
    BillingSettings.objects.create(workspace=workspace, tax_scheme="small")
    assert of(workspace).costs.amount == 119


def test_a_credit_note_makes_a_month_negative_and_a_refund_counts_against(workspace, books):
    linde = books.client("Linde")
    paid = books.invoice(linde, day(2, 1), "200", due=0)
    books.pay(paid, day(2, 10))
    books.invoice(linde, day(5, 1), "300", kind="credit_note", due=None)
    books.pay(paid, day(5, 3), "-200")
    found = of(workspace)
    assert found.invoiced.amount == -100
    assert found.received.amount == 0
    may = next(row for row in found.months if row.first == day(5, 1))
    assert (may.invoiced, may.received) == (-300, -200)
    assert found.concentration is None, "nothing is left of what came in"


def test_fees_bids_and_costs_are_told_apart_and_find_their_channel(workspace, books):
    up = books.client("Ulm Ltd", channel="Upwork")
    paper = books.invoice(up, day(3, 1), "1000")
    books.pay(paper, day(3, 10), fee="30")
    books.cost(day(3, 2), "100", category="fees", supplier="upwork")
    books.cost(day(3, 2), "12", category="advertising", supplier="Upwork", description="80 connects")
    books.cost(day(3, 3), "40", client=up)
    books.cost(day(3, 4), "7", supplier="Paper shop")
    found = of(workspace)
    assert (found.fees.amount, found.bids.amount, found.costs.amount) == (130, 12, 47)
    (channel,) = found.channels
    assert (channel.name, channel.fees, channel.bids, channel.costs, channel.true_net) == ("Upwork", 130, 12, 40, 818)
    (client,) = found.clients
    assert (client.fees, client.bids, client.costs, client.true_net) == (30, 0, 40, 930)


def test_a_project_of_a_platform_gives_the_channel_where_the_client_has_none(workspace, books):
    one = books.client("One")
    books.pay(books.invoice(one, day(3, 1), "10", platform=" malt "), day(3, 2))
    books.pay(books.invoice(books.client("Two", channel="Malt"), day(3, 1), "20"), day(3, 2))
    books.pay(books.invoice(one, day(3, 1), "5"), day(3, 2))
    shares = selectors.income_by_channel(workspace, "EUR", YEAR)
    assert [(row.name, row.amount) for row in shares] == [("Malt", 30), ("", 5)]


def test_unpaid_hours_are_valued_at_their_rate_and_those_without_are_named(workspace, books):
    linde, kern = books.client("Linde", hourly_rate=Decimal(80)), books.client("Kern")
    books.pay(books.invoice(linde, day(3, 1), "1000"), day(3, 2))
    books.time(linde, day(3, 1), 600)
    books.time(linde, day(3, 1), 90, billable=False)
    books.time(kern, day(3, 1), 60, billable=False)
    found = of(workspace)
    by_name = {row.name: row for row in found.clients}
    assert (by_name["Linde"].unpaid_value, by_name["Linde"].true_net) == (120, 880)
    assert (by_name["Kern"].unpaid, by_name["Kern"].unpaid_without_rate, by_name["Kern"].unpaid_value) == (60, 60, 0)
    assert found.utilisation == Decimal(600) / Decimal(750)
    assert round(found.hourly, 2) == Decimal("80.00")


def test_utilisation_is_held_against_the_hours_of_the_profile_from_the_first_day_of_work(workspace, books, freelancer):
    freelancer.hours_per_week = Decimal(20)
    freelancer.save()
    linde = books.client("Linde")
    books.invoice(linde, day(11, 16), "100")
    books.time(linde, day(11, 16), 600)
    found = of(workspace)
    assert found.capacity == 20
    assert found.of_capacity == Decimal("0.5")


def test_late_pay_is_in_days_by_amount_and_costs_only_with_a_rate_of_the_owner(workspace, books):
    linde = books.client("Linde")
    books.pay(books.invoice(linde, day(3, 1), "3000"), day(3, 25))
    books.pay(books.invoice(linde, day(3, 1), "1000"), day(3, 10))
    (row,) = of(workspace).clients
    assert (row.late_days, row.late_cost) == (Decimal("7.5"), None)
    BillingSettings.objects.create(workspace=workspace, interest="terms", interest_percent=Decimal("7.3"))
    (row,) = of(workspace).clients
    assert row.late_cost == Decimal(6)
    assert row.true_net == 3994


def test_a_foreign_invoice_counts_by_its_own_rate_and_the_difference_is_shown_apart(workspace, books):
    usa = books.client("Acme", currency="USD")
    books.pay(books.invoice(usa, day(3, 2), "1000", currency="USD", rate="0.9"), day(3, 20), paid_in="EUR", used="880")
    found = of(workspace)
    assert (found.received.amount, found.exchange) == (900, -20)
    (row,) = found.clients
    assert row.true_net == 880
    in_dollars = of(workspace, base="USD")
    assert (in_dollars.invoiced.amount, in_dollars.exchange) == (1000, 0)


def test_an_invoice_without_a_rate_is_left_out_and_counted(workspace, books):
    books.pay(books.invoice(books.client("Far"), day(3, 2), "1000", currency="XAU"), day(3, 3))
    found = of(workspace)
    assert found.received.n == found.invoiced.n == 0
    assert found.left_out == {"XAU": 2}


def test_one_client_is_said_to_be_one_and_an_interval_waits_for_five_months(workspace, books):
    linde = books.client("Linde")
    for month in range(1, 5):
        books.pay(books.invoice(linde, day(month, 1), "100"), day(month, 5))
    known = of(workspace).concentration
    assert (known.hhi, known.effective, known.low, known.n) == (1, 1, None, 4)
    kern = books.client("Kern")
    for month in range(5, 10):
        books.pay(books.invoice(kern, day(month, 1), "300"), day(month, 5))
    known = of(workspace).concentration
    assert known.n == 9
    assert 0.5 < known.low <= float(known.shares[0].share) <= known.high <= 1
    assert known == of(workspace).concentration, "the draws are the same every time"


def test_a_month_of_the_year_waits_for_its_second_year(workspace, books):
    linde = books.client("Linde")
    for year, net in ((2025, "100"), (2026, "300")):
        books.pay(books.invoice(linde, day(3, 1, year), net), day(3, 5, year))
    seasons = {row.month: row for row in of(workspace).seasons}
    assert (seasons[3].mean, seasons[3].n) == (200, 2)
    assert (seasons[10].mean, seasons[10].n) == (0, 2)
    assert (seasons[1].mean, seasons[1].n) == (None, 1)
    assert (seasons[11].mean, seasons[11].n) == (None, 1), "this month is not over"


def test_merged_clients_are_one(workspace, books):
    one, two = books.client("One"), books.client("Two", channel="Malt")
    books.pay(books.invoice(one, day(3, 1), "10"), day(3, 2))
    books.pay(books.invoice(two, day(3, 1), "20"), day(3, 2))
    merge_clients(workspace, two.pk, one.pk, now=NOW)
    (row,) = of(workspace).clients
    assert (row.key, row.received) == (two.pk, 30)


def test_series_for_forecasts_have_no_gaps_and_other_workspaces_see_nothing(workspace, other, books):
    linde = books.client("Linde")
    books.pay(books.invoice(linde, day(8, 1), "100"), day(8, 5))
    books.cost(day(9, 1), "30")
    series = selectors.monthly_income(workspace, "EUR", until=TODAY)
    assert series.months == (day(8, 1), day(9, 1), day(10, 1), day(11, 1))
    assert series.values == (100, 0, 0, 0)
    assert selectors.monthly_costs(workspace, "EUR", until=TODAY).values == (30, 0, 0)
    (settled,) = selectors.settled_invoices(workspace)
    assert (settled.client_id, settled.amount, settled.due, settled.paid) == (linde.pk, 100, day(8, 15), day(8, 5))
    books.invoice(linde, day(11, 1), "70")
    (waiting,) = selectors.open_invoices(workspace, TODAY)
    assert (waiting.amount, waiting.client) == (70, "Linde")
    assert selectors.monthly_income(other, "EUR", until=TODAY).months == ()
    assert selectors.settled_invoices(other) == selectors.open_invoices(other, TODAY) == ()
    assert not of(other).has_any
