"""How what was billed and paid in parts comes out even: deposits in the final invoice, part payments, early-payment discounts.

A deposit stands in the final invoice as a negative line per VAT category and rate, with the deposit's number as preceding
invoice (BG-3). EN 16931 would also allow it as an amount already paid (BT-113), but then the final invoice shows the whole VAT a
second time, which the seller may owe twice (Article 203 of the VAT Directive). VAT rounded per invoice can differ by
cents from VAT rounded on the whole; that difference goes into the rounding amount (BT-114), so that the parts add up exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from freehold.domain.errors import UserError
from freehold.domain.invoicing.invoice import PREPAYMENT_INVOICE, Invoice, Line, PrecedingInvoice, VatBreakdown
from freehold.domain.invoicing.totals import Exemption, totalled
from freehold.domain.money.rounding import document_digits, percent_of, round_on_document, shared_out

_ONE = Decimal(1)
_ZERO = Decimal(0)
_HUNDRED = Decimal(100)
# UN/ECE Recommendation 20: one.
_UNIT = "C62"


@dataclass(frozen=True, slots=True)
class Deposit:
    """An invoice that was issued for a part: its number, day, VAT breakdown, and the whole that it asked for."""

    number: str
    issue_date: date
    vat: tuple[VatBreakdown, ...]
    gross: Decimal


@dataclass(frozen=True, slots=True)
class Standing:
    """How far an amount is settled: paid, still open, and paid too much."""

    paid: Decimal
    open: Decimal
    overpaid: Decimal
    state: Literal["open", "partly_paid", "paid", "overpaid"]


@dataclass(frozen=True, slots=True)
class EarlyDiscount:
    """What may be taken off when paid until a day, and what is then paid; the VAT shrinks with it."""

    amount: Decimal
    until: date
    reduced: Decimal
    percent: Decimal


def part_of(whole: Invoice, percent: Decimal, *, name: str) -> Invoice:
    """Return a deposit or milestone invoice (type 386) of `percent` of a whole: one line per VAT category and rate of the whole.

    Raises UserError for a part that is not above 0 and at most 100 per cent.
    """
    if not 0 < percent <= _HUNDRED:
        raise UserError(f"A part of {percent} % cannot be invoiced. Nothing was changed. Enter more than 0 and at most 100.")
    amounts = [round_on_document(percent_of(row.taxable, percent), whole.currency) for row in whole.vat]
    return _part(whole, amounts, name)


def parts_of(whole: Invoice, percents: Sequence[Decimal], *, names: Sequence[str]) -> list[Invoice]:
    """Return one milestone invoice per share of a whole; the shares must make 100 per cent, and the parts add up to the whole's net.

    Raises UserError when they do not, or when a share is not above 0.
    """
    if any(percent <= 0 for percent in percents) or sum(percents, _ZERO) != _HUNDRED:
        raise UserError("The shares of the milestones must be above 0 and make 100 % together. Nothing was changed. Change one of them.")
    digits = document_digits(whole.currency)
    columns = [shared_out(row.taxable, list(percents), digits) for row in whole.vat]
    return [_part(whole, [column[index] for column in columns], name) for index, name in enumerate(names)]


def final_invoice(whole: Invoice, deposits: Sequence[Deposit], *, label: Callable[[Deposit], str]) -> Invoice:
    """Return the invoice of the whole work less its deposits: what all ask for together is exactly what the whole asks for.

    `whole` must be totalled; `label` names a deposit's line in the client's language. Every deposit that was issued and not
    cancelled belongs in it, paid or not: an unpaid one stays open by itself. Deposits that exceed the whole by no more than their
    own rounding leave nothing due.
    Raises UserError when the deposits are more than the whole, or of a tax case that the whole has not.
    """
    lines = [*whole.lines, *deposit_lines(deposits, label=label, after=len(whole.lines))]
    known = {(row.category, row.rate) for row in whole.vat}
    for deposit in deposits:
        if any((row.category, row.rate) not in known for row in deposit.vat):
            raise UserError(
                f"The deposit {deposit.number} was invoiced with another VAT rate than this work has. Nothing was changed. Cancel it by a "
                f"credit note and invoice it again, or give a line of this invoice its rate."
            )
    preceding = (*whole.preceding, *(PrecedingInvoice(number=deposit.number, issue_date=deposit.issue_date) for deposit in deposits))
    exemptions = _exemptions(whole)
    netted = totalled(replace(whole, lines=tuple(lines), preceding=preceding), exemptions=exemptions)
    wanted = whole.totals.tax_inclusive - sum((deposit.gross for deposit in deposits), _ZERO)
    # Two halves of 10.13 were rounded to 5.07 each: that cent is forgiven, more is not.
    spare = len(deposits) * len(whole.vat) * Decimal(1).scaleb(-document_digits(whole.currency))
    if wanted < -2 * spare:
        raise UserError("The deposits are more than the whole work costs. Nothing was changed. Correct one by a credit note first.")
    cents = max(wanted, _ZERO) - netted.totals.tax_inclusive
    return totalled(netted, rounding=cents, exemptions=exemptions) if cents else netted


def deposit_lines(deposits: Iterable[Deposit], *, label: Callable[[Deposit], str], after: int = 0) -> list[Line]:
    """Return the negative lines that take deposits off, one per VAT category and rate, numbered behind `after`."""
    lines: list[Line] = []
    for deposit in deposits:
        for row in deposit.vat:
            lines.append(
                _line(after + len(lines) + 1, label(deposit), -_ONE if row.taxable >= 0 else _ONE, abs(row.taxable), row.category, row.rate)
            )
    return lines


def standing(payable: Decimal, payments: Iterable[Decimal]) -> Standing:
    """Return how far an amount is settled by payments (refunds are negative). An amount of nothing is paid from the start."""
    paid = sum(payments, _ZERO)
    rest = payable - paid
    if rest < 0:
        return Standing(paid, _ZERO, -rest, "overpaid")
    if rest == 0:
        return Standing(paid, _ZERO, _ZERO, "paid")
    return Standing(paid, rest, _ZERO, "partly_paid" if paid > 0 else "open")


def early_discount(payable: Decimal, *, percent: Decimal, days: int, issued_on: date, currency: str) -> EarlyDiscount:
    """Return what may be taken off an amount when it is paid within `days` of the issue.

    Raises UserError for a discount that is not above 0 and below 100 per cent, or without a day.
    """
    if not 0 < percent < _HUNDRED or days < 0:
        raise UserError("An early-payment discount needs more than 0 and less than 100 %, and a number of days. Nothing was changed.")
    amount = round_on_document(percent_of(payable, percent), currency)
    return EarlyDiscount(amount, issued_on + timedelta(days=days), payable - amount, percent)


def takes_discount(discount: EarlyDiscount, *, paid: Decimal, paid_on: date, tolerance: Decimal = Decimal("0.01")) -> bool:
    """Tell whether a payment is the reduced amount in time: what the client rounded may differ by `tolerance`."""
    return paid_on <= discount.until and abs(paid - discount.reduced) <= tolerance


def discount_by_rate(vat: Iterable[VatBreakdown], percent: Decimal, currency: str) -> tuple[VatBreakdown, ...]:
    """Return by how much taxable amounts and VAT shrink when a discount of `percent` was taken, per category and rate."""
    return tuple(
        replace(
            row,
            taxable=round_on_document(percent_of(row.taxable, percent), currency),
            tax=round_on_document(percent_of(row.tax, percent), currency),
        )
        for row in vat
    )


def machine_terms(percent: Decimal, days: int) -> str:
    """Return an early-payment discount as XRechnung writes it into the payment terms (BT-20), with the line break that it asks for."""
    return f"#SKONTO#TAGE={days}#PROZENT={percent:.2f}#\n"


def _part(whole: Invoice, amounts: Sequence[Decimal], name: str) -> Invoice:
    lines = tuple(
        _line(index, name, _ONE if amount >= 0 else -_ONE, abs(amount), row.category, row.rate)
        for index, (row, amount) in enumerate(zip(whole.vat, amounts, strict=True), 1)
        if amount
    )
    part = replace(whole, type_code=PREPAYMENT_INVOICE, lines=lines, allowances=(), vat=())
    return totalled(part, exemptions=_exemptions(whole))


def _line(number: int, name: str, quantity: Decimal, price: Decimal, category: str, rate: Decimal | None) -> Line:
    return Line(
        id=str(number), quantity=quantity, unit=_UNIT, net=quantity * price, name=name, price=price, vat_category=category, vat_rate=rate
    )


def _exemptions(whole: Invoice) -> Mapping[str, Exemption]:
    return {row.category: Exemption(row.exemption_reason, row.exemption_code) for row in whole.vat}
