"""Open invoices and invoices that come again, each with the days between which its money is expected."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from freehold.apps.insights.services.history import LeftOut, Waiting
from freehold.apps.insights.services.known import Known
from freehold.domain.forecasting.latepay import LatePay, Open

CENT = Decimal("0.01")


def receivables(rows: Sequence[Waiting], model: LatePay, today: date, *, with_vat: bool) -> tuple[list[Known], list[LeftOut]]:
    """Return the open invoices as items, and those without a rate.

    With VAT they bring their whole amount, because the VAT of the quarter stands among what goes out; without it, what is the owner's.
    """
    found, left = [], []
    for row in rows:
        if row.rate is None:
            left.append(LeftOut("invoice", row.number, f"{row.open:.2f}", row.currency))
            continue
        risk = model.risk(row.as_open, today)
        net = (row.net * row.rate).quantize(CENT)
        amount = (row.open * row.rate).quantize(CENT) if with_vat else net
        on, early, late = (max(today, day) for day in (risk.expected, risk.early, risk.late))
        found.append(Known("invoice", f"{row.number} · {row.client}", row.id, row.client_id, amount, net, on, early, late))
    return found, left


def expected_delay(model: LatePay, client_id: int, issued: date, days: int) -> tuple[date, date, date]:
    """Return (middle, early, late) day on which an invoice written on `issued`, to be paid within `days`, is likely paid."""
    risk = model.risk(Open(str(client_id), 0.0, issued, issued + timedelta(days=days)), issued)
    return risk.expected, risk.early, risk.late
