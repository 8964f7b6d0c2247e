"""The price: built from hours and rate, held against floor, budget and market, in Decimal, and never silently below the floor."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.errors import UserError
from freehold.domain.matching.profile import RateFloor
from freehold.domain.money.exchange import ExchangeRates
from freehold.domain.postings.analysis import Pay
from freehold.domain.proposals.market import market_of
from freehold.domain.proposals.price import Price, price_from_json, price_to_json
from freehold.domain.proposals.pricing import Situation, build, estimated_hours, rounded_up, warnings
from tests.unit.proposals.samples import read

RATES = ExchangeRates(date(2026, 11, 20), {"USD": Decimal("1.10"), "JPY": Decimal(160)})
FLOOR = RateFloor("hourly", Decimal(65), "EUR")
USUAL = Situation("EUR", "Booking page", rate=Decimal(80), rate_currency="EUR", floor=FLOOR, hours=Decimal(50), exchange=RATES)


def pay(kind, low, high, currency="EUR"):
    return Pay(kind, Decimal(low) if low else None, Decimal(high) if high else None, currency, "quoted")


def option(price, key):
    return next(one for one in price.options if one.key == key)


def codes(price, situation):
    return {(key, warn.code) for key, warn in warnings(price, situation)}


def test_one_price_is_hours_times_rate_with_its_reasons():
    price = build(USUAL)
    one = option(price, "fixed")
    assert one.total("EUR") == Decimal(4000)
    assert [reason["code"] for reason in one.reasons] == ["own_rate", "hours_times_rate"]
    assert [one.key for one in price.offered] == ["fixed"]
    assert len([one for one in price.options if one.kind == "package"]) == 3


def test_who_pays_by_the_hour_is_offered_the_hour():
    price = build(replace(USUAL, budget=pay("hourly", 70, 90)))
    assert [one.key for one in price.offered] == ["hourly"]


def test_a_budget_above_the_floor_lowers_the_rate_and_says_so():
    price = build(replace(USUAL, budget=pay("hourly", 60, 70)))
    assert option(price, "hourly").lines[0].price == Decimal(70)
    assert "within_budget" in [reason["code"] for reason in option(price, "hourly").reasons]


def test_a_budget_below_the_floor_stays_at_the_floor_and_says_so():
    situation = replace(USUAL, budget=pay("hourly", 30, 40))
    price = build(situation)
    assert option(price, "hourly").lines[0].price == Decimal(65)
    assert "budget_below_floor" in [reason["code"] for reason in option(price, "hourly").reasons]
    assert ("hourly", "over_budget") in codes(price, situation)


def test_a_typed_price_below_the_floor_is_told():
    price = price_from_json(
        {"currency": "EUR", "options": [{"key": "fixed", "kind": "fixed", "hours": "50", "lines": [{"name": "All", "price": "2000"}]}]}
    )
    assert codes(price, USUAL) == {("fixed", "below_floor")}


def test_no_rate_anywhere_makes_no_price():
    situation = Situation("EUR", "x", hours=Decimal(10))
    assert build(situation).options == ()
    assert codes(build(situation), situation) == {("", "no_rate")}


def test_without_an_own_rate_the_market_is_named_as_the_source():
    market = market_of([Decimal(amount) for amount in (50, 60, 70, 80, 90, 100)], "EUR")
    price = build(Situation("EUR", "x", hours=Decimal(10), market=market))
    assert option(price, "hourly").reasons[0]["code"] == "market_rate"
    assert option(price, "hourly").reasons[0]["n"] == "6"


def test_another_currency_is_converted_and_names_the_day():
    price = build(replace(USUAL, currency="USD"))
    hourly = option(price, "hourly")
    assert hourly.lines[0].price == Decimal("88.00")
    assert {"code": "converted", "from": "EUR", "to": "USD", "day": "2026-11-20"} in hourly.reasons


def test_a_currency_without_a_rate_of_exchange_is_told():
    situation = replace(USUAL, currency="XYZ")
    price = Price("XYZ")
    assert codes(price, situation) == {("", "no_exchange")}
    assert build(situation).options == ()


def test_yen_have_no_cents():
    price = build(replace(USUAL, currency="JPY"))
    assert option(price, "hourly").lines[0].price == Decimal(12800)


def test_a_fixed_budget_gives_the_hours_that_it_pays():
    price = build(replace(USUAL, hours=None, budget=pay("fixed", None, 3000)))
    assert option(price, "fixed").hours == Decimal("37.5")
    assert option(price, "fixed").total("EUR") == Decimal(3000)


def test_rounding_up_does_not_leave_a_budget_that_would_fit():
    price = build(replace(USUAL, hours=Decimal("24.9"), budget=pay("fixed", None, 1995)))
    assert option(price, "fixed").total("EUR") == Decimal(1995)


def test_hours_follow_from_length_and_week():
    analysis = read("We need somebody for Django. Duration: 4 weeks. About 20 hours per week.")
    assert estimated_hours(analysis) == Decimal(80)
    assert estimated_hours(read("We need somebody for Django.")) is None


@pytest.mark.parametrize(("amount", "nice"), [("101", 105), ("1001", 1010), ("4001", 4050), ("12345", 12400), ("100", 100)])
def test_prices_are_rounded_as_people_name_them(amount, nice):
    assert rounded_up(Decimal(amount)) == nice


@given(
    st.decimals(min_value=1, max_value=500, places=2),
    st.decimals(min_value=1, max_value=500, places=2),
    st.decimals(min_value=1, max_value=900, places=1),
    st.sampled_from(["hourly", "fixed", "daily", "weekly"]),
    st.decimals(min_value=1, max_value=100000, places=2),
)
def test_no_built_price_lies_below_the_floor_without_saying_so(rate, floor, hours, kind, budget):
    situation = replace(USUAL, rate=rate, floor=RateFloor("hourly", floor, "EUR"), hours=hours, budget=Pay(kind, None, budget, "EUR", ""))
    price = build(situation)
    told = codes(price, situation)
    for one in price.options:
        hourly = one.lines[0].price if one.kind == "hourly" else one.hourly("EUR")
        assert hourly >= floor or (one.key, "below_floor") in told
        assert isinstance(one.total("EUR"), Decimal)


def test_json_and_back_is_the_same():
    price = build(USUAL)
    assert price_from_json(price_to_json(price)) == price


@pytest.mark.parametrize(
    "data",
    [
        {"currency": "EURO"},
        {"currency": "EUR", "deposit_percent": "120"},
        {"currency": "EUR", "options": [{"kind": "odd"}]},
        {"currency": "EUR", "options": [{"kind": "fixed", "lines": [{"name": "", "price": "1"}]}]},
        {"currency": "EUR", "options": [{"kind": "fixed", "lines": [{"name": "x", "price": "a lot"}]}]},
        {"currency": "EUR", "options": [{"kind": "fixed", "lines": [{"name": "x", "price": "1", "quantity": "-1"}]}]},
        {"currency": "EUR", "options": [{"kind": "fixed", "lines": [{"name": "x", "price": "NaN"}]}]},
        {"currency": "EUR", "options": [{"key": "a", "kind": "fixed"}, {"key": "a", "kind": "fixed"}]},
    ],
)
def test_a_price_that_cannot_stand_is_refused(data):
    with pytest.raises(UserError):
        price_from_json(data)


def test_the_market_needs_six_and_tells_how_sure_it_is():
    assert market_of([Decimal(50)] * 5, "EUR") is None
    market = market_of([Decimal(amount) for amount in range(41, 141)], "EUR")
    assert market.n == 100
    assert market.median == Decimal("90.5")
    # Order statistics of 100: the 40th smallest and the 40th largest hold the median with 95 %.
    assert (market.median_low, market.median_high) == (Decimal(80), Decimal(101))
    assert market.low < market.median_low < market.median < market.median_high < market.high
