"""Suggestions that pay several invoices at once: those the text names, and sums of the payer's open ones."""

from __future__ import annotations

from decimal import Decimal

from freehold.domain.reconciliation.book import Book
from freehold.domain.reconciliation.case import Case
from freehold.domain.reconciliation.decision import Allocation, Suggestion, Why
from freehold.domain.reconciliation.ledger import Experience
from freehold.domain.reconciliation.shortfall import amount_text
from freehold.domain.reconciliation.single import by_payer, score_of
from freehold.domain.reconciliation.subsets import subsets_with_sum
from freehold.domain.reconciliation.weights import POINTS, SUBSET_INVOICES, SUBSETS_SHOWN


def combinations(case: Case, book: Book, experience: Experience) -> list[Suggestion]:
    """Return suggestions of two invoices or more, each of one customer and in the line's currency."""
    found: list[Suggestion] = []
    named = [one for one in case.named if book.invoices[one].currency == case.transaction.currency]
    for customer in dict.fromkeys(book.invoices[one].customer for one in named):
        own = [one for one in named if book.invoices[one].customer == customer]
        if len(own) > 1:
            found.extend(_of_named(own, customer, case, book))
    customers = {book.invoices[one].customer for one in named} | {case.payer.by_account, case.payer.by_name}
    customers |= {customer for customer, _ in case.payer.alike[:2]} | set(case.payer.in_text[:2])
    for customer in sorted(customers - {""}):
        found.extend(_of_sums(customer, case, book, experience))
    return found


def _of_named(own: list[str], customer: str, case: Case, book: Book) -> list[Suggestion]:
    """Return the suggestion to spread the amount over the named invoices, the longest due first."""
    amount = case.transaction.amount
    total = sum((book.open_of(one) for one in own), Decimal(0))
    payer = by_payer(case, customer, book)
    points = POINTS["number_strong"] + payer[0]
    why = [Why("number", {"number": book.number_of(one)}) for one in own] + payer[1]
    if total == amount:
        why.append(Why("sums_exact", {"count": str(len(own))}))
        points += POINTS["exact"]
    else:
        why.append(Why("sum_differs", {"sum": amount_text(total), "currency": case.transaction.currency}))
        points += POINTS["part"]
    rest, allocations = amount, []
    for one in sorted(own, key=lambda each: (book.open_of(each) > 0, book.place_of(each))):
        part = min(book.open_of(one), rest)
        rest -= part
        if part:
            allocations.append(Allocation(one, part))
    ordered = tuple(sorted(allocations, key=lambda each: book.place_of(each.invoice)))
    return [Suggestion(allocations=ordered, score=score_of(points), why=tuple(why), customer=customer, credit=max(rest, Decimal(0)))]


def _of_sums(customer: str, case: Case, book: Book, experience: Experience) -> list[Suggestion]:
    """Return sets of the customer's open invoices that add up to the amount; the work is bounded to a dozen invoices."""
    transaction = case.transaction
    own = book.of_customer(customer, transaction.currency)
    own.sort(key=lambda one: (one not in case.named, book.place_of(one)))
    own = own[:SUBSET_INVOICES]
    if len(own) < 2:
        return []
    payer = by_payer(case, customer, book)
    found: list[Suggestion] = []
    for places in subsets_with_sum([book.open_of(one) for one in own], transaction.amount, most=SUBSETS_SHOWN):
        chosen = sorted((own[place] for place in places), key=book.place_of)
        named = [one for one in chosen if one in case.named]
        points = POINTS["exact"] + payer[0] + (POINTS["number_medium"] * len(named) / len(chosen))
        points -= 0.03 * (len(chosen) - 2)
        refused = max(case.payer.refused(experience, one) for one in chosen)
        why = (
            *(Why("number", {"number": book.number_of(one)}) for one in named),
            *payer[1],
            Why("sums_exact", {"count": str(len(chosen))}),
        )
        allocations = tuple(Allocation(one, book.open_of(one)) for one in chosen)
        found.append(Suggestion(allocations=allocations, score=score_of(points * (1 - refused)), why=why, customer=customer))
    return found
