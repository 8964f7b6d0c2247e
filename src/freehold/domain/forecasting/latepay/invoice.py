"""Invoices as late payment sees them: who owes how much since when, and when it came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Open:
    """An invoice that waits. `amount` is in one currency for all; `client` is any name or id.

    `disputed` tells that the client queried it. It says more about the day of payment than anything else does, where it is known.
    """

    client: str
    amount: float
    issued: date
    due: date
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """An invoice that was paid in full on `paid`."""

    client: str
    amount: float
    issued: date
    due: date
    paid: date
    disputed: bool = False

    @property
    def late(self) -> bool:
        """Whether the money came after the due date."""
        return self.paid > self.due

    @property
    def delay(self) -> int:
        """Days from the due date to the money; negative when it came early."""
        return (self.paid - self.due).days

    @property
    def opened(self) -> Open:
        """The invoice as it was before it was paid."""
        return Open(self.client, self.amount, self.issued, self.due, self.disputed)
