"""Reads the public invoices with due and settled dates (insights/late_payment*.csv)."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path

from freehold.domain.forecasting.latepay import Settled


def invoices_paid(folder: Path) -> list[Settled]:
    """Return the invoices of every file in the order of their issue (then of client and amount, so that files may be in any order)."""
    files = sorted(folder.glob("late_payment*.csv"))
    if not files:
        raise FileNotFoundError(f"{folder}/late_payment*.csv")
    found = []
    for path in files:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            found += [_settled(row) for row in csv.DictReader(handle)]
    return sorted(found, key=lambda one: (one.issued, one.client, one.amount, one.paid))


def _settled(row: dict[str, str]) -> Settled:
    amount = float(row["InvoiceAmount"])
    issued, due, paid = (_day(row[name]) for name in ("InvoiceDate", "DueDate", "SettledDate"))
    return Settled(row["customerID"], amount, issued, due, paid, disputed=row.get("Disputed", "").strip().lower() == "yes")


def _day(text: str) -> date:
    """Read a day: ISO, or day/month/year as the public file has it."""
    form = "%Y-%m-%d" if "-" in text else "%d/%m/%Y"
    return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 - a calendar day has no zone
