"""Invoices and bank lines for the tests, with every field that a test does not speak of filled in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from freehold.domain.reconciliation import Decision, reconcile
from freehold.domain.reconciliation.ledger import Experience, OpenInvoice, Transaction

TODAY = date(2026, 11, 22)
BOOKED = date(2026, 11, 2)
ISSUED = date(2026, 10, 1)


def invoice(number: str, amount: str, customer: str = "Berg Studio GmbH", **given: Any) -> OpenInvoice:
    """Return an open invoice whose id is its number unless `id` is given."""
    fields: dict[str, Any] = {
        "id": number,
        "customer_names": (customer,),
        "open_amount": Decimal(amount),
        "total": Decimal(amount),
        "currency": "EUR",
        "issued_on": ISSUED,
        "due_on": date(2026, 10, 15),
    }
    return OpenInvoice(number=number, customer=customer, **{**fields, **given})


def line(amount: str, text: str = "", payer: str = "", account: str = "", **given: Any) -> Transaction:
    """Return a bank line that came in on BOOKED."""
    fields: dict[str, Any] = {"id": f"{amount} {text} {payer} {account}", "booked_on": BOOKED, "currency": "EUR"}
    return Transaction(amount=Decimal(amount), text=text, payer_name=payer, payer_account=account, **{**fields, **given})


def decide(one: Transaction, *invoices: OpenInvoice, known: Experience | None = None, **more: Any) -> Decision:
    """Return the decision for one line."""
    return reconcile([one], list(invoices), known, today=TODAY, **more)[0]


def booked(decision: Decision) -> dict[str, str]:
    """Return what was booked by itself, as text."""
    assert (decision.decision == "auto") == bool(decision.allocations)
    return {one: str(amount) for one, amount in decision.allocations}


def codes(decision: Decision) -> set[str]:
    """Return the codes of the reasons."""
    return {why.code for why in decision.why}


def best(decision: Decision) -> dict[str, str]:
    """Return the first suggestion's allocations, as text."""
    return {one: str(amount) for one, amount in decision.suggestions[0].allocations}
