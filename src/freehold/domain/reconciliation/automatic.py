"""The rules that book a line by themselves. Each either proves the match, or says what kept it from doing so."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

from freehold.domain.reconciliation.book import Book
from freehold.domain.reconciliation.case import Case, why_named
from freehold.domain.reconciliation.decision import Allocation, Why
from freehold.domain.reconciliation.ledger import Experience
from freehold.domain.reconciliation.mentions import RANK, Mention
from freehold.domain.reconciliation.shortfall import amount_text, read_shortfall
from freehold.domain.reconciliation.subsets import subsets_with_sum
from freehold.domain.reconciliation.typing_errors import closest_quote
from freehold.domain.reconciliation.weights import DAYS_BEFORE_ISSUE, REFUSED, SUBSET_INVOICES


@dataclass(frozen=True, slots=True)
class Proof:
    """A proven match: where the money goes, by which rule ("reference", "numbers", "part", "account"), and why."""

    tier: str
    allocations: tuple[Allocation, ...]
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """Nothing was proven; `why` says what stood in the way (may be empty: nothing pointed anywhere)."""

    why: tuple[Why, ...] = ()


@dataclass(slots=True)
class Claims:
    """What the other lines of the statement lay claim to.

    `named_by` are the lines that name an invoice, `competing` lines of one payer, day and amount. `held` grows while the statement is
    worked through: what was not booked and may have been meant for the same invoice as a later line.
    """

    named_by: dict[str, frozenset[str]]
    competing: frozenset[str] = frozenset()
    held_invoices: set[str] = field(default_factory=set)
    held_amounts: set[tuple[str, Decimal, str]] = field(default_factory=set)

    def others_name(self, invoice: str, transaction: str) -> bool:
        """Tell whether another line names the invoice."""
        return bool(self.named_by.get(invoice, frozenset()) - {transaction})

    def hold(self, case: Case) -> None:
        """Note a line that came in and was not booked."""
        if case.transaction.amount > 0 and not case.transaction.is_return:
            self.held_invoices.update(one for one in case.named if case.surety(one) >= RANK["medium"])
            self.held_amounts.add(_claim_of(case))

    def is_held(self, case: Case) -> bool:
        """Tell whether an earlier line of the same payer and amount waits for a person."""
        return _claim_of(case) in self.held_amounts


def _claim_of(case: Case) -> tuple[str, Decimal, str]:
    return case.payer.account, case.transaction.amount, case.transaction.currency


def prove(case: Case, book: Book, experience: Experience, claims: Claims) -> Proof | Held:
    """Return the proof that books the line, or what kept it from being booked."""
    barrier = _barrier(case)
    if barrier:
        return Held((barrier,))
    if case.named or case.twins or case.settled:
        return _by_number(case, book, experience, claims)
    return _by_account(case, book, experience, claims)


def _barrier(case: Case) -> Why | None:
    """Return what keeps a line from ever being booked by itself."""
    transaction = case.transaction
    if transaction.is_return:
        return Why("return")
    if transaction.amount < 0:
        return Why("outgoing")
    if not transaction.amount:
        return Why("no_amount")
    return Why("return_words", {"quote": case.return_words}) if case.return_words else None


def _by_number(case: Case, book: Book, experience: Experience, claims: Claims) -> Proof | Held:
    doubts = _doubts_beside(case, book)
    if doubts or not case.named:
        return Held(doubts)
    named = _of_one_customer(case, book)
    customers = {book.invoices[one].customer for one in named}
    if len(customers) > 1:
        return Held((Why("two_customers"),))
    doubts = _doubts_about(case, named, book, experience)
    doubts += tuple(Why("claimed", {"number": book.number_of(one)}) for one in named if one in claims.held_invoices)
    if doubts:
        return Held(doubts)
    (customer,) = customers
    agrees = case.payer.agrees(customer)
    total = sum((book.open_of(one) for one in named), Decimal(0))
    if total == case.transaction.amount:
        return _exact(case, named, book, agrees=agrees)
    return _part(case, named, book, agrees=agrees, total=total)


def _of_one_customer(case: Case, book: Book) -> list[str]:
    """Return the named invoices; those of others are left out where the payer is known as the customer of the rest."""
    named = list(case.named)
    payers = [one for one in named if case.payer.agrees(book.invoices[one].customer)]
    strangers = [one for one in named if one not in payers]
    # A whole number of our own with its prefix is no coincidence, even beside a payer that is known.
    if payers and all(case.surety(one) < RANK["strong"] for one in strangers):
        return payers
    return named


def _doubts_beside(case: Case, book: Book) -> tuple[Why, ...]:
    """Return what else the text names that makes it unsure which documents are meant."""
    sure = any(RANK[one.surety] >= RANK["strong"] for one in case.named.values())

    def counts(mention: Mention) -> bool:
        return not sure or RANK[mention.surety] >= RANK["medium"]

    doubts = [
        Why("twins", {"quote": one.quote, "numbers": ", ".join(sorted({book.number_of(key) for key in one.keys}))})
        for one in case.twins
        if counts(one)
    ]
    doubts += [
        Why("settled_named" if case.named else "already_paid", {"number": book.number_of(key)})
        for key, one in case.settled.items()
        if counts(one)
    ]
    doubts += [Why("other_year", {"quote": one.quote}) for one in case.foreign if one.kind == "year"]
    return tuple(doubts)


def _doubts_about(case: Case, named: list[str], book: Book, experience: Experience) -> tuple[Why, ...]:
    """Return what speaks against these invoices being paid by this line."""
    doubts: list[Why] = []
    transaction = case.transaction
    for one in named:
        invoice = book.invoices[one]
        values = {"number": invoice.number}
        if invoice.currency != transaction.currency:
            doubts.append(Why("other_currency", {**values, "currency": transaction.currency, "other": invoice.currency}))
        if invoice.issued_on > transaction.booked_on + timedelta(days=DAYS_BEFORE_ISSUE):
            doubts.append(Why("not_yet_issued", values))
        if case.payer.contradicts(invoice.customer):
            doubts.append(Why("wrong_customer", values))
        if case.payer.refused_here(experience, one) >= REFUSED:
            doubts.append(Why("refused"))
    return tuple(doubts)


def _exact(case: Case, named: list[str], book: Book, *, agrees: bool) -> Proof | Held:
    weakest = min(named, key=lambda one: (case.named[one].entire, case.surety(one)))
    if not agrees:
        if case.surety(weakest) < RANK["medium"] or not case.named[weakest].entire:
            return Held((Why("number_weak", {"quote": case.named[weakest].quote}),))
        unknown = next((one for one in case.foreign if one.kind == "style"), None)
        if unknown is not None:
            return Held((Why("foreign_number", {"quote": unknown.quote}),))
    elif len(named) > 1 and min(map(case.surety, named)) < RANK["medium"]:
        return Held((Why("number_weak", {"quote": case.named[weakest].quote}),))
    allocations = tuple(Allocation(one, book.open_of(one)) for one in named)
    how = Why("sum_exact") if len(named) == 1 else Why("sums_exact", {"count": str(len(named))})
    tier = "reference" if all(case.named[one].surety == "reference" for one in named) else "numbers"
    return Proof(tier, allocations, (*(why_named(case, one, book) for one in named), how))


def _part(case: Case, named: list[str], book: Book, *, agrees: bool, total: Decimal) -> Proof | Held:
    """Book a part payment: one sure number, a payer who agrees, and an amount that means nothing else."""
    differs = Why("sum_differs", {"sum": amount_text(total), "currency": case.transaction.currency})
    if len(named) > 1:
        return Held((differs,))
    (one,) = named
    invoice, amount = book.invoices[one], case.transaction.amount
    open_amount = book.open_of(one)
    if amount > open_amount:
        extra = {"extra": amount_text(amount - open_amount), "currency": invoice.currency}
        return Held((Why("overpaid", extra) if open_amount > 0 else differs,))
    shortfall = read_shortfall(invoice, open_amount, amount, case.transaction.booked_on)
    if shortfall.kind != "part":
        return Held((shortfall.why,))
    if case.surety(one) < RANK["medium"]:
        return Held((Why("number_weak", {"quote": case.named[one].quote}),))
    if not agrees:
        return Held((Why("payer_unknown", {"number": invoice.number}),))
    if case.foreign:
        return Held((Why("foreign_number", {"quote": case.foreign[0].quote}),))
    others = [each for each in book.with_amount(invoice.currency, amount) if book.invoices[each].customer == invoice.customer]
    if others or case.transaction.original_currency not in {"", invoice.currency}:
        # The whole of another invoice: the number may be the slip.
        return Held((Why("amount_exact", {"number": book.number_of(others[0])}) if others else differs,))
    part = Why("part_payment", {"open": amount_text(open_amount), "currency": invoice.currency})
    return Proof("part", (Allocation(one, amount),), (why_named(case, one, book), part))


def _by_account(case: Case, book: Book, experience: Experience, claims: Claims) -> Proof | Held:
    """Book by a confirmed account and the customer's only open invoice of the amount, when the text names no other."""
    customer = case.payer.by_account
    transaction = case.transaction
    if not customer:
        return Held(tuple(Why("foreign_number", {"quote": each.quote}) for each in case.foreign[:1]))
    latest = transaction.booked_on + timedelta(days=DAYS_BEFORE_ISSUE)
    mine = [one for one in book.of_customer(customer, transaction.currency) if book.invoices[one].issued_on <= latest]
    fitting = [one for one in mine if book.open_of(one) == transaction.amount]
    if not fitting:
        return Held()
    one = fitting[0]
    number = book.number_of(one)
    if len(fitting) > 1:
        return Held((Why("amount_twins", {"count": str(len(fitting))}),))
    others = [book.open_of(each) for each in mine if each != one][:SUBSET_INVOICES]
    doubts = [
        *([] if case.payer.agrees(customer) else [Why("wrong_customer", {"number": number})]),
        *(Why("foreign_number", {"quote": each.quote}) for each in case.foreign[:1]),
        *([Why("not_invoice", {"quote": case.other_words})] if case.other_words else []),
        *([Why("claimed", {"number": number})] if claims.others_name(one, transaction.id) else []),
        *([Why("competing")] if transaction.id in claims.competing or claims.is_held(case) else []),
        *([Why("refused")] if case.payer.refused(experience, one) >= REFUSED else []),
        *([Why("also_sum")] if subsets_with_sum(others, transaction.amount, most=1) else []),
    ]
    slip = closest_quote(transaction.text, book.invoices[one].number)
    if slip and not doubts:
        doubts.append(Why("number_typo", {"quote": slip, "number": number}))
    if doubts:
        return Held(tuple(doubts))
    return Proof("account", (Allocation(one, transaction.amount),), (Why("account_known"), Why("only_open")))
