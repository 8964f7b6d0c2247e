"""freehold bank read: a statement file as one transaction a line. It needs no database and no network."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.table import Table

from freehold.cli.django_setup import without_database
from freehold.cli.output import console, print_json, report_problems, wants_json
from freehold.cli.reading import read_bytes
from freehold.domain.reconciliation.ledger import Transaction


def read_statement_file(path: Path, *, as_json: bool) -> int:
    """Print every transaction of a statement (CAMT, MT940, OFX or CSV); exit code 1 when a part could not be read.

    As JSON, amounts are decimal strings, dates ISO 8601, and `status` is "booked" or "pending".
    """
    without_database()
    from freehold.integrations.banking import read_statement

    reading = read_statement(read_bytes(path), name=path.name)
    listed = [*((item, "booked") for item in reading.transactions), *((item, "pending") for item in reading.pending)]
    if wants_json(as_json):
        for transaction, status in listed:
            print_json(as_values(transaction) | {"status": status, "format": reading.format})
    else:
        _print_table(listed)
    return report_problems(reading.problems)


def as_values(transaction: Transaction) -> dict[str, Any]:
    """Return a transaction as JSON values: amounts as decimal strings, dates as ISO 8601."""
    values = asdict(transaction)
    for name in ("amount", "original_amount", "fee"):
        if values[name] is not None:
            values[name] = format(values[name], "f")
    for name in ("booked_on", "value_on"):
        if values[name] is not None:
            values[name] = values[name].isoformat()
    return values | {"references": list(transaction.references)}


def _print_table(listed: list[tuple[Transaction, str]]) -> None:
    table = Table("Date", "Amount", "", "Who", "Text", box=None, header_style="bold", pad_edge=False)
    for transaction, status in listed:
        amount = f"{transaction.amount:,.2f}"
        mark = "pending" if status == "pending" else "returned" if transaction.is_return else ""
        table.add_row(
            transaction.booked_on.isoformat(),
            amount,
            f"{transaction.currency} {mark}".strip(),
            transaction.payer_name,
            transaction.text[:80],
        )
    console().print(table)
