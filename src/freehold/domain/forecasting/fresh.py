"""How much of a month's income is usually not yet known some months ahead: the part that comes from invoices still to be written."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

#: Fewer paid invoices than these say nothing of how long money usually takes.
LEAST_INVOICES = 5


def fresh_shares(paid: Iterable[tuple[float, date, date]], months: int) -> tuple[float, ...] | None:
    """Return, for each month to come, the share of its income from invoices that are not issued yet; None for too few invoices.

    `paid` are (amount, day of issue, day of payment). Seen from the first day of a month, the income of that month is fresh where the
    invoice is issued in it, that of the next month where it is issued in one of the two, and so on: the shares rise towards 1. What
    was paid back (amounts of 0 and less) is left out.
    """
    known = [(amount, issued, on) for amount, issued, on in paid if amount > 0]
    if len(known) < LEAST_INVOICES:
        return None
    whole = sum(amount for amount, _, _ in known)
    apart = [(amount, (on.year - issued.year) * 12 + on.month - issued.month) for amount, issued, on in known]
    return tuple(sum(amount for amount, waited in apart if waited <= month) / whole for month in range(months))
