"""Rates among others, their trend, and demand: nothing from too few, and intervals around what is shown."""

from __future__ import annotations

import numpy as np
import pytest

from freehold.domain.risk.competition import change, demand, median_of, standing
from freehold.domain.risk.concentration import Bounds
from freehold.domain.risk.gauges import Gauge, Measure, clients_gauge, exposure_gauge, platform_gauge, rates_gauge

LOW, HIGH = [float(at) for at in range(20, 40)], [float(at) for at in range(60, 80)]


def rng() -> np.random.Generator:
    return np.random.default_rng(7)


def test_nine_rates_have_no_middle_and_ten_have_one_with_its_interval():
    assert median_of(LOW[:9], rng=rng()) is None
    found = median_of(LOW[:10], rng=rng())
    assert found is not None and found.n == 10 and found.low <= found.value == 24.5 <= found.high and found.low < found.high
    assert median_of([*LOW[:9], 0.0, float("nan"), -1], rng=rng()) is None


def test_a_rate_stands_in_its_service_or_in_the_category_when_the_service_has_too_few():
    own = standing(30.0, LOW, HIGH, rng=rng())
    assert own.group == "service" and own.below is not None and own.below.observed == 0.5 and own.below.n == 20
    wide = standing(30.0, LOW[:4], HIGH, rng=rng())
    assert wide.group == "category" and wide.below is not None and wide.below.observed == 0 and (wide.service_n, wide.category_n) == (4, 20)
    none = standing(30.0, LOW[:4], HIGH[:5], rng=rng())
    assert none.group == "none" and none.median is None and none.below is None


def test_without_a_rate_of_ones_own_the_market_is_still_shown():
    found = standing(None, LOW, [], rng=rng())
    assert found.median is not None and found.below is None
    assert rates_gauge(found) == Gauge("rates", n=20, missing="rate")


def test_a_change_needs_ten_on_each_side_and_says_level_when_it_cannot_tell():
    assert change(LOW, HIGH[:9], rng=rng()) is None
    up = change(LOW, HIGH, rng=rng())
    assert up is not None and up.direction == "up" and up.low <= up.ratio <= up.high
    same = change(LOW, LOW, rng=rng())
    assert same is not None and same.direction == "level" and same.ratio == 1
    down = change(HIGH, LOW, rng=rng())
    assert down is not None and down.direction == "down"


def test_demand_compares_shares_so_that_a_new_source_is_no_trend():
    assert demand((10, 100), (20, 200)).known.code == "not_told_apart"
    assert demand((40, 100), (10, 100)).known.code == "apart"
    assert demand((0, 0), (5, 50)).known.code == "nothing"


def test_the_platform_gauge_spans_its_measures_and_ignores_those_with_too_few():
    measures = [
        Measure("income", Bounds(0.7, 0.6, 0.8), 20),
        Measure("leads", Bounds(0.5, 0.4, 0.6), 8),
        Measure("reviews", Bounds(1, None, None), 3),
    ]
    assert platform_gauge("Upwork", measures) == Gauge("platform", 40.0, 80.0, n=28)
    assert platform_gauge("Upwork", measures[2:]) == Gauge("platform", n=3, missing="sources", needed=5)
    assert platform_gauge("", []) == Gauge("platform", n=0, missing="sources", needed=5)
    assert platform_gauge("", measures[:1]) == Gauge("platform", 0.0, 0.0, n=20)


def test_the_other_gauges_say_what_is_missing():
    assert clients_gauge(None, 0).missing == "months"
    assert clients_gauge(Bounds(1.0, None, None), 4) == Gauge("clients", n=4, missing="months", needed=5)
    assert clients_gauge(Bounds(0.4, 0.45, 0.6), 5) == Gauge("clients", 40.0, 60.0, n=5)
    assert exposure_gauge(None, None, 0, 0).missing == "tasks" and exposure_gauge(None, None, 0, 2).missing == "matches"
    assert exposure_gauge(0.2, 0.55, 4, 1) == Gauge("exposure", 20.0, 55.0, n=4)


def test_half_a_range_or_one_beyond_its_scale_is_refused():
    with pytest.raises(ValueError, match="both bounds"):
        Gauge("clients", 1.0)
    with pytest.raises(ValueError, match="no range"):
        Gauge("clients", 50.0, 40.0)
