"""Ranked suggestions for a line that no rule could book: a person confirms with one click, so the best come first."""

from __future__ import annotations

from collections.abc import Iterable

from freehold.domain.reconciliation.book import Book
from freehold.domain.reconciliation.case import Case, is_other
from freehold.domain.reconciliation.combinations import combinations
from freehold.domain.reconciliation.decision import Suggestion, Why
from freehold.domain.reconciliation.ledger import Booking, Experience
from freehold.domain.reconciliation.reversals import reversals
from freehold.domain.reconciliation.single import Candidate, RatesOn, suggestion_for
from freehold.domain.reconciliation.weights import (
    CANDIDATES_BY_AMOUNT,
    CANDIDATES_OF_PAYER,
    LEAST_SCORE,
    NAME_NEAR,
    SUGGESTIONS_SHOWN,
    WORTH_SHOWING,
)


def suggest(case: Case, book: Book, experience: Experience, bookings: Iterable[Booking], rates: RatesOn | None) -> tuple[Suggestion, ...]:
    """Return the likely matches, best first, at most five."""
    amount = case.transaction.amount
    if not amount:
        return ()
    found: list[Suggestion] = []
    if amount < 0 or case.transaction.is_return or case.return_words:
        found.extend(reversals(case, book, bookings))
    candidates = _candidates(case, book)
    singles = [suggestion_for(Candidate(one, case, book, experience), rates) for one in candidates]
    found.extend(one for one in singles if one is not None)
    if amount > 0:
        found.extend(combinations(case, book, experience))
        found.extend(_credits(case, book))
    return _best(found, book)


def _candidates(case: Case, book: Book) -> list[str]:
    """Return the invoices worth a look: named ones, the payer's, and those of exactly this amount."""
    transaction = case.transaction
    chosen: dict[str, None] = dict.fromkeys(case.named)
    for twin in case.twins:
        chosen.update(dict.fromkeys(key for key in twin.keys if not is_other(key) and book.is_open(key)))
    for customer in _customers(case):
        own = book.of_customer(customer)
        if len(own) > CANDIDATES_OF_PAYER:
            own.sort(key=lambda one: (abs(book.open_of(one) - transaction.amount), book.place_of(one)))
        chosen.update(dict.fromkeys(own[:CANDIDATES_OF_PAYER]))
    chosen.update(dict.fromkeys(book.with_amount(transaction.currency, transaction.amount)[:CANDIDATES_BY_AMOUNT]))
    if transaction.original_amount is not None:
        chosen.update(dict.fromkeys(book.with_amount(transaction.original_currency, transaction.original_amount)[:CANDIDATES_BY_AMOUNT]))
    # A customer's own credit note is no candidate for money that came in, nor an invoice for money that went out.
    return [one for one in chosen if (book.open_of(one) > 0) == (transaction.amount > 0)]


def _customers(case: Case) -> list[str]:
    payer = case.payer
    names = [customer for customer, score in payer.alike if score >= NAME_NEAR][:5]
    return list(dict.fromkeys(one for one in (payer.by_account, payer.by_name, *names, *payer.in_text[:3]) if one))


def _credits(case: Case, book: Book) -> list[Suggestion]:
    """Return the suggestion to keep the money as the customer's credit where the text names a document that is settled."""
    found: list[Suggestion] = []
    for key, mention in case.settled.items():
        customer = book.invoices[key].customer if not is_other(key) else case.payer.by_account or case.payer.by_name
        score = 0.5 if mention.surety in {"strong", "reference"} else 0.3
        why = (Why("already_paid", {"number": book.number_of(key)}),)
        found.append(Suggestion(allocations=(), score=score, why=why, kind="credit", customer=customer, credit=case.transaction.amount))
    return found[:1]


def _best(found: list[Suggestion], book: Book) -> tuple[Suggestion, ...]:
    kept: dict[object, Suggestion] = {}
    for one in found:
        key = (one.kind, one.allocations)
        if one.score >= LEAST_SCORE and (key not in kept or kept[key].score < one.score):
            kept[key] = one

    def rank(one: Suggestion) -> tuple[float, int, int]:
        places = [book.place_of(each.invoice) for each in one.allocations if each.invoice in book.invoices]
        return -one.score, len(one.allocations), min(places, default=0)

    ordered = sorted(kept.values(), key=rank)
    # Beside a good suggestion a far weaker one only distracts.
    least = ordered[0].score * WORTH_SHOWING if ordered else 0.0
    return tuple(one for one in ordered[:SUGGESTIONS_SHOWN] if one.score >= least)
