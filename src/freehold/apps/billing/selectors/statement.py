"""A client's account: what was invoiced and what was paid, with the balance after each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from freehold.apps.billing.models import Allocation, AllocationKind, Payment
from freehold.apps.billing.selectors.ledger import ledger
from freehold.apps.clients import selectors as clients
from freehold.kit.scoping.ref import Workspace

EntryKind = Literal["opening", "invoice", "credit_note", "payment", "reduction"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a statement. `amount` is what the client owes more (positive) or less; `balance` what is owed after it."""

    day: date
    kind: EntryKind
    text: str
    amount: Decimal
    balance: Decimal
    document_id: int | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """The account of one client in one currency between two days."""

    currency: str
    entries: tuple[Entry, ...]
    balance: Decimal


def statements(workspace: Workspace, client_id: int, start: date, end: date) -> list[Statement]:
    """Return one statement for each currency that the client, or one merged into it, was ever invoiced or paid in."""
    moves = sorted(_moves(workspace, client_id, end), key=lambda move: (move[1], move[5]))
    found = []
    for currency in sorted({move[0] for move in moves}):
        balance = Decimal(0)
        entries: list[Entry] = []
        opening = sum((amount for code, day, _, _, amount, _, _ in moves if code == currency and day < start), Decimal(0))
        if opening:
            balance = opening
            entries.append(Entry(start, "opening", "", opening, balance))
        for code, day, kind, text, amount, _, document_id in moves:
            if code != currency or day < start:
                continue
            balance += amount
            entries.append(Entry(day, kind, text, amount, balance, document_id))
        if entries:
            found.append(Statement(currency, tuple(entries), balance))
    return found


_Move = tuple[str, date, EntryKind, str, Decimal, int, int | None]


def _moves(workspace: Workspace, client_id: int, end: date) -> list[_Move]:
    ids = clients.ids_for(workspace, client_id)
    moves: list[_Move] = []
    for row in ledger(workspace, "", end=end, client_ids=ids):
        kind: EntryKind = "credit_note" if row.sign < 0 else "invoice"
        moves.append((row.currency, row.issue_date, kind, row.number, row.sign * row.gross, 0, row.id))
    payments = Payment.objects.for_workspace(workspace).filter(client_id__in=ids, undone_at=None, paid_on__lte=end)
    moves.extend(
        (currency, day, "payment", note, -amount, 1, None)
        for currency, day, note, amount in payments.values_list("currency", "paid_on", "note", "amount")
    )
    reductions = (
        Allocation.objects.for_workspace(workspace)
        .filter(document__client_id__in=ids, undone_at=None, created_at__date__lte=end)
        .exclude(kind__in=(AllocationKind.PAYMENT, AllocationKind.CREDIT_NOTE))
    )
    moves.extend(
        (currency, at.date(), "reduction", number, -amount, 2, pk)
        for currency, at, number, amount, pk in reductions.values_list(
            "document__currency", "created_at", "document__number", "amount", "document_id"
        )
    )
    return moves
