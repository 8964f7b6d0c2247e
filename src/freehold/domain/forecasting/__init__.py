"""Forecasts of monthly amounts and of cash, with their uncertainty, from a person's own history."""

from freehold.domain.forecasting.backtest import Backtest, backtest
from freehold.domain.forecasting.cash import CashPaths, Certain, Item, Layer, Statistical, Uncertain, cash, combine, paused
from freehold.domain.forecasting.forecasting import LEAST_MONTHS, forecast
from freehold.domain.forecasting.fresh import fresh_shares
from freehold.domain.forecasting.outcome import Amounts, Forecast, TooShort
from freehold.domain.forecasting.path_model import PathModel
from freehold.domain.forecasting.what_if import scaled, without

__all__ = [
    "LEAST_MONTHS",
    "Amounts",
    "Backtest",
    "CashPaths",
    "Certain",
    "Forecast",
    "Item",
    "Layer",
    "PathModel",
    "Statistical",
    "TooShort",
    "Uncertain",
    "backtest",
    "cash",
    "combine",
    "forecast",
    "fresh_shares",
    "paused",
    "scaled",
    "without",
]
