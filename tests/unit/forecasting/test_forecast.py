"""The forecast of a monthly amount: its properties for any history, which method it takes, and histories that are odd."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from freehold.domain.forecasting import LEAST_MONTHS, Backtest, Forecast, TooShort, backtest, forecast, scaled, without
from freehold.domain.forecasting.averaging import average_paths
from freehold.domain.forecasting.season import find_season
from freehold.domain.forecasting.theta import fit_theta

AMOUNTS = st.floats(-1e6, 1e6).map(lambda amount: round(amount, 2))
HISTORIES = st.lists(st.one_of(AMOUNTS, st.just(0.0)), min_size=LEAST_MONTHS, max_size=60)


def made(history, months: int = 6, paths: int = 300, **more) -> Forecast:
    found = forecast(history, months, rng=np.random.default_rng(3), paths=paths, **more)
    assert isinstance(found, Forecast)
    return found


def income(n: int, seed: int = 1) -> np.ndarray:
    return 4000 + 800 * np.random.default_rng(seed).standard_normal(n)


@settings(max_examples=60, deadline=None)
@given(HISTORIES, st.integers(1, 14))
def test_quantiles_of_months_and_total_never_cross(history: list[float], months: int):
    found = made(history, months)
    assert found.paths.shape == (300, months)
    assert np.isfinite(found.paths).all()
    rising = [found.quantile(q) for q in (0.1, 0.5, 0.9)]
    assert (rising[0] <= rising[1]).all()
    assert (rising[1] <= rising[2]).all()
    assert found.total_quantile(0.1) <= found.total_quantile(0.5) <= found.total_quantile(0.9)


@settings(max_examples=40, deadline=None)
@given(HISTORIES, st.sampled_from([0.01, 3.0, 117.0]))
def test_a_history_in_another_unit_gives_the_forecast_in_that_unit(history: list[float], factor: float):
    size = max(map(abs, history)) or 1.0
    np.testing.assert_allclose(made(scaled(history, factor)).paths, made(history).paths * factor, atol=1e-6 * size * factor)


@pytest.mark.parametrize("n", [6, 12, 24, 40])
@pytest.mark.parametrize("amount", [0.0, 2500.0, -310.0])
def test_a_history_that_never_changes_goes_on(n: int, amount: float):
    np.testing.assert_allclose(made([amount] * n).paths, amount, atol=1e-6)


@pytest.mark.parametrize("n", [8, 30])
def test_amounts_that_were_never_negative_do_not_become_so_and_the_other_way_round(n: int):
    spiky = np.abs(income(n)) * np.where(np.arange(n) % 5, 0.1, 3)
    assert made(spiky).paths.min() >= 0
    assert made(-spiky).paths.max() <= 0
    assert made(spiky - 3000).paths.min() < 0


def test_the_method_follows_length_and_empty_months():
    dense, sparse = income(36), np.where(np.arange(36) % 2, income(36), 0)
    assert made(dense[:23]).method == "bootstrap"
    assert made(dense[:24]).method == "average"
    assert made(sparse).method == "bootstrap"
    assert made(np.where(np.arange(36) % 4, dense, 0)).method == "average"


def test_of_a_history_with_empty_months_only_seen_amounts_come_out():
    history = [0, 0, 900.0, 0, 0, 2100.0, 0, 0, 0, 450.0]
    assert set(np.unique(made(history).paths)) <= set(history)


@pytest.mark.parametrize(
    ("n", "words"), [(0, "There is no month"), (1, "There is 1 month"), (3, "There are 3 months"), (5, "after 1 more month.")]
)
def test_too_little_history_is_said_and_nothing_forecast(n: int, words: str):
    found = forecast([100.0] * n, 6, rng=np.random.default_rng(1))
    assert isinstance(found, TooShort)
    assert (found.n, found.needed) == (n, LEAST_MONTHS)
    assert words in found.missing


@pytest.mark.parametrize("bad", [[1.0, float("nan")] * 6, [1.0, float("inf")] * 6])
def test_amounts_that_are_no_numbers_are_refused(bad: list[float]):
    with pytest.raises(ValueError, match="finite"):
        forecast(bad, 6, rng=np.random.default_rng(1))
    with pytest.raises(ValueError, match="one month or more"):
        forecast([1.0] * 12, 0, rng=np.random.default_rng(1))


@pytest.mark.parametrize("place", [5, 20, 29])
def test_one_huge_invoice_does_not_become_the_level(place: int):
    history = income(30)
    history[place] = 90_000
    found = made(history, paths=2000)
    assert found.quantile(0.5).max() < 12_000
    assert found.quantile(0.1).min() < 4500


def test_a_yearly_pattern_is_found_and_noise_is_not_taken_for_one():
    year = 1500 * np.sin(np.arange(12) / 12 * 2 * np.pi)
    history = income(36) * 0.2 + np.tile(year, 3) + 4000
    season = find_season(history)
    assert season.trust > 0.8
    assert season.adds.sum() == pytest.approx(0, abs=1e-6)
    np.testing.assert_allclose(season.ahead(12), year, atol=450)
    np.testing.assert_allclose(season.behind(36)[-12:], season.ahead(12))
    assert np.mean([find_season(income(36, seed)).trust for seed in range(40)]) < 0.25
    assert find_season(income(23)).trust == 0
    middle = made(history, 12, paths=2000).quantile(0.5)
    assert np.argmax(middle) in (2, 3, 4)
    assert np.argmin(middle) in (8, 9, 10)


def test_the_level_after_a_jump_is_followed_and_a_slope_kept_by_half():
    jumped = np.concatenate([income(24), income(12, 2) + 6000])
    assert made(jumped).quantile(0.5).mean() > 7500
    straight = fit_theta(np.arange(40.0) * 10)
    assert straight.drift == pytest.approx(5, abs=0.1)


def test_the_average_has_the_mean_of_the_quantiles_and_keeps_rows_connected():
    rng = np.random.default_rng(5)
    level = rng.standard_normal((800, 1))
    first, second = level + 0.1 * rng.standard_normal((800, 4)), 10 + 3 * level + 0.1 * rng.standard_normal((800, 4))
    both = average_paths([first, second])
    for q in (0.1, 0.5, 0.9):
        np.testing.assert_allclose(np.quantile(both, q, axis=0), (np.quantile(first, q, axis=0) + np.quantile(second, q, axis=0)) / 2)
    assert np.corrcoef(both[:, 0], both[:, 3])[0, 1] > 0.9


def test_a_further_model_is_averaged_in_and_named():
    class Flat:
        name = "flat"

        def paths(self, history, months, *, rng, paths):
            return np.full((paths, months), 50_000 / 90_000)

    with_it, plain = made(income(36), more=[Flat()]), made(income(36))
    assert with_it.method == "average+flat"
    assert not np.array_equal(with_it.quantile(0.5), plain.quantile(0.5))
    assert made(income(12), more=[Flat()]).method == "bootstrap"


def test_the_backtest_covers_about_what_it_promises_and_says_what_it_needs():
    found = backtest(income(60), 3, rng=np.random.default_rng(1))
    assert isinstance(found, Backtest)
    assert 0.65 <= found.coverage <= 0.95
    assert found.crps_gain > 0.1
    assert (found.origins, found.n) == (24, 72)
    short = backtest(income(10), 3, rng=np.random.default_rng(1))
    assert isinstance(short, TooShort)
    assert short.needed == 11
    assert isinstance(backtest(income(11), 3, rng=np.random.default_rng(1)), Backtest)


def test_a_backtest_on_a_history_that_never_changes_claims_no_gain():
    found = backtest([100.0] * 20, 3, rng=np.random.default_rng(1))
    assert isinstance(found, Backtest)
    assert (found.coverage, found.crps_gain) == (1.0, 0.0)


def test_what_if_takes_a_part_out_and_refuses_unequal_lengths():
    np.testing.assert_allclose(without([5.0, 6.0], [1.0, 6.0]), [4.0, 0.0])
    np.testing.assert_allclose(scaled([5.0, -2.0], 1.1), [5.5, -2.2])
    with pytest.raises(ValueError, match="2 months and the part 1"):
        without([1.0, 2.0], [1.0])


def test_one_seed_gives_one_forecast():
    np.testing.assert_array_equal(made(income(30)).paths, made(income(30)).paths)
