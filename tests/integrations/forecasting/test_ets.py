"""The model of the extra `forecast`: absent without the package, and averaged in with it."""

from __future__ import annotations

import importlib.util
import sys
import types

import numpy as np
import pytest

from freehold.domain.forecasting import Forecast, PathModel, forecast
from freehold.integrations.forecasting import EtsModel, ets_is_installed, installed_models


class FakeAutoEts:
    """Stands for statsforecast.models.AutoETS: the last month, over and over."""

    def __init__(self, season_length: int) -> None:
        assert season_length == 1

    def simulate(self, *, h: int, n_paths: int, y: np.ndarray, seed: int) -> np.ndarray:
        return y[-1] + np.random.default_rng(seed).standard_normal((n_paths, h)) * 0.01


@pytest.fixture
def extra(monkeypatch: pytest.MonkeyPatch) -> None:
    models = types.ModuleType("statsforecast.models")
    models.AutoETS = FakeAutoEts
    monkeypatch.setitem(sys.modules, "statsforecast", types.ModuleType("statsforecast"))
    monkeypatch.setitem(sys.modules, "statsforecast.models", models)


def test_without_the_extra_there_is_no_further_model(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert not ets_is_installed()
    assert installed_models() == ()


def test_asking_whether_it_is_there_does_not_load_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: object())
    assert [model.name for model in installed_models()] == ["ets"]
    assert isinstance(installed_models()[0], PathModel)


def test_its_paths_are_averaged_in_and_the_same_for_the_same_seed(extra: None):
    history = 4000 + 500 * np.random.default_rng(1).standard_normal(36)
    made = [forecast(history, 6, rng=np.random.default_rng(2), paths=200, more=[EtsModel()]) for _ in range(2)]
    assert isinstance(made[0], Forecast)
    assert made[0].method == "average+ets"
    np.testing.assert_array_equal(made[0].paths, made[1].paths)
