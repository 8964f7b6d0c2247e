"""The sums of an invoice keep to the calculation rules of EN 16931."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.errors import UserError
from freehold.domain.invoicing.invoice import AllowanceCharge, Invoice, Line, VatBreakdown
from freehold.domain.invoicing.parties import Party
from freehold.domain.invoicing.totals import NO_TOTALS, Exemption, amount_off, line_net, percentage_off, totalled

D = Decimal


def line(net_price: str = "100", quantity: str = "1", category: str = "S", rate: str | None = "19", **more) -> Line:
    return Line(
        id=more.pop("id", "1"),
        quantity=D(quantity),
        unit="HUR",
        net=D(0),
        name="Work",
        price=D(net_price),
        vat_category=category,
        vat_rate=None if rate is None else D(rate),
        **more,
    )


def invoice(*lines: Line, **more) -> Invoice:
    fields = {"number": "1", "issue_date": date(2030, 1, 2), "currency": "EUR", "vat": (), "totals": NO_TOTALS}
    return Invoice(**{**fields, "seller": Party(name="A"), "buyer": Party(name="B"), "lines": lines, **more})


def test_vat_is_rounded_once_per_rate_and_not_per_line() -> None:
    done = totalled(invoice(*(line("0.33", rate="19") for _ in range(3))))
    assert done.vat == (VatBreakdown(taxable=D("0.99"), tax=D("0.19"), category="S", rate=D(19)),)
    assert done.totals.tax_inclusive == done.totals.due == D("1.18")


def test_several_rates_stand_apart_the_higher_first() -> None:
    done = totalled(invoice(line("10", rate="7"), line("10", rate="19.00"), line("5", rate="19")))
    assert [(row.rate, row.taxable, row.tax) for row in done.vat] == [(D(19), D(15), D("2.85")), (D(7), D(10), D("0.70"))]


def test_a_negative_price_becomes_a_negative_quantity() -> None:
    done = totalled(invoice(line("100"), line("-30", quantity="2")))
    assert (done.lines[1].price, done.lines[1].quantity, done.lines[1].net) == (D(30), D(-2), D(-60))
    assert done.totals.tax_exclusive == D(40)
    assert done.vat[0].tax == D("7.60")


def test_a_line_has_its_allowances_and_its_price_base() -> None:
    off = AllowanceCharge(is_charge=False, amount=D("1.50"))
    on = AllowanceCharge(is_charge=True, amount=D("0.25"))
    assert line_net(D(10), D(1), (off, on), D(3)) == D("2.08")
    with pytest.raises(UserError, match="more than nothing"):
        line_net(D(1), D(1), (), D(0))


def test_outside_the_scope_of_vat_has_no_rate_and_says_why() -> None:
    row = totalled(invoice(line(category="O", rate=None))).vat[0]
    assert (row.rate, row.tax, row.exemption_code, row.exemption_reason) == (None, D("0.00"), "VATEX-EU-O", "Not subject to VAT")


def test_a_reason_is_taken_from_the_caller_else_kept_else_the_standard_one() -> None:
    kept = VatBreakdown(taxable=D(1), tax=D(0), category="AE", rate=D(0), exemption_reason="Steuerschuldnerschaft des Leistungsempfängers")
    first = totalled(invoice(line(category="AE", rate=None), vat=(kept,)))
    assert first.vat[0].exemption_reason == kept.exemption_reason
    second = totalled(first, exemptions={"AE": Exemption("Autoliquidation", "VATEX-EU-AE")})
    assert second.vat[0].exemption_reason == "Autoliquidation"
    assert totalled(invoice(line(category="G", rate=None))).vat[0].exemption_code == "VATEX-EU-G"
    assert totalled(invoice(line(), vat=(replace(kept, category="S"),))).vat[0].exemption_reason == ""


def test_a_percentage_off_is_split_by_rate() -> None:
    before = totalled(invoice(line("33.33", rate="19"), line("66.67", rate="7")))
    parts = percentage_off(before.lines, D(10), currency="EUR", reason="Discount")
    done = totalled(replace(before, allowances=parts))
    assert [(part.vat_rate, part.amount) for part in parts] == [(D(19), D("3.33")), (D(7), D("6.67"))]
    assert done.totals.allowances == D("10.00")
    assert done.totals.tax_exclusive == D("90.00")


def test_a_fixed_discount_is_split_to_the_cent() -> None:
    before = totalled(invoice(line("10", rate="19"), line("10", rate="7"), line("10", category="E", rate="0"), line("-5", rate="5")))
    parts = amount_off(before.lines, D(10), currency="EUR", reason="Goodwill")
    assert sorted(part.amount for part in parts) == [D("3.33"), D("3.33"), D("3.34")]


def test_the_vat_in_the_vat_currency_needs_a_rate() -> None:
    plain = invoice(line("100", rate="20"), currency="USD", vat_currency="EUR")
    with pytest.raises(UserError, match="exchange rate from USD"):
        totalled(plain)
    assert totalled(plain, vat_exchange=D("0.87654")).totals.tax_in_vat_currency == D("17.53")


def test_what_was_paid_and_a_rounding_change_only_what_is_due() -> None:
    totals = totalled(invoice(line("100.02", rate="8.1"), currency="CHF"), paid=D(50), rounding=D("-0.02")).totals
    assert (totals.tax_inclusive, totals.paid, totals.rounding, totals.due) == (D("108.12"), D(50), D("-0.02"), D("58.10"))
    assert totalled(invoice(line())).totals.paid is None


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (line(rate=None), "rate is missing at line 1"),
        (line(rate="0"), "cannot be 0 %"),
        (line(category="AE", rate="19"), "has no VAT"),
    ],
)
def test_a_rate_that_does_not_fit_its_category_is_told_at_its_line(bad: Line, words: str) -> None:
    with pytest.raises(UserError, match=words):
        totalled(invoice(bad))


def test_a_discount_without_category_is_refused() -> None:
    with pytest.raises(UserError, match="No VAT category is given for the discount “Goodwill”"):
        totalled(invoice(line(), allowances=(AllowanceCharge(is_charge=False, amount=D(1), reason="Goodwill"),)))


def test_currencies_with_other_minor_units_are_rounded_to_theirs() -> None:
    assert totalled(invoice(line("1234.5", rate="10"), currency="JPY")).totals.due == D(1359)
    assert totalled(invoice(line("1.2345", rate="5"), currency="KWD")).totals.due == D("1.29")


money = st.decimals(min_value=-5000, max_value=5000, places=4)
kinds = st.sampled_from(
    [("S", "19"), ("S", "7"), ("S", "25.5"), ("S", "8.10"), ("Z", "0"), ("E", "0"), ("AE", None), ("K", "0"), ("G", None)]
)
small = st.decimals(min_value=0, max_value=90, places=3)


@st.composite
def lines(draw) -> Line:
    category, rate = draw(kinds)
    extras = tuple(
        AllowanceCharge(is_charge=charge, amount=amount) for charge, amount in draw(st.lists(st.tuples(st.booleans(), small), max_size=2))
    )
    quantity = draw(st.decimals(min_value=-50, max_value=50, places=3))
    return line(
        str(draw(money)), str(quantity), category, rate, allowances=extras, price_base=draw(st.sampled_from([None, D(1), D(3), D(100)]))
    )


@st.composite
def invoices(draw) -> Invoice:
    rows = tuple(replace(row, id=str(index)) for index, row in enumerate(draw(st.lists(lines(), min_size=1, max_size=8)), 1))
    levels = draw(st.lists(st.tuples(st.booleans(), small, kinds), max_size=3))
    extras = tuple(
        AllowanceCharge(is_charge=charge, amount=amount, vat_category=kind[0], vat_rate=kind[1] and D(kind[1]), reason="x")
        for charge, amount, kind in levels
    )
    return invoice(*rows, allowances=extras, currency=draw(st.sampled_from(["EUR", "JPY", "KWD", "CHF"])))


def cents(amount: Decimal, currency: str) -> Decimal:
    return amount.quantize(D(1) if currency == "JPY" else D("0.01"), rounding=ROUND_HALF_UP)


@given(plain=invoices(), paid=small)
def test_the_sums_keep_to_br_co_10_to_17(plain: Invoice, paid: Decimal) -> None:
    done = totalled(plain, paid=paid)
    t, currency = done.totals, done.currency
    assert t.line_net == sum(row.net for row in done.lines)  # BR-CO-10
    assert (t.allowances or 0) == sum(a.amount for a in done.allowances if not a.is_charge)  # BR-CO-11
    assert (t.charges or 0) == sum(a.amount for a in done.allowances if a.is_charge)  # BR-CO-12
    assert t.tax_exclusive == t.line_net - (t.allowances or 0) + (t.charges or 0)  # BR-CO-13
    assert t.tax == sum(row.tax for row in done.vat)  # BR-CO-14
    assert t.tax_inclusive == t.tax_exclusive + t.tax  # BR-CO-15
    assert t.due == t.tax_inclusive - (t.paid or 0)  # BR-CO-16
    assert sum(row.taxable for row in done.vat) == t.tax_exclusive
    for row in done.vat:
        assert row.tax == cents(row.taxable * (row.rate or 0) / 100, currency)  # BR-CO-17
        parts = [x.net for x in done.lines if (x.vat_category, x.vat_rate) == (row.category, row.rate)]
        parts += [
            a.amount if a.is_charge else -a.amount for a in done.allowances if (a.vat_category, a.vat_rate) == (row.category, row.rate)
        ]
        assert row.taxable == sum(parts)  # BR-S-08 and its like
        assert bool(row.exemption_reason or row.exemption_code) == (row.category not in {"S", "Z"})
    assert all(row.price >= 0 for row in done.lines)  # BR-27


@given(plain=invoices(), order=st.randoms(use_true_random=False))
def test_neither_order_nor_a_second_run_changes_a_sum(plain: Invoice, order) -> None:
    done = totalled(plain)
    rows, extras = list(plain.lines), list(plain.allowances)
    order.shuffle(rows)
    order.shuffle(extras)
    shuffled = totalled(replace(plain, lines=tuple(rows), allowances=tuple(extras)))
    assert (shuffled.totals, shuffled.vat) == (done.totals, done.vat)
    assert totalled(done) == done


@given(plain=invoices())
def test_turning_every_sign_turns_every_sum(plain: Invoice) -> None:
    turned = replace(
        plain,
        lines=tuple(
            replace(row, quantity=-row.quantity, allowances=tuple(replace(a, is_charge=not a.is_charge) for a in row.allowances))
            for row in plain.lines
        ),
        allowances=tuple(replace(a, is_charge=not a.is_charge) for a in plain.allowances),
    )
    assert totalled(turned).totals.due == -totalled(plain).totals.due


@given(plain=invoices(), off=st.decimals(min_value=0, max_value=3000, places=2))
def test_a_fixed_discount_adds_up_over_all_rates(plain: Invoice, off: Decimal) -> None:
    done = totalled(plain)
    parts = amount_off(done.lines, off, currency=done.currency, reason="x")
    assert sum(part.amount for part in parts) == cents(off, done.currency)
