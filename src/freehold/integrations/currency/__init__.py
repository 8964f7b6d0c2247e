"""The European Central Bank's reference rates as they come with an installed package; nothing is downloaded."""

from __future__ import annotations

from freehold.integrations.currency.exchange import exchange_rates

__all__ = ["exchange_rates"]
