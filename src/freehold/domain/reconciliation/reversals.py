"""Money that went back: which earlier booking a return or chargeback takes back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from freehold.domain.reconciliation.book import Book, days_between
from freehold.domain.reconciliation.case import Case, is_other
from freehold.domain.reconciliation.decision import Allocation, Suggestion, Why
from freehold.domain.reconciliation.ledger import Booking
from freehold.domain.reconciliation.names import account_key, similarity
from freehold.domain.reconciliation.single import score_of
from freehold.domain.reconciliation.weights import NAME_FITS

# Card chargebacks come up to 13 months later.
LONGEST_DAYS = 400


def reversals(case: Case, book: Book, bookings: Iterable[Booking]) -> list[Suggestion]:
    """Return suggestions to take back a booking of the same amount, most likely first, and invoices that the return names."""
    transaction = case.transaction
    back = -abs(transaction.amount)
    found: list[Suggestion] = []
    spoken_of = {*case.named, *case.settled}
    for booking in bookings:
        if booking.amount != -back or not _is_before(booking.booked_on, transaction.booked_on):
            continue
        named = any(one in spoken_of for one, _ in booking.allocations)
        payer = _same_payer(case, booking)
        points = 0.25 + (0.45 if named else 0.0) + (0.3 if payer else 0.0)
        points += 0.05 * (1 - min(days_between(transaction.booked_on, booking.booked_on), 90) / 90)
        numbers = ", ".join(book.number_of(one) for one, _ in booking.allocations)
        why = Why("reverses", {"date": booking.booked_on.isoformat(), "numbers": numbers})
        allocations = tuple(Allocation(one, -amount) for one, amount in booking.allocations)
        found.append(Suggestion(allocations=allocations, score=score_of(points), why=(why,), kind="reverse", customer=booking.customer))
    covered = {one for each in found for one, _ in each.allocations}
    for one in spoken_of - covered:
        if not is_other(one) and transaction.amount < 0 and book.open_of(one) >= 0:
            why = Why("return") if transaction.is_return else Why("outgoing")
            named_why = Why("number", {"number": book.number_of(one)})
            customer = book.invoices[one].customer
            found.append(
                Suggestion(allocations=(Allocation(one, back),), score=0.45, why=(named_why, why), kind="reverse", customer=customer)
            )
    return sorted(found, key=lambda each: (-each.score, each.allocations))


def _is_before(booked: date, returned: date) -> bool:
    return booked <= returned and days_between(booked, returned) <= LONGEST_DAYS


def _same_payer(case: Case, booking: Booking) -> bool:
    if case.payer.account and account_key(booking.payer_account) == case.payer.account:
        return True
    return bool(case.payer.name and booking.payer_name) and similarity(case.payer.name, booking.payer_name) >= NAME_FITS
