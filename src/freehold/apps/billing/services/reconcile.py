"""Reconciling: lines that are proven are booked by themselves, the others get ranked suggestions; both say why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from freehold.apps.billing.models import (
    AllocationKind,
    BankTransaction,
    Document,
    DocumentKind,
    MatchDecision,
    Payment,
    PaymentMethod,
    TransactionState,
)
from freehold.apps.billing.services import reconcile_facts as facts
from freehold.apps.billing.services.payments import record_payment
from freehold.apps.billing.services.rates import rates_on
from freehold.apps.billing.services.settling import Share, locked_documents
from freehold.apps.billing.services.teaching import confirm_payer
from freehold.domain.errors import UserError
from freehold.domain.reconciliation import Allocation, Decision, Suggestion, Why, reconcile
from freehold.domain.reconciliation.names import similarity
from freehold.domain.reconciliation.weights import NAME_FITS
from freehold.kit.jobs.progress import Progress, progress
from freehold.kit.scoping.ref import Workspace, id_of

MOST_LINES = 5_000
RULES = "rules"


def progress_key(workspace: Workspace) -> str:
    """Return under which key the progress of a run in the background is shown."""
    return f"reconcile:{id_of(workspace)}"


def reconcile_with_progress(workspace: Workspace, *, now: datetime) -> int:
    """Look at every line that waits, telling how far it is; return how many were booked."""
    with progress(progress_key(workspace)) as bar:
        return reconcile_waiting(workspace, now=now, bar=bar)[0]


def reconcile_waiting(workspace: Workspace, *, now: datetime, bar: Progress | None = None) -> tuple[int, int]:
    """Look at every line that waits to be checked; return how many were booked and how many have suggestions.

    Run twice it books nothing twice. The newest 5,000 lines are looked at; older ones were looked at before.
    """
    waiting = BankTransaction.objects.for_workspace(workspace).filter(state=TransactionState.NEW).order_by("-booked_on", "-pk")
    lines = {str(row.pk): row for row in reversed(waiting[:MOST_LINES])}
    if not lines:
        return 0, 0
    today = now.date()
    decisions = reconcile(
        [facts.transaction_of(line) for line in lines.values()],
        facts.invoices(workspace, today),
        facts.experience(workspace, today),
        today=max(today, *(line.booked_on for line in lines.values())),
        rates=rates_on,
        bookings=facts.bookings(workspace, today),
    )
    proven = [one for one in decisions if one.decision == "auto"]
    if bar is not None:
        bar.total = len(proven)
    booked = 0
    for decision in proven:
        booked += _book(workspace, lines[decision.transaction], decision, now)
        if bar is not None:
            bar.step()
    _keep([(lines[one.transaction], one) for one in decisions if one.decision != "auto"], now)
    return booked, sum(1 for one in decisions if one.decision == "suggest")


def payment_key(line: BankTransaction) -> str:
    """Return the key under which a line is booked once."""
    return f"bank:{line.pk}"


def shares_of(
    line: BankTransaction,
    documents: Mapping[int, Document],
    allocations: Sequence[Allocation],
    write_off: Iterable[Allocation] = (),
    kind: str = AllocationKind.FEE,
) -> list[Share]:
    """Return allocations as parts of the line's payment, and what is let go (as `kind`) beside them.

    A credit note pays out what an invoice takes in. An invoice in another currency is paid with the whole line.
    """
    shares = []
    for one in allocations:
        document = documents[int(one.invoice)]
        converted = document.currency != line.currency and len(allocations) == 1
        used = line.amount if converted else one.amount
        amount = -one.amount if document.kind == DocumentKind.CREDIT_NOTE else one.amount
        shares.append(Share(document.pk, amount, used))
    return shares + [Share(int(one.invoice), one.amount, kind=kind) for one in write_off]


@transaction.atomic
def _book(workspace: Workspace, line: BankTransaction, decision: Decision, now: datetime) -> bool:
    """Book a proven line; nothing happens when somebody was faster, or an invoice is not open by as much any more."""
    held = BankTransaction.objects.for_workspace(workspace).select_for_update().filter(pk=line.pk, state=TransactionState.NEW).first()
    if held is None:
        return False
    try:
        with transaction.atomic():
            documents = locked_documents(workspace, [int(one.invoice) for one in decision.allocations])
            payment = book(workspace, held, shares_of(held, documents, decision.allocations), now=now)
    except UserError:
        return False
    _keep([(held, decision)], now)
    if decision.tier == "reference" or (decision.tier == "numbers" and _is_named(held, payment)):
        confirm_payer(held, payment.client_id, now=now)
    return True


def book(
    workspace: Workspace, line: BankTransaction, shares: list[Share], *, now: datetime, actor: str = "", client_id: int | None = None
) -> Payment:
    """Book a held line as a payment, and mark it matched; part of the caller's transaction."""
    payment = record_payment(
        workspace,
        amount=line.amount,
        currency=line.currency,
        paid_on=min(line.booked_on, now.date()),
        method=PaymentMethod.TRANSFER,
        note=(line.payer_name or line.text)[:500],
        key=payment_key(line),
        allocations=shares,
        client_id=client_id,
        line=line,
        now=now,
        actor=actor or RULES,
    )
    line.state, line.category = TransactionState.MATCHED, ""
    line.save(update_fields=["state", "category"])
    return payment


def _is_named(line: BankTransaction, payment: Payment) -> bool:
    client = payment.client
    return client is not None and max(similarity(line.payer_name, client.name), similarity(line.payer_name, client.legal_name)) >= NAME_FITS


def _keep(decided: list[tuple[BankTransaction, Decision]], now: datetime) -> None:
    rows = [
        MatchDecision(
            transaction=line,
            decision=decision.decision,
            why=[_why(one) for one in decision.why],
            suggestions=[_suggestion(one) for one in decision.suggestions],
            by="",
            decided_at=now,
        )
        for line, decision in decided
    ]
    MatchDecision.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["transaction"],
        update_fields=["decision", "why", "suggestions", "by", "decided_at"],
        batch_size=500,
    )


def _why(why: Why) -> dict[str, Any]:
    return {"code": why.code, "values": dict(why.values)}


def _suggestion(one: Suggestion) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "client": one.customer,
        "score": one.score,
        "allocations": [[each.invoice, f"{each.amount:f}"] for each in one.allocations],
        "write_off": [[each.invoice, f"{each.amount:f}"] for each in one.write_off],
        "credit": f"{one.credit:f}",
        "why": [_why(each) for each in one.why],
    }
