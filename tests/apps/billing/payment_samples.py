"""Issued invoices and bank lines, put into the database as they are after issue and import, without the work of making papers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from freehold.apps.billing.models import BankAccount, BankTransaction, Document, StatementImport
from tests.apps.billing.conftest import NOW

IBAN = "DE02120300000000202051"


def invoice(workspace: Any, client: Any, number: str, amount: str, **given: Any) -> Document:
    """Return an issued invoice with everything open."""
    total = Decimal(amount)
    kind = given.pop("kind", "invoice")
    fields: dict[str, Any] = {
        "currency": "EUR",
        "issue_date": date(2026, 10, 1),
        "due_date": date(2026, 10, 15),
        "net": total,
        "gross": total,
        "payable": total,
        "open": Decimal(0) if kind == "credit_note" else total,
        "state": "issued",
        "created_at": NOW,
        "changed_at": NOW,
        "issued_at": NOW,
    }
    return Document.objects.create(workspace=workspace, client=client, kind=kind, number=number, **{**fields, **given})


def line(workspace: Any, amount: str, text: str = "", payer: str = "", account: str = "", **given: Any) -> BankTransaction:
    """Return a bank line that came in on 2 November."""
    bank, _new = BankAccount.objects.get_or_create(
        workspace=workspace, identifier="DE89370400440532013000", currency="EUR", defaults={"name": "Giro", "created_at": NOW}
    )
    statement, _new = StatementImport.objects.get_or_create(
        workspace=workspace, account=bank, sha256="0" * 64, defaults={"name": "november.xml", "format": "camt.053", "created_at": NOW}
    )
    count = BankTransaction.objects.count()
    fields: dict[str, Any] = {"booked_on": date(2026, 11, 2), "currency": "EUR", "fingerprint": f"{count:064}", "created_at": NOW}
    return BankTransaction.objects.create(
        workspace=workspace, account=bank, statement=statement, amount=Decimal(amount), text=text, payer_name=payer, payer_account=account,
        **{**fields, **given},
    )  # fmt: skip
