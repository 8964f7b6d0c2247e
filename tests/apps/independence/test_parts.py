"""What the gauges are worked out from: amounts by channel, board and client, waits, cash, rates and demand, and the stored result."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest

from freehold.apps.independence.models import GaugeReading, Platform, RiskResult
from freehold.apps.independence.selectors import stored
from freehold.apps.independence.services import own
from freehold.apps.independence.services.amounts import books, by_board, by_channel, by_client, contactable, waits
from freehold.apps.independence.services.platform_part import cash_of, platform_part
from freehold.apps.independence.services.rates_part import rates_part
from freehold.apps.independence.services.recompute import outdated, recompute
from freehold.domain.risk.concentration import totals
from tests.apps.independence.conftest import NOW

TODAY = date(2026, 11, 20)
SAID = {"cash": None, "monthly_costs": None, "lead_months": None, "at_a_time": 2, "rate": None}


def rng() -> np.random.Generator:
    return np.random.default_rng(6)


def platform_of(workspace, said=None):
    if said:
        own.save_inputs(workspace, given={**SAID, **said}, now=NOW)
    found, inputs = books(workspace, "EUR", TODAY), stored.inputs(workspace)
    cash = cash_of(workspace, found, inputs, "EUR")
    return platform_part(workspace, found, stored.platforms(workspace), inputs, cash, TODAY, rng())


def test_income_is_summed_by_platform_however_it_is_spelt_and_by_client(workspace, year):
    found = books(workspace, "EUR", TODAY)
    assert totals(by_channel(found)) == {"Upwork": 24000.0, "": 12000.0}
    assert totals(by_client(found)) == {str(year["lumen"].pk): 12000.0, str(year["orbit"].pk): 12000.0, str(year["kranich"].pk): 12000.0}


def test_an_address_at_the_platform_is_no_direct_contact(workspace, year):
    direct, without = contactable(workspace, books(workspace, "EUR", TODAY))
    assert [name for _pk, name in direct] == ["Kranich"] and [name for _pk, name in without] == ["Lumen", "Orbit"]


def test_leads_are_what_the_owner_wrote_about_by_the_board_seen_first(workspace, posting):
    for stage in ("applied", "talking", "won", "lost", "found", "dismissed"):
        posting("Logo", stage=stage)
    posting("Logo", stage="applied", board="paste")
    posting("Logo", stage="applied", board="remoteok")
    posting("Logo", stage="applied", days_ago=500)
    assert totals(by_board(workspace, TODAY)) == {"Upwork": 4.0, "Remote OK": 1.0, "": 1.0}


def test_a_wait_runs_from_the_first_contact_that_is_older_than_the_first_invoice(workspace, make_client, pay):
    old = make_client("Met in spring", created=NOW - timedelta(days=200))
    pay(old, 100, 100)
    pay(make_client("Put in afterwards"), 100, 50)
    assert waits(workspace, books(workspace, "EUR", TODAY).facts, TODAY) == [pytest.approx(100 / 30.4375, abs=0.05)]


def test_the_platform_gauge_spans_income_leads_and_reviews(workspace, year, posting):
    for at in range(6):
        posting("Logo", stage="applied", board="upwork.com" if at < 5 else "example.org")
    own.save_platform(workspace, name="upwork", reviews=20, now=NOW)
    gauge, data = platform_of(workspace)
    assert data["platform"] == "Upwork" and [one["n"] for one in data["measures"]] == [24, 6, 20]
    assert gauge.low is not None and gauge.high == 100.0 and gauge.low <= 66.7 and data["measures"][1]["share"]["high"] < 1
    assert (data["with_contact"], data["clients"]) == (1, 3)


def test_a_suspension_needs_cash_to_say_how_long_it_lasts(workspace, year):
    _gauge, data = platform_of(workspace)
    assert data["cash"]["amount"] is None and data["suspensions"][0]["cash_until"] is None and data["suspensions"][0]["recovery"] > 0
    assert data["lead"]["n"] == 0 and data["lead"]["assumed"] == 1 and data["lead"]["median"] == pytest.approx(2.5)
    _gauge, data = platform_of(workspace, {"cash": Decimal(2000), "monthly_costs": Decimal(3000), "lead_months": Decimal("4.0")})
    first = data["suspensions"][0]
    assert first["platform"] == "Upwork" and first["clients"] == 2 and first["kept"] == pytest.approx(1000, rel=0.15)
    assert 0 < first["cash_until"] <= first["alone"] * 3 and data["lead"]["median"] == 4.0 and data["cash"]["amount_from"] == "said"


def test_nothing_at_all_is_no_gauge_and_no_suspension(workspace):
    gauge, data = platform_of(workspace)
    assert not gauge.is_known and gauge.missing == "sources" and data["suspensions"] == [] and data["platform"] == ""


def test_an_amount_without_a_rate_is_left_out_and_counted(workspace, make_client, pay):
    pay(make_client("Far"), 100, 10, currency="XAU", rate=None)
    found = books(workspace, "EUR", TODAY)
    assert found.income == () and found.left_out == {"XAU": 2}  # the invoice and its payment


def test_a_rate_stands_among_the_postings_of_the_service_or_else_of_the_skills(workspace, freelancer, posting):
    own.propose_services(workspace, now=NOW)
    for at in range(12):
        posting("Figma screens", 40 + at * 5, days_ago=10 + at)
    services, said = stored.services(workspace), stored.inputs(workspace)
    gauge, data = rates_part(workspace, "EUR", services, said, NOW, rng())
    assert data["standing"]["group"] == "category" and data["mine"] == 60 and data["mine_from"] == "profile"
    assert gauge.n == 12 and gauge.low is not None and gauge.low < 4 / 12 * 100 < gauge.high
    for at in range(12):
        posting("Logo design for a bakery", 30 + at, days_ago=10 + at, rivals={"min": 5, "max": 9})
    _gauge, data = rates_part(workspace, "EUR", services, said, NOW, rng())
    assert data["standing"]["group"] == "service" and data["standing"]["median"]["n"] == 12
    assert data["rivals"] == {"n": 12, "median": 7.0, "low": 7.0, "high": 7.0} and data["change"]["known"] is None


def test_rates_in_a_currency_that_nobody_knows_are_counted_and_left_out(workspace, freelancer, posting):
    posting("Figma", 50, currency="XXX")
    _gauge, data = rates_part(workspace, "EUR", [], stored.inputs(workspace), NOW, rng())
    assert data["without_rate"] == 1 and data["standing"]["category_n"] == 0 and data["standing"]["group"] == "none"


def test_demand_compares_the_share_of_postings_before_and_now(workspace, freelancer, posting):
    own.propose_services(workspace, now=NOW)
    for at in range(40):
        posting("Logo design" if at % 2 else "Something else", days_ago=100 + at)
        posting("Logo design" if at % 8 == 0 else "Something else", days_ago=10 + at)
    _gauge, data = rates_part(workspace, "EUR", stored.services(workspace), stored.inputs(workspace), NOW, rng())
    logo = next(one for one in data["demand"] if one["name"] == "Logo design")
    assert logo["code"] == "apart" and logo["difference"][2] < 0 and logo["before"]["n"] + logo["after"]["n"] == 80


def test_services_are_proposed_once_with_their_sentences_as_tasks(workspace, freelancer):
    assert own.propose_services(workspace, now=NOW) == 2 and own.propose_services(workspace, now=NOW) == 0
    first, second = stored.services(workspace)
    assert [task.text for task in first.tasks.all()] == ["Sketch ideas for an article", "Draw the final picture in colour"]
    assert [task.text for task in second.tasks.all()] == ["Logo design"] and first.share == 50


def test_shares_that_nobody_gave_take_the_rest(workspace):
    assert own.filled([None, Decimal(40), None]) == [Decimal(30), Decimal(40), Decimal(30)]
    assert own.filled([Decimal(120), None]) == [Decimal(120), Decimal(0)]


def test_a_refused_match_stays_refused_when_the_service_is_saved_again(workspace, freelancer):
    own.propose_services(workspace, now=NOW)
    service = stored.services(workspace)[0]
    task = service.tasks.first()
    assert own.refuse_match(workspace, task.pk, "Grade stones", refused=True, now=NOW)
    given = [own.TaskGiven(one.text, one.share) for one in service.tasks.all()]
    own.save_service(workspace, name="Renamed", share=Decimal(50), words=(), tasks=given, now=NOW, service_id=service.pk)
    assert stored.own_service(workspace, service.pk).tasks.first().refused == ["Grade stones"]
    assert not own.refuse_match(workspace, 10**9, "x", refused=True, now=NOW)


def test_the_result_is_kept_once_and_readings_move_within_their_week(workspace, year):
    for days in (0, 0, 1, 2, 7, 8, 15):
        recompute(workspace, now=NOW + timedelta(days=days))
    assert RiskResult.objects.count() == 1
    days = list(GaugeReading.objects.filter(gauge="clients").order_by("day").values_list("day", flat=True))
    assert days[0] == TODAY and days[-1] == TODAY + timedelta(days=15) and len(days) == 4
    assert outdated(NOW + timedelta(days=15, hours=1)) == [] and outdated(NOW + timedelta(days=17)) == [workspace.pk]


def test_two_spellings_of_a_platform_are_one_row(workspace):
    own.save_platform(workspace, name="Upwork", reviews=1, now=NOW)
    own.save_platform(workspace, name="upwork.com", reviews=7, now=NOW)
    assert [(row.name, row.reviews) for row in Platform.objects.all()] == [("Upwork", 7)]
