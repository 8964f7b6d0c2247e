"""Reads of what the business's own numbers say."""

from freehold.apps.insights.selectors.figures import Figures, figures
from freehold.apps.insights.selectors.series import (
    MonthlySeries,
    OpenInvoice,
    SettledInvoice,
    income_by_channel,
    income_by_client,
    monthly_costs,
    monthly_income,
    open_invoices,
    settled_invoices,
)
from freehold.apps.insights.selectors.winning import WinRate, win_rates

__all__ = [
    "Figures",
    "MonthlySeries",
    "OpenInvoice",
    "SettledInvoice",
    "WinRate",
    "figures",
    "income_by_channel",
    "income_by_client",
    "monthly_costs",
    "monthly_income",
    "open_invoices",
    "settled_invoices",
    "win_rates",
]
