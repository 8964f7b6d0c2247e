"""How forecasts are scored: against values known by hand."""

from __future__ import annotations

import numpy as np
import pytest

from freehold.domain.forecasting.scores import naive_quantiles, naive_scale, quantile_score


def test_the_score_of_a_point_is_its_absolute_error():
    predicted = np.full((11, 2), 5.0)
    assert quantile_score(predicted, np.array([7.0, 3.0])) == pytest.approx(2.0)
    assert quantile_score(predicted, np.array([5.0, 5.0])) == 0


def test_the_score_nears_the_crps_of_a_normal_distribution():
    shares = np.linspace(0.005, 0.995, 199)
    draws = np.sort(np.random.default_rng(1).standard_normal(200_000))
    predicted = np.quantile(draws, shares)[:, None]
    assert quantile_score(predicted, np.array([0.0]), shares) == pytest.approx(0.2337, abs=0.003)


def test_the_naive_forecast_is_the_last_month_and_widens():
    history = np.array([10.0, 14.0, 9.0, 12.0])
    assert naive_scale(history) == pytest.approx(4.0)
    found = naive_quantiles(history, 4)
    np.testing.assert_allclose(found[5], 12.0)
    np.testing.assert_allclose((found[-2] - found[1])[3], 2 * (found[-2] - found[1])[0])
