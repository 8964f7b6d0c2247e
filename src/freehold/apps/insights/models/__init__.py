"""The tables of insights: forecasts, the risk of late payment, and weekly briefs, as they were computed."""

from freehold.apps.insights.models.brief import WeeklyBrief
from freehold.apps.insights.models.cash import CashForecast, CashSettings
from freehold.apps.insights.models.late import InvoiceRisk, LateCalibration

__all__ = ["CashForecast", "CashSettings", "InvoiceRisk", "LateCalibration", "WeeklyBrief"]
