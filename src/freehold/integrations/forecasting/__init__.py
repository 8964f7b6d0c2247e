"""Forecasting models of the optional extra `forecast`."""

from freehold.integrations.forecasting.ets import EtsModel, ets_is_installed, installed_models

__all__ = ["EtsModel", "ets_is_installed", "installed_models"]
