"""Cash month by month: layers add up, chances are kept, and the runway is the first month that is likelier short than not."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from freehold.domain.forecasting import Certain, Forecast, Item, Statistical, Uncertain, cash, combine, fresh_shares, paused


def rng() -> np.random.Generator:
    return np.random.default_rng(11)


def steady(amount: float, months: int = 12, paths: int = 2000) -> Forecast:
    return Forecast("bootstrap", np.full((paths, months), amount), 24)


def test_certain_amounts_add_up_and_run_out():
    found = cash(1000, [Certain((-300.0,) * 6), Certain((100.0, 100.0))], 6, rng=rng())
    np.testing.assert_allclose(found.band(0.5), [800, 600, 300, 0, -300, -600])
    assert found.runway() == 4
    assert found.runway(threshold=400) == 2
    assert found.chance_ever_below(0) == 1
    assert cash(1000, [], 3, rng=rng()).runway() is None


def test_an_uncertain_amount_comes_as_often_as_its_chance_says():
    layer = Uncertain((Item(500.0, (0.5, 0.25), 0.8),))
    found = cash(0, [layer], 3, rng=rng(), paths=20_000)
    np.testing.assert_allclose((found.paths > 0).mean(axis=0), [0.4, 0.6, 0.6], atol=0.02)
    assert set(np.unique(found.paths)) == {0.0, 500.0}
    np.testing.assert_allclose(found.chance_below(1), [0.6, 0.4, 0.4], atol=0.02)


def test_an_amount_due_beyond_the_months_in_view_is_left_out():
    found = cash(0, [Uncertain((Item(500.0, (0.0, 0.0, 1.0)),))], 2, rng=rng())
    assert found.paths.max() == 0


@pytest.mark.parametrize("item", [Item(1, (0.7, 0.7)), Item(1, (-0.1,)), Item(1, (1.0,), 1.5)])
def test_impossible_chances_are_refused(item: Item):
    with pytest.raises(ValueError, match="Chances"):
        cash(0, [Uncertain((item,))], 2, rng=rng())


def test_the_statistical_layer_is_multiplied_by_its_factors_and_the_fresh_share():
    layer = Statistical(steady(1000), factors=(0.5,), fresh=(0.0, 0.4))
    np.testing.assert_allclose(cash(0, [layer], 3, rng=rng()).band(0.5), [0, 400, 1400])
    with pytest.raises(ValueError, match="12 months and 13"):
        cash(0, [layer], 13, rng=rng())


def test_more_or_fewer_paths_than_the_forecast_has_are_drawn_from_it():
    assert cash(0, [Statistical(steady(10, paths=50))], 2, rng=rng(), paths=300).paths.shape == (300, 2)


def test_known_income_takes_the_place_of_what_it_is_part_of():
    known = [Item(400.0, (1.0,)), Item(3000.0, (0.0, 1.0))]
    np.testing.assert_allclose(combine(steady(1000, 3), known, rng=rng()).quantile(0.5), [1000, 3000, 1000])
    np.testing.assert_allclose(combine(steady(1000, 3), known, rng=rng(), fresh=(0.1, 0.5)).quantile(0.5), [500, 3500, 1000])


def test_time_off_lowers_new_income_only_and_only_in_its_days():
    layers = [Statistical(steady(1000, 3)), Certain((-200.0,) * 3)]
    away, costs = paused(layers, 0, 365.25 / 24)
    assert away.factors == pytest.approx((0.5, 1, 1))
    assert costs is layers[1]
    assert paused(layers, 0, 365.25 / 24, delay_days=365.25 / 12)[0].factors == pytest.approx((1, 0.5, 1))
    twice = paused(paused(layers, 0, 365.25 / 24), 365.25 / 12, 1000)[0]
    assert twice.factors == pytest.approx((0.5, 0, 0))


def test_months_have_to_be_one_or_more():
    with pytest.raises(ValueError, match="one month or more"):
        cash(0, [], 0, rng=rng())


def test_the_share_of_income_not_yet_invoiced_rises_with_the_months():
    paid = [(100.0, date(2025, 1, 10), date(2025, month, 5)) for month in (1, 2, 2, 3)] + [(100.0, date(2024, 12, 30), date(2025, 1, 2))]
    assert fresh_shares(paid, 4) == pytest.approx((0.2, 0.8, 1.0, 1.0))
    assert fresh_shares([*paid, (-500.0, date(2025, 1, 1), date(2025, 1, 1))], 1) == pytest.approx((0.2,))
    assert fresh_shares(paid[:4], 4) is None
