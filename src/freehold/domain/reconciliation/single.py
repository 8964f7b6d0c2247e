"""The suggestion to book a line against one invoice, with its points and reasons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from freehold.domain.money.exchange import ExchangeRates
from freehold.domain.reconciliation.book import Book, days_between
from freehold.domain.reconciliation.case import Case, why_named
from freehold.domain.reconciliation.decision import Allocation, Suggestion, Why
from freehold.domain.reconciliation.ledger import Experience, OpenInvoice
from freehold.domain.reconciliation.shortfall import amount_text, read_shortfall
from freehold.domain.reconciliation.typing_errors import closest_quote, tail_quote
from freehold.domain.reconciliation.weights import DAYS_BEFORE_ISSUE, EXCHANGE_SHARE, NAME_FITS, NAME_NEAR, POINTS

Evidence = tuple[float, list[Why]]
RatesOn = Callable[[date], ExchangeRates]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An open invoice that a line may pay."""

    invoice_id: str
    case: Case
    book: Book
    experience: Experience

    @property
    def invoice(self) -> OpenInvoice:
        """The invoice itself."""
        return self.book.invoices[self.invoice_id]

    @property
    def open_amount(self) -> Decimal:
        """What is open of it now."""
        return self.book.open_of(self.invoice_id)


@dataclass(frozen=True, slots=True)
class Money:
    """How the amount fits: what would be booked, let go and kept as credit, and the points for it."""

    points: float
    why: tuple[Why, ...]
    booked: Decimal
    write_off: Decimal = Decimal(0)
    credit: Decimal = Decimal(0)
    fits: bool = False


def suggestion_for(candidate: Candidate, rates_on: RatesOn | None) -> Suggestion | None:
    """Return the suggestion to pay this invoice, or None where nothing but chance speaks for it."""
    document, payer, money = (
        by_number(candidate),
        by_payer(candidate.case, candidate.invoice.customer, candidate.book),
        _money(candidate, rates_on),
    )
    if not document[1] and not (payer[1] and money is not None) and not (money is not None and money.fits):
        return None
    if money is None:
        return None
    points = document[0] + payer[0] + money.points + _time(candidate)
    why = [*document[1], *payer[1], *money.why]
    if not document[1] and not payer[1]:
        why.append(Why("amount_only"))
        if len(candidate.book.with_amount(candidate.invoice.currency, candidate.open_amount)) == 1:
            points += POINTS["lonely_amount"]
    if not payer[1] and candidate.case.payer.contradicts(candidate.invoice.customer):
        points += POINTS["wrong_customer"]
        why.append(Why("wrong_customer", {"number": candidate.invoice.number}))
    if document[1] and len(candidate.case.named) > 1 and not money.fits:
        points += POINTS["one_of_several"]
    refused = candidate.case.payer.refused(candidate.experience, candidate.invoice_id)
    return Suggestion(
        allocations=(Allocation(candidate.invoice_id, money.booked),),
        score=score_of(points * (1 - refused)),
        why=tuple(why),
        customer=candidate.invoice.customer,
        write_off=(Allocation(candidate.invoice_id, money.write_off),) if money.write_off else (),
        credit=money.credit,
    )


def score_of(points: float) -> float:
    """Return points as a score of 0..1 with three places."""
    return round(max(0.0, min(0.99, points)), 3)


def by_number(candidate: Candidate) -> Evidence:
    """Return what the text says of this invoice's number."""
    case, key = candidate.case, candidate.invoice_id
    number = candidate.invoice.number
    mention = case.named.get(key)
    if mention is not None:
        points = POINTS["reference"] if mention.surety == "reference" else POINTS[f"number_{mention.surety}"]
        return points, [why_named(case, key, candidate.book)]
    for twin in case.twins:
        if key in twin.keys:
            numbers = ", ".join(sorted({candidate.book.number_of(each) for each in twin.keys}))
            return POINTS["number_twin"], [Why("twins", {"quote": twin.quote, "numbers": numbers})]
    slip = closest_quote(case.transaction.text, number)
    if slip and not any(slip in each.quote for each in case.mentions.named):
        return POINTS["number_typo"], [Why("number_typo", {"quote": slip, "number": number})]
    tail = tail_quote(case.transaction.text, number)
    return (POINTS["number_tail"], [Why("number_tail", {"quote": tail, "number": number})]) if tail else (0.0, [])


