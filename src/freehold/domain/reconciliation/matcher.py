"""Reconciles bank lines with open invoices, in the order in which the money moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from freehold.domain.reconciliation.automatic import Claims, Held, prove
from freehold.domain.reconciliation.book import Book
from freehold.domain.reconciliation.case import Case, case_of, mentions_of
from freehold.domain.reconciliation.decision import Decision, Why
from freehold.domain.reconciliation.ledger import Booking, Experience, OpenInvoice, Transaction
from freehold.domain.reconciliation.mentions import RANK, Mentions
from freehold.domain.reconciliation.names import account_key
from freehold.domain.reconciliation.single import RatesOn
from freehold.domain.reconciliation.suggest import suggest
from freehold.domain.reconciliation.weights import DAYS_AHEAD


def reconcile(
    transactions: Sequence[Transaction],
    invoices: Sequence[OpenInvoice],
    experience: Experience | None = None,
    *,
    today: date,
    rates: RatesOn | None = None,
    bookings: Iterable[Booking] = (),
) -> list[Decision]:
    """Return one decision per transaction, in the order given.

    Lines are worked through by booking date: an invoice that an earlier line paid is no longer open for a later one. Invoices whose
    `open_amount` is 0 count as settled: their numbers are known and never paid. `rates` gives a day's table and lets amounts of
    another currency be suggested; `bookings` are earlier payments that a return may take back. A line dated well after `today` is a
    forecast of the bank and is never booked. The same input gives the same answer, whatever the order of the invoices.
    """
    known = experience or Experience()
    book = Book(invoices, known.other_numbers)
    mentions = [mentions_of(one, book) for one in transactions]
    claims = _claims(transactions, mentions)
    decided: list[Decision | None] = [None] * len(transactions)
    earlier = list(bookings)
    seen: set[str] = set()
    for place in sorted(range(len(transactions)), key=lambda one: (transactions[one].booked_on, one)):
        transaction = transactions[place]
        if transaction.id in seen:
            decided[place] = Decision(transaction=transaction.id, decision="none", why=(Why("repeated"),))
            continue
        seen.add(transaction.id)
        case = case_of(transaction, mentions[place], book, known)
        decision = _decide(case, book, known, claims, earlier, rates, today)
        decided[place] = decision
        if decision.decision == "auto":
            book.settle(decision.allocations)
            earlier.append(_booking(transaction, decision, book))
        else:
            claims.hold(case)
    return [one for one in decided if one is not None]


def _decide(
    case: Case, book: Book, known: Experience, claims: Claims, earlier: list[Booking], rates: RatesOn | None, today: date
) -> Decision:
    proof = Held((Why("future"),)) if case.transaction.booked_on > today + timedelta(days=DAYS_AHEAD) else prove(case, book, known, claims)
    if not isinstance(proof, Held):
        return Decision(transaction=case.transaction.id, decision="auto", allocations=proof.allocations, why=proof.why, tier=proof.tier)
    suggestions = suggest(case, book, known, earlier, rates)
    return Decision(transaction=case.transaction.id, decision="suggest" if suggestions else "none", why=proof.why, suggestions=suggestions)


def _claims(transactions: Sequence[Transaction], mentions: Sequence[Mentions]) -> Claims:
    """Return which lines name which invoices, and which lines of one payer, day and amount compete."""
    named: dict[str, set[str]] = defaultdict(set)
    alike: dict[tuple[str, date, Decimal, str], list[str]] = defaultdict(list)
    for transaction, found in zip(transactions, mentions, strict=True):
        for mention in found.named:
            if RANK[mention.surety] >= RANK["medium"] and transaction.amount > 0:
                for key in mention.keys:
                    named[key].add(transaction.id)
        account = account_key(transaction.payer_account)
        if account and not found.named:
            alike[account, transaction.booked_on, transaction.amount, transaction.currency].append(transaction.id)
    competing = frozenset(one for group in alike.values() if len(set(group)) > 1 for one in group)
    return Claims({key: frozenset(lines) for key, lines in named.items()}, competing)


def _booking(transaction: Transaction, decision: Decision, book: Book) -> Booking:
    return Booking(
        id=transaction.id,
        booked_on=transaction.booked_on,
        amount=transaction.amount,
        currency=transaction.currency,
        allocations=tuple((one, amount) for one, amount in decision.allocations),
        customer=book.invoices[decision.allocations[0].invoice].customer,
        payer_name=transaction.payer_name,
        payer_account=transaction.payer_account,
    )
