"""The hourly market rate: what it learns, when it refuses, and what holds whatever it is given."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from freehold.domain.matching.market_rate import FEWEST, FEWEST_ALIKE, Observation, Signs, learn


def seen(rate: float, n: int, level: str = "", *trades: str, place: str = "") -> list[Observation]:
    """Return n observations around a rate, a little apart from each other."""
    return [Observation(rate * (1 + 0.02 * (number % 5 - 2)), Signs(level, trades, place)) for number in range(n)]


def test_too_few_postings_teach_nothing():
    assert learn([]) is None
    assert learn(seen(50, FEWEST - 1, "", "django")) is None
    assert learn(seen(50, FEWEST, "", "django")) is not None


def test_rates_that_are_none_are_left_out():
    odd = [Observation(rate, Signs()) for rate in (0.0, -5.0, math.nan, math.inf)] * FEWEST
    assert learn(odd) is None
    market = learn(odd + seen(50, FEWEST))
    assert market is not None
    assert market.n == FEWEST


def test_trade_level_and_country_move_the_rate_and_say_so():
    market = learn(
        [
            *seen(20, 40, "junior", "wordpress"),
            *seen(30, 40, "senior", "wordpress"),
            *seen(60, 40, "junior", "kubernetes"),
            *seen(90, 40, "senior", "kubernetes", place="CH"),
        ]
    )
    assert market is not None
    estimate = market.estimate(Signs("senior", ("kubernetes",), "CH"))
    assert estimate.median == pytest.approx(90, rel=0.15)
    assert market.estimate(Signs("junior", ("wordpress",))).median == pytest.approx(20, rel=0.15)
    assert estimate.low <= estimate.median <= estimate.high
    assert (estimate.n, estimate.alike) == (160, 80)
    assert {factor.kind for factor in estimate.factors} == {"level", "trade", "level_in_trade", "place"}
    assert max(estimate.factors, key=lambda factor: factor.times).name in {"kubernetes", "CH", "senior, kubernetes"}


def test_the_factors_turn_the_middle_into_the_estimate():
    market = learn([*seen(20, 40, "junior", "wordpress"), *seen(80, 40, "senior", "kubernetes")])
    assert market is not None
    estimate = market.estimate(Signs("senior", ("kubernetes", "wordpress")))
    assert estimate.middle * math.prod(factor.times for factor in estimate.factors) == pytest.approx(estimate.median)


def test_an_unknown_trade_changes_nothing_and_is_not_grounded():
    market = learn([*seen(40, 60, "", "django"), *seen(40, FEWEST_ALIKE - 1, "", "perl")])
    assert market is not None
    assert market.estimate(Signs("", ("falconry",))).median == pytest.approx(market.estimate(Signs()).median)
    assert not market.estimate(Signs("", ("falconry",))).is_grounded
    assert not market.estimate(Signs("", ("perl",))).is_grounded
    assert market.estimate(Signs("", ("django",))).is_grounded


def test_a_rare_sign_is_drawn_towards_the_middle():
    market = learn([*seen(40, 100, "", "django"), *seen(400, 2, "", "cobol")])
    assert market is not None
    assert 40 < market.estimate(Signs("", ("cobol",))).median < 300


def test_one_odd_posting_moves_nothing():
    calm = learn(seen(40, 60, "", "django"))
    odd = learn([*seen(40, 60, "", "django"), Observation(9000, Signs("", ("django",)))])
    assert calm is not None
    assert odd is not None
    ask = Signs("", ("django",))
    assert odd.estimate(ask).median == pytest.approx(calm.estimate(ask).median, rel=0.03)


signs = st.builds(
    Signs,
    st.sampled_from(["", "junior", "senior"]),
    st.lists(st.sampled_from(["django", "figma", "seo", "law"]), max_size=3).map(tuple),
    st.sampled_from(["", "DE", "US"]),
    st.sampled_from(["", "new"]),
)
rates = st.floats(1, 500, allow_nan=False)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.builds(Observation, rates, signs), min_size=FEWEST, max_size=60), signs)
def test_any_market_is_the_same_twice_and_its_range_holds_its_middle(observations, ask):
    first, again = learn(observations), learn(observations)
    assert first is not None
    assert first == again
    estimate = first.estimate(ask)
    assert 0 < estimate.low <= estimate.median <= estimate.high < math.inf
    assert min(one.rate for one in observations) / 4 <= estimate.median <= max(one.rate for one in observations) * 4


@settings(max_examples=20, deadline=None)
@given(st.lists(st.builds(Observation, rates, signs), min_size=FEWEST, max_size=50), st.floats(0.2, 20), signs)
def test_another_currency_gives_the_same_market_in_that_currency(observations, times, ask):
    first = learn(observations)
    other = learn([Observation(one.rate * times, one.signs) for one in observations])
    assert first is not None
    assert other is not None
    assert other.estimate(ask).median == pytest.approx(first.estimate(ask).median * times, rel=1e-6)