def by_payer(case: Case, customer: str, book: Book) -> Evidence:
    """Return what is known of the payer as this customer."""
    payer = case.payer
    name = {"name": book.names.called(customer)}
    if payer.by_account == customer:
        return POINTS["account"], [Why("account_known")]
    if payer.by_name == customer:
        return POINTS["name_known"], [Why("name_known")]
    fit = payer.fit(customer)
    if fit >= NAME_FITS:
        return POINTS["name_fits"] * fit, [Why("name_fits", name)]
    if fit >= NAME_NEAR:
        return POINTS["name_near"], [Why("name_near", name)]
    return (POINTS["name_in_text"], [Why("name_in_text", name)]) if customer in payer.in_text else (0.0, [])


def _money(candidate: Candidate, rates_on: RatesOn | None) -> Money | None:
    transaction, invoice, open_amount = candidate.case.transaction, candidate.invoice, candidate.open_amount
    amount = transaction.amount
    if transaction.original_currency == invoice.currency and transaction.original_amount == open_amount:
        values = {"amount": amount_text(open_amount), "currency": invoice.currency}
        return Money(POINTS["exact"], (Why("original_amount", values),), open_amount, fits=True)
    if invoice.currency != transaction.currency:
        return _converted(candidate, rates_on)
    if amount == open_amount:
        return Money(POINTS["exact"], (Why("amount_exact", {"number": invoice.number}),), amount, fits=True)
    if abs(amount) > abs(open_amount):
        extra = amount - open_amount
        why = Why("overpaid", {"extra": amount_text(extra), "currency": invoice.currency})
        return Money(POINTS["over"], (why,), open_amount, credit=extra)
    if amount < 0:
        return Money(POINTS["part"], (Why("part_possible", {"open": amount_text(open_amount), "currency": invoice.currency}),), amount)
    shortfall = read_shortfall(invoice, open_amount, amount, transaction.booked_on)
    write_off = Decimal(0) if shortfall.kind == "part" else open_amount - amount
    return Money(POINTS[shortfall.kind], (shortfall.why,), amount, write_off=write_off)


def _converted(candidate: Candidate, rates_on: RatesOn | None) -> Money | None:
    """Compare two currencies: within three per cent of the day's rate it pays the whole; further off only a named number counts."""
    transaction, invoice = candidate.case.transaction, candidate.invoice
    rates = rates_on(transaction.booked_on) if rates_on is not None else None
    if rates is not None and rates.knows(transaction.currency) and rates.knows(invoice.currency):
        worth = rates.convert(transaction.amount, transaction.currency, invoice.currency)
        off = abs(worth - candidate.open_amount) / abs(candidate.open_amount)
        if off <= EXCHANGE_SHARE:
            values = {
                "amount": amount_text(transaction.amount),
                "currency": transaction.currency,
                "percent": f"{max(Decimal(1), (off * 100).quantize(Decimal(1))):f}",
                "open": amount_text(candidate.open_amount),
                "other": invoice.currency,
            }
            return Money(POINTS["exchange"], (Why("exchange", values),), candidate.open_amount)
    if candidate.invoice_id not in candidate.case.named:
        return None
    values = {"number": invoice.number, "currency": transaction.currency, "other": invoice.currency}
    return Money(0.0, (Why("other_currency", values),), candidate.open_amount)


def _time(candidate: Candidate) -> float:
    on, invoice = candidate.case.transaction.booked_on, candidate.invoice
    if invoice.issued_on > on + timedelta(days=DAYS_BEFORE_ISSUE):
        return POINTS["before_issue"]
    return POINTS["near_in_time"] * (1 - min(days_between(on, invoice.due_on or invoice.issued_on), 90) / 90)
