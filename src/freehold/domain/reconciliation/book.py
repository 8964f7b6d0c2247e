"""The open invoices while a statement is worked through: what one line pays is no longer open for the next."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from freehold.domain.reconciliation.decision import Allocation
from freehold.domain.reconciliation.ledger import OpenInvoice
from freehold.domain.reconciliation.names import CustomerNames
from freehold.domain.reconciliation.numbers import NumberIndex

_NOTHING = Decimal(0)
OTHER = "other:"


class Book:
    """Open amounts by invoice, customer and amount, and the index of numbers and references."""

    def __init__(self, invoices: Sequence[OpenInvoice], other_numbers: Iterable[str]) -> None:
        ordered = sorted(invoices, key=lambda one: (one.due_on or one.issued_on, one.issued_on, one.number, one.id))
        self.invoices = {one.id: one for one in ordered}
        self._open = {one.id: one.open_amount for one in ordered}
        self._place = {one.id: place for place, one in enumerate(ordered)}
        self._by_customer: dict[str, list[str]] = defaultdict(list)
        self._by_amount: dict[tuple[str, Decimal], set[str]] = defaultdict(set)
        names: dict[str, list[str]] = defaultdict(list)
        self.numbers = NumberIndex()
        self.provider_ids: dict[str, str] = {}
        for one in ordered:
            self._by_customer[one.customer].append(one.id)
            self._by_amount[one.currency, one.open_amount].add(one.id)
            names[one.customer].extend(one.customer_names)
            self.numbers.add(one.id, one.number, one.issued_on.year)
            if one.reference:
                self.numbers.add_reference(one.id, one.reference)
            for given in one.provider_ids:
                self.provider_ids[given.casefold()] = one.id
        own = {one.number for one in ordered}
        for number in sorted(set(other_numbers) - own):
            self.numbers.add(OTHER + number, number)
        self.names = CustomerNames(names)
        self._amounts = {currency: self._sorted_amounts(currency) for currency in {one.currency for one in ordered}}

    def open_of(self, invoice: str) -> Decimal:
        """Return what is still open of an invoice; 0 for a document that is settled or not in the book."""
        return self._open.get(invoice, _NOTHING)

    def is_open(self, invoice: str) -> bool:
        """Tell whether anything is still to be paid."""
        return self.open_of(invoice) != 0

    def number_of(self, key: str) -> str:
        """Return the number of a document, open or other."""
        return self.invoices[key].number if key in self.invoices else key.removeprefix(OTHER)

    def of_customer(self, customer: str, currency: str = "") -> list[str]:
        """Return the customer's open invoices, the longest due first."""
        return [one for one in self._by_customer.get(customer, ()) if self.is_open(one) and currency in {"", self.invoices[one].currency}]

    def with_amount(self, currency: str, amount: Decimal) -> list[str]:
        """Return the open invoices of exactly this open amount, the longest due first."""
        return sorted(self._by_amount.get((currency, amount), ()), key=self._place.__getitem__)

    def between(self, currency: str, low: Decimal, high: Decimal, most: int) -> list[str]:
        """Return at most `most` invoices whose open amount lay in low..high when the book was opened and that are still open."""
        amounts = self._amounts.get(currency, [])
        found: list[str] = []
        for place in range(bisect_left(amounts, (low, "")), len(amounts)):
            amount, invoice = amounts[place]
            if amount > high or len(found) >= most:
                break
            if self.is_open(invoice):
                found.append(invoice)
        return found

    def place_of(self, invoice: str) -> int:
        """Return the invoice's place in the order of due dates, to break ties."""
        return self._place[invoice]

    def settle(self, allocations: Iterable[Allocation]) -> None:
        """Take what was paid off the open amounts."""
        for invoice, amount in allocations:
            key = self.invoices[invoice].currency
            self._by_amount[key, self._open[invoice]].discard(invoice)
            self._open[invoice] -= amount
            if self._open[invoice]:
                self._by_amount[key, self._open[invoice]].add(invoice)

    def _sorted_amounts(self, currency: str) -> list[tuple[Decimal, str]]:
        return sorted((one.open_amount, one.id) for one in self.invoices.values() if one.currency == currency)


def days_between(one: date, other: date) -> int:
    """Return the distance of two days."""
    return abs((one - other).days)


def currencies(invoices: Mapping[str, OpenInvoice], keys: Iterable[str]) -> set[str]:
    """Return the currencies of these invoices."""
    return {invoices[key].currency for key in keys}
