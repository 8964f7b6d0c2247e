"""What a person is offered, best first."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from freehold.domain.money.exchange import ExchangeRates
from freehold.domain.reconciliation.ledger import Booking, Experience
from freehold.domain.reconciliation.subsets import subsets_with_sum
from freehold.domain.reconciliation.wording import TEMPLATES
from tests.unit.reconciliation.samples import TODAY, best, codes, decide, invoice, line


def test_a_name_and_the_amount_come_before_the_amount_alone():
    decision = decide(line("500.00", "danke", "BERG STUDIO"), invoice("A-1", "500.00", "Nordlicht Verlag"), invoice("A-2", "500.00"))
    assert best(decision) == {"A-2": "500.00"}
    assert {why.code for why in decision.suggestions[0].why} == {"name_fits", "amount_exact"}


def test_sums_of_the_payers_invoices_are_found():
    ours = [invoice(f"RE-{number}", amount) for number, amount in (("201", "120.50"), ("202", "80.00"), ("203", "45.25"))]
    decision = decide(line("165.75", "danke", "Berg Studio"), *ours)
    assert best(decision) == {"RE-201": "120.50", "RE-203": "45.25"}


def test_named_invoices_that_do_not_add_up_share_the_money_in_order():
    ours = [invoice("RE-2026-0041", "500.00"), invoice("RE-2026-0042", "300.00")]
    decision = decide(line("700.00", "RE-2026-0041 RE-2026-0042", "Berg Studio"), *ours)
    assert codes(decision) == {"sum_differs"}
    assert best(decision) == {"RE-2026-0041": "500.00", "RE-2026-0042": "200.00"}


def test_an_amount_within_three_percent_of_the_rate_is_suggested():
    table = ExchangeRates(TODAY, {"USD": Decimal("1.10")})
    ours = invoice("RE-2026-0041", "1100.00", currency="USD")
    assert best(decide(line("985.00", "thanks", "Berg Studio"), ours, rates=lambda _day: table)) == {"RE-2026-0041": "1100.00"}
    assert decide(line("900.00", "thanks", "Berg Studio"), ours, rates=lambda _day: table).suggestions == ()


def test_what_the_payer_sent_before_the_bank_converted_counts():
    ours = invoice("RE-2026-0041", "1100.00", currency="USD")
    one = line("970.00", "thanks", "Berg Studio", original_amount=Decimal("1100.00"), original_currency="USD")
    assert best(decide(one, ours)) == {"RE-2026-0041": "1100.00"}


def test_a_slip_of_the_finger_is_suggested_and_never_booked():
    decision = decide(line("700.00", "RE-2026-0024"), invoice("RE-2026-0042", "700.00"))
    assert decision.decision == "suggest"
    assert "number_typo" in {why.code for why in decision.suggestions[0].why}


def test_a_chargeback_suggests_to_take_the_booking_back():
    paid = Booking(
        id="t1",
        booked_on=date(2026, 10, 20),
        amount=Decimal(500),
        currency="EUR",
        allocations=(("RE-2026-0041", Decimal(500)),),
        payer_name="Berg Studio",
    )
    decision = decide(
        line("-500.00", "Rücklastschrift RE-2026-0041", "Berg Studio", is_return=True), invoice("RE-2026-0041", "0"), bookings=[paid]
    )
    assert decision.decision == "suggest"
    assert decision.suggestions[0].kind == "reverse"
    assert best(decision) == {"RE-2026-0041": "-500"}


def test_money_out_for_a_credit_note_is_suggested_against_it():
    ours = [invoice("GS-2026-0003", "-120.00"), invoice("RE-2026-0041", "120.00")]
    decision = decide(line("-120.00", "GS-2026-0003", "Berg Studio"), *ours)
    assert decision.suggestions[0].kind == "pay"
    assert best(decision) == {"GS-2026-0003": "-120.00"}


def test_what_has_nothing_to_do_with_any_invoice_is_left_alone():
    ours = [invoice("RE-2026-0041", "500.00")]
    for one in (line("1.23", "Zinsen"), line("-45.00", "Strom"), line("2500.00", "Gehalt November", "Firma Sonne"), line("0", "x")):
        assert decide(one, *ours).decision == "none"


def test_every_reason_has_its_words():
    known = Experience(names={"berg studio": "Berg Studio GmbH"})
    decision = decide(line("485.00", "0041", "Berg Studio"), invoice("RE-2026-0041", "500.00"), known=known)
    assert [why.text for why in decision.suggestions[0].why]
    assert all((text and text[0].isupper()) or text.startswith("{") or text.startswith("“") for text in TEMPLATES.values())


def test_subsets_are_found_smallest_first():
    amounts = [Decimal(one) for one in ("10", "20", "30", "-5")]
    assert subsets_with_sum(amounts, Decimal("30.00"), least_size=1) == [(2,), (0, 1)]
    assert subsets_with_sum(amounts, Decimal(25)) == [(2, 3), (0, 1, 3)]
    assert subsets_with_sum([], Decimal(1)) == []
