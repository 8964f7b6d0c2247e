"""What a payment that is too small may mean: an early-payment discount, a fee, or a part payment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from freehold.domain.reconciliation.decision import Why
from freehold.domain.reconciliation.ledger import OpenInvoice
from freehold.domain.reconciliation.weights import CENT, DISCOUNT_PERCENTS, FEE_SHARE, FEE_SUM, FEE_SUM_SHARE


@dataclass(frozen=True, slots=True)
class Shortfall:
    """How a missing amount is read; only a "part" is left open, the others are proposed to be let go."""

    kind: Literal["discount", "fee", "part"]
    why: Why


def read_shortfall(invoice: OpenInvoice, open_amount: Decimal, paid: Decimal, on: date) -> Shortfall:
    """Return what the difference between `open_amount` and `paid` looks like (0 < paid < open_amount, one currency)."""
    missing = open_amount - paid
    values = {"missing": amount_text(missing), "currency": invoice.currency, "number": invoice.number}
    if invoice.discount_amount is not None and abs(missing - invoice.discount_amount) <= CENT:
        until = invoice.discount_until
        late = until is not None and on > until
        return Shortfall("discount", Why("discount_late" if late else "discount", {**values, "until": str(until or "")}))
    for percent in DISCOUNT_PERCENTS:
        # The percentage is taken off the whole invoice or off what is open of it.
        if any(abs(missing - whole * percent / 100) <= CENT for whole in {invoice.total, open_amount}):
            return Shortfall("discount", Why("discount_like", {**values, "percent": f"{percent:f}"}))
    if missing <= open_amount * FEE_SHARE or (missing <= FEE_SUM and missing <= open_amount * FEE_SUM_SHARE):
        return Shortfall("fee", Why("fee_like", values))
    return Shortfall("part", Why("part_possible", {**values, "open": amount_text(open_amount)}))


def amount_text(amount: Decimal) -> str:
    """Return an amount as plain digits, with cents where it has some; apps word it in the reader's locale."""
    return f"{amount:f}"
