"""What a person decides about a bank line: book a suggestion or an invoice of their choice, decline, put aside, take back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freehold.apps.billing.models import AllocationKind, BankTransaction, Document, DocumentKind, MatchDecision, Payment, TransactionState
from freehold.apps.billing.services import teaching
from freehold.apps.billing.services.payments import undo_payment
from freehold.apps.billing.services.reconcile import book, payment_key, reconcile_waiting, shares_of
from freehold.apps.billing.services.settling import Share, credit_left, locked_documents
from freehold.domain.errors import UserError
from freehold.domain.reconciliation import Allocation
from freehold.kit.audit import record
from freehold.kit.scoping.ref import Workspace

CATEGORIES = {
    "salary": gettext_lazy("Wages or salary"),
    "own": gettext_lazy("My own transfer"),
    "refund": gettext_lazy("Money back for something I bought"),
    "tax": gettext_lazy("Tax office"),
    "interest": gettext_lazy("Interest or dividends"),
    "loan": gettext_lazy("Loan"),
    "private": gettext_lazy("Private"),
    "other": gettext_lazy("Something else"),
}


@transaction.atomic
def accept_suggestion(workspace: Workspace, line_id: int, place: int, *, now: datetime, actor: str) -> Payment:
    """Book one of the line's suggestions and learn from it.

    Raises UserError when the line is decided already, or what was suggested is not open any more.
    """
    line = _waiting(workspace, line_id)
    chosen = _suggestion(line, place)
    allocations = [Allocation(key, Decimal(amount)) for key, amount in chosen["allocations"]]
    write_off = [Allocation(key, Decimal(amount)) for key, amount in chosen["write_off"]]
    shares = _shares(workspace, line, allocations, write_off, chosen)
    client_id = int(chosen["client"]) if chosen["client"] else None
    payment = book(workspace, line, shares, now=now, actor=actor, client_id=client_id)
    _learn(line, payment, [share.document_id for share in shares], now, actor)
    return payment


@transaction.atomic
def match_by_hand(workspace: Workspace, line_id: int, document_ids: Sequence[int], *, now: datetime, actor: str) -> Payment:
    """Book a line against invoices of the person's choice, in their order; what is left over is the client's credit."""
    line = _waiting(workspace, line_id)
    if not document_ids:
        raise UserError(_("Choose the invoice that was paid. Nothing was booked."))
    documents = locked_documents(workspace, document_ids)
    rest, parts = line.amount, []
    for key in document_ids:
        document = documents[key]
        open_amount = -credit_left(document) if document.kind == DocumentKind.CREDIT_NOTE else document.open
        if document.currency != line.currency:
            if len(document_ids) > 1:
                raise UserError(_("Invoices in another currency can only be matched one at a time. Nothing was booked."))
            parts.append(Allocation(str(key), open_amount))
            continue
        part = min(open_amount, rest) if rest > 0 else max(open_amount, rest)
        if part:
            parts.append(Allocation(str(key), part))
            rest -= part
    shares = shares_of(line, documents, parts)
    payment = book(workspace, line, shares, now=now, actor=actor, client_id=next(iter(documents.values())).client_id)
    _learn(line, payment, document_ids, now, actor)
    return payment


@transaction.atomic
def decline(workspace: Workspace, line_id: int, place: int, *, now: datetime, actor: str) -> None:
    """Say that a suggestion is wrong: it is not shown again for this line and counts less for this payer, for half a year or so."""
    line = _waiting(workspace, line_id)
    chosen = _suggestion(line, place)
    ids = [int(key) for key, _amount in chosen["allocations"]]
    teaching.refuse(line, ids, now=now)
    decision = line.decision
    decision.suggestions = [one for one in decision.suggestions if one is not chosen]
    decision.save(update_fields=["suggestions"])
    record("match.declined", workspace_id=line.workspace_id, actor=actor, target=line, detail={"documents": ids}, at=now)


@transaction.atomic
def put_aside(workspace: Workspace, line_id: int, category: str, *, now: datetime, actor: str) -> BankTransaction:
    """Say that a line pays no invoice. Raises UserError for an unknown category."""
    if category not in CATEGORIES:
        raise UserError(_("Choose what it is from the list. Nothing was changed."))
    line = _waiting(workspace, line_id)
    line.state, line.category = TransactionState.IGNORED, category
    line.save(update_fields=["state", "category"])
    record("match.put_aside", workspace_id=line.workspace_id, actor=actor, target=line, detail={"category": category}, at=now)
    return line


def take_back(workspace: Workspace, line_id: int, *, now: datetime, actor: str) -> BankTransaction:
    """Take a decision about a line back; it waits to be checked again. What the rules had booked they will only suggest from now on."""
    with transaction.atomic():
        line = _line(workspace, line_id)
        if line.state == TransactionState.NEW:
            return line
        payment = Payment.objects.for_workspace(workspace).filter(key=payment_key(line), undone_at=None).first()
        if payment is not None:
            ids = [one.document_id for one in payment.allocations.filter(undone_at=None)]
            _unlearn(line, payment, ids, now)
            undo_payment(workspace, payment.pk, now=now, actor=actor)
        line.state, line.category = TransactionState.NEW, ""
        line.save(update_fields=["state", "category"])
        record("match.undone", workspace_id=line.workspace_id, actor=actor, target=line, at=now)
    reconcile_waiting(workspace, now=now)
    line.refresh_from_db()
    return line


def _learn(line: BankTransaction, payment: Payment, document_ids: Sequence[int], now: datetime, actor: str) -> None:
    if line.amount > 0:
        teaching.confirm_payer(line, payment.client_id, now=now)
    teaching.accept(line, document_ids)
    MatchDecision.objects.filter(transaction=line).update(by=actor[:200], decided_at=now)


def _unlearn(line: BankTransaction, payment: Payment, document_ids: Sequence[int], now: datetime) -> None:
    decision = MatchDecision.objects.filter(transaction=line).first()
    by_rules = decision is None or not decision.by
    codes = {one["code"] for one in decision.why} if decision else set()
    if by_rules:
        # The number in the text is right in other lines of this payer; only what the account alone proved is doubted for all of them.
        teaching.refuse(line, document_ids, now=now, this_line_only="only_open" not in codes)
    if not by_rules or codes & {"reference", "provider_id", "number"}:
        teaching.doubt_payer(line, payment.client_id)


def _shares(
    workspace: Workspace, line: BankTransaction, allocations: list[Allocation], write_off: list[Allocation], chosen: dict[str, Any]
) -> list[Share]:
    documents = locked_documents(workspace, [int(one.invoice) for one in (*allocations, *write_off)])
    codes = {one["code"] for one in chosen["why"]}
    kind = AllocationKind.DISCOUNT if any(code.startswith("discount") for code in codes) else AllocationKind.FEE
    if chosen["kind"] == "reverse":
        return _reversal(line, allocations, documents)
    return shares_of(line, documents, allocations, write_off, kind)


def _reversal(line: BankTransaction, allocations: list[Allocation], documents: dict[int, Document]) -> list[Share]:
    """Return what a return opens again: never more than the invoice was paid, nor than the line took back."""
    shares, rest = [], -line.amount
    for one in allocations:
        document = documents[int(one.invoice)]
        part = min(-one.amount, document.paid, rest) if document.kind != DocumentKind.CREDIT_NOTE else Decimal(0)
        if part > 0 and document.currency == line.currency:
            shares.append(Share(document.pk, -part))
            rest -= part
    return shares


def _suggestion(line: BankTransaction, place: int) -> dict[str, Any]:
    decision = MatchDecision.objects.filter(transaction=line).first()
    if decision is None or not 0 <= place < len(decision.suggestions):
        raise UserError(_("This suggestion is not there any more. Nothing was booked. Look at the newer ones."))
    chosen: dict[str, Any] = decision.suggestions[place]
    line.decision = decision
    return chosen


def _waiting(workspace: Workspace, line_id: int) -> BankTransaction:
    line = _line(workspace, line_id)
    if line.state != TransactionState.NEW:
        raise UserError(_("This line is decided already. Nothing was changed. Undo that first."))
    return line


def _line(workspace: Workspace, line_id: int) -> BankTransaction:
    line = BankTransaction.objects.for_workspace(workspace).select_for_update().filter(pk=line_id).first()
    if line is None:
        raise UserError(_("This bank line is not there any more. Nothing was changed."))
    return line
