"""Papers, payments and costs of a small business, put into the database as they are when they have happened."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from freehold.apps.billing.models import Allocation, Document, Expense, Payment
from freehold.apps.insights.services.known import shifted
from tests.apps.billing.conftest import NOW, TODAY
from tests.apps.billing.payment_samples import invoice


def paid(workspace: Any, client: Any, number: str, amount: str, issued: date, came: date, **given: Any) -> Document:
    """Return an invoice, due 14 days after its issue, that was paid on `came`."""
    days = {"issue_date": issued, "due_date": given.pop("due_date", issued + timedelta(days=14))}
    row = invoice(workspace, client, number, amount, **days, state="paid", open=Decimal(0), paid=Decimal(amount), paid_at=NOW, **given)
    money = Payment.objects.create(
        workspace=workspace, client=client, amount=row.gross, currency=row.currency, paid_on=came, key=f"test:{number}", created_at=NOW
    )
    Allocation.objects.create(workspace=workspace, document=row, payment=money, amount=row.gross, created_at=NOW)
    return row


def quote(workspace: Any, client: Any, number: str, amount: str, state: str = "sent", **given: Any) -> Document:
    """Return an issued quote."""
    days = {"issue_date": given.pop("issue_date", TODAY - timedelta(days=5)), "due_date": None}
    return invoice(workspace, client, number, amount, kind="quote", state=state, **{**days, "open": Decimal(0), **given})


def cost(workspace: Any, amount: str, day: date, supplier: str = "", **given: Any) -> Expense:
    """Return a cost without VAT that was paid on its day."""
    total = Decimal(amount)
    fields = {"category": "software", "currency": "EUR", "net": total, "gross": total, "tax": Decimal(0), "paid_on": day, "created_at": NOW}
    return Expense.objects.create(workspace=workspace, day=day, supplier=supplier, **{**fields, **given})


def years(workspace: Any, clients: list[Any], months: int, *, until: date = TODAY) -> None:
    """A business of `months` whole months: each month two invoices by client in turn, paid after 10 to 40 days, and costs."""
    for back in range(months, 0, -1):
        for half in (0, 1):
            number = 2 * back + half
            client = clients[number % len(clients)]
            issued = shifted(until, -back).replace(day=3 + 12 * half)
            came = min(issued + timedelta(days=10 + 10 * (number % 4)), until)
            paid(workspace, client, f"H-{number:04}", str(1500 + 100 * (number % 7)), issued, came)
        cost(workspace, str(300 + 40 * (back % 5)), shifted(until, -back).replace(day=20), f"Various {back}")
