"""Clients' rates of late payment, drawn towards the rate of all as far as a client is little known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from freehold.domain.forecasting.latepay.invoice import Open, Settled
from freehold.domain.statistics import Beta, shrunken

#: The rate of all weighs as much as so many of a client's own invoices.
PRIOR_WEIGHT = 3.0


class ClientRates:
    """The model of counts alone: how often each client paid late."""

    name = "rate"

    def __init__(self, settled: Sequence[Settled]) -> None:
        self._counts = Counter(one.client for one in settled)
        self._late = Counter(one.client for one in settled if one.late)
        mean = (sum(self._late.values()) + 0.5) / (len(settled) + 1)
        self._prior = Beta(mean * PRIOR_WEIGHT, (1 - mean) * PRIOR_WEIGHT)

    def settled_by(self, client: str) -> int:
        """Return how many invoices of the client are behind its rate."""
        return self._counts[client]

    def chance(self, invoice: Open) -> float:
        """Return the expected rate of the invoice's client."""
        return shrunken(self._late[invoice.client], self._counts[invoice.client], self._prior).mean

    def interval(self, chance: float, client: str) -> tuple[float, float]:
        """Return the 80 % interval of a chance that rests on the client's invoices and the little that all the others say."""
        weight = PRIOR_WEIGHT + self._counts[client]
        kept = min(max(chance, 1e-3), 1 - 1e-3)
        low, high = Beta(kept * weight, (1 - kept) * weight).interval(0.8)
        return min(low, chance), max(high, chance)
