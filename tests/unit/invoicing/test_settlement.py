"""Deposits and final invoices add up to the whole; payments and early-payment discounts come out even."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from freehold.domain.errors import UserError
from freehold.domain.invoicing import settlement
from freehold.domain.invoicing.invoice import AllowanceCharge, Invoice
from freehold.domain.invoicing.settlement import Deposit, final_invoice, part_of, parts_of, standing
from freehold.domain.invoicing.totals import totalled

from .test_totals import invoice, line

D = Decimal
DAY = date(2031, 1, 2)


def deposit(part: Invoice, number: str = "D1") -> Deposit:
    return Deposit(number, DAY, part.vat, part.totals.tax_inclusive)


def final(whole: Invoice, *deposits: Deposit) -> Invoice:
    return final_invoice(whole, deposits, label=lambda one: f"less {one.number}")


def test_a_final_invoice_shows_only_the_vat_that_is_still_owed() -> None:
    whole = totalled(invoice(line("1000", rate="19"), line("500", rate="7", id="2")))
    part = part_of(whole, D(30), name="Deposit")
    assert part.type_code == "386"
    done = final(whole, deposit(part))
    assert [(row.rate, row.taxable, row.tax) for row in done.vat] == [(19, 700, D("133.00")), (7, 350, D("24.50"))]
    assert done.totals.due == whole.totals.due - part.totals.due
    assert [(row.quantity, row.price, row.name) for row in done.lines[2:]] == [(-1, 300, "less D1"), (-1, 150, "less D1")]
    assert done.preceding[0].number == "D1"


def test_a_cent_of_rounding_goes_into_the_rounding_amount() -> None:
    whole = totalled(invoice(line("0.05", rate="19"), line("10.08", rate="19", id="2")))
    part = part_of(whole, D(5), name="Deposit")
    done = final(whole, deposit(part), deposit(part, "D2"))
    assert part.totals.due * 2 + done.totals.due == whole.totals.due
    assert done.totals.rounding == D("-0.01")


def test_two_halves_that_were_rounded_up_leave_nothing_due() -> None:
    whole = totalled(invoice(line("10.13", rate="19")))
    half = part_of(whole, D(50), name="Deposit")
    assert half.totals.due * 2 == whole.totals.due + D("0.01")
    assert final(whole, deposit(half), deposit(half, "D2")).totals.due == 0


def test_milestones_make_the_whole() -> None:
    whole = totalled(invoice(line("100", rate="19"), line("0.01", rate="7", id="2")))
    parts = parts_of(whole, [D(30), D(30), D(40)], names=["Start", "Draft", "Delivery"])
    assert sum(part.totals.tax_exclusive for part in parts) == whole.totals.tax_exclusive
    assert [part.lines[0].name for part in parts] == ["Start", "Draft", "Delivery"]
    for wrong in ([D(50), D(60)], [D(110), D(-10)], []):
        with pytest.raises(UserError, match="make 100 %"):
            parts_of(whole, wrong, names=["a", "b"][: len(wrong)])


def test_more_deposits_than_the_whole_and_other_rates_are_refused() -> None:
    whole = totalled(invoice(line("100", rate="19")))
    full = deposit(part_of(whole, D(100), name="Deposit"))
    assert final(whole, full).totals.due == 0
    with pytest.raises(UserError, match="more than the whole"):
        final(whole, full, replace(full, number="D2"))
    other = totalled(invoice(line("10", rate="7")))
    with pytest.raises(UserError, match="another VAT rate"):
        final(whole, deposit(other))


def test_a_part_is_above_nothing_and_at_most_the_whole() -> None:
    whole = totalled(invoice(line("100")))
    for wrong in (D(0), D(-1), D(101)):
        with pytest.raises(UserError, match="cannot be invoiced"):
            part_of(whole, wrong, name="x")


def test_reverse_charge_stays_reverse_charge_in_every_part() -> None:
    whole = totalled(invoice(line("100", category="AE", rate=None)))
    part = part_of(whole, D(40), name="Deposit")
    done = final(whole, deposit(part))
    assert part.vat[0].exemption_code == done.vat[0].exemption_code == "VATEX-EU-AE"
    assert done.totals.due == 60


@pytest.mark.parametrize(
    ("payments", "state", "rest", "too_much"),
    [
        ([], "open", 100, 0),
        ([40], "partly_paid", 60, 0),
        ([40, 60], "paid", 0, 0),
        ([120], "overpaid", 0, 20),
        ([100, -100], "open", 100, 0),
    ],
)
def test_payments_settle_an_amount(payments: list[int], state: str, rest: int, too_much: int) -> None:
    found = standing(D(100), [D(part) for part in payments])
    assert (found.state, found.open, found.overpaid) == (state, rest, too_much)


def test_an_early_payment_takes_its_discount_and_the_vat_shrinks() -> None:
    whole = totalled(invoice(line("100", rate="19"), line("50", rate="7", id="2")))
    found = settlement.early_discount(whole.totals.due, percent=D(2), days=10, issued_on=DAY, currency="EUR")
    assert (found.amount, found.reduced, found.until) == (D("3.45"), D("169.05"), date(2031, 1, 12))
    assert settlement.takes_discount(found, paid=D("169.05"), paid_on=found.until)
    assert settlement.takes_discount(found, paid=D("169.06"), paid_on=found.until)
    assert not settlement.takes_discount(found, paid=D("169.05"), paid_on=date(2031, 1, 13))
    assert not settlement.takes_discount(found, paid=D("168.00"), paid_on=found.until)
    assert [(row.taxable, row.tax) for row in settlement.discount_by_rate(whole.vat, D(2), "EUR")] == [(2, D("0.38")), (1, D("0.07"))]
    assert settlement.machine_terms(D("2"), 10) == "#SKONTO#TAGE=10#PROZENT=2.00#\n"
    with pytest.raises(UserError, match="more than 0"):
        settlement.early_discount(D(1), percent=D(100), days=1, issued_on=DAY, currency="EUR")


prices = st.decimals(min_value=D("0.01"), max_value=9999, places=2)


@given(
    rows=st.lists(st.tuples(prices, st.sampled_from(["19", "7", "5.5", "25.5"])), min_size=1, max_size=6),
    off=st.decimals(min_value=0, max_value=1, places=2),
    percents=st.lists(st.integers(1, 40), max_size=2),
    currency=st.sampled_from(["EUR", "JPY"]),
)
def test_deposits_and_the_final_invoice_are_the_whole(rows, off, percents, currency) -> None:
    lines = [line(str(price), rate=rate, id=str(index)) for index, (price, rate) in enumerate(rows, 1)]
    extras = (AllowanceCharge(is_charge=False, amount=off, vat_category="S", vat_rate=D(rows[0][1]), reason="x"),)
    whole = totalled(invoice(*lines, allowances=extras, currency=currency))
    assume(all(row.taxable > 0 for row in whole.vat))
    parts = [part_of(whole, D(percent), name="Deposit") for percent in percents]
    parts = [part for part in parts if part.lines]
    done = final(whole, *(deposit(part, f"D{index}") for index, part in enumerate(parts)))
    assert sum(part.totals.due for part in parts) + done.totals.due == whole.totals.due
    assert sum(part.totals.tax_exclusive for part in parts) + done.totals.tax_exclusive == whole.totals.tax_exclusive
    unit = 1 if currency == "JPY" else D("0.01")
    assert abs(done.totals.rounding or 0) <= unit * (len(parts) + 1) * len(whole.vat)
