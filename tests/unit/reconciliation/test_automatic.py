"""What is booked by itself, and what never is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from freehold.domain.reconciliation import reconcile
from freehold.domain.reconciliation.ledger import Experience
from tests.unit.reconciliation.samples import TODAY, best, booked, codes, decide, invoice, line

IBAN = "DE02120300000000202051"
BERG = Experience(accounts={IBAN: "Berg Studio GmbH"})


def test_a_structured_reference_books():
    decision = decide(line("500.00", references=("RF18 5390 0754 7034",)), invoice("RE-2026-0041", "500.00", reference="RF18539007547034"))
    assert booked(decision) == {"RE-2026-0041": "500.00"}
    assert decision.tier == "reference"


def test_a_reference_in_the_text_books_too():
    assert booked(decide(line("5.00", "RF18 5390 0754 7034"), invoice("A-1", "5.00", reference="RF18539007547034"))) == {"A-1": "5.00"}


def test_a_providers_payment_id_books():
    decision = decide(line("80.00", "STRIPE pi_3Nabc payout"), invoice("A-77", "80.00", provider_ids=("pi_3Nabc",)))
    assert booked(decision) == {"A-77": "80.00"}
    assert "provider_id" in codes(decision)


def test_several_numbers_with_the_exact_sum_book_also_with_a_credit_note():
    ours = [invoice("RE-2026-0041", "500.00"), invoice("RE-2026-0042", "300.00"), invoice("GS-2026-0003", "-100.00")]
    assert booked(decide(line("800.00", "RE-2026-0041 RE-2026-0042"), *ours)) == {"RE-2026-0041": "500.00", "RE-2026-0042": "300.00"}
    decision = decide(line("700.00", "RE-2026-0041 RE-2026-0042 abz. GS-2026-0003"), *ours)
    assert booked(decision)["GS-2026-0003"] == "-100.00"


def test_a_part_payment_books_when_the_payer_agrees_and_not_otherwise():
    ours = invoice("RE-2026-0041", "500.00")
    assert booked(decide(line("200.00", "RE-2026-0041", "BERG STUDIO"), ours)) == {"RE-2026-0041": "200.00"}
    assert booked(decide(line("200.00", "RE-2026-0041", account=IBAN), ours, known=BERG)) == {"RE-2026-0041": "200.00"}
    decision = decide(line("200.00", "RE-2026-0041", "Xaver Unbekannt"), ours)
    assert booked(decision) == {}
    assert best(decision) == {"RE-2026-0041": "200.00"}


def test_a_known_account_with_the_only_invoice_of_that_amount_books():
    decision = decide(
        line("500.00", "vielen dank", "Berg", IBAN), invoice("RE-2026-0041", "500.00"), invoice("RE-2026-0042", "70.00"), known=BERG
    )
    assert booked(decision) == {"RE-2026-0041": "500.00"}
    assert codes(decision) == {"account_known", "only_open"}


@pytest.mark.parametrize(
    ("one", "code"),
    [
        (line("500.00", "RE-2025-0041 danke", account=IBAN), "foreign_number"),
        (line("500.00", "Rechnung 88123", account=IBAN), "foreign_number"),
        (line("500.00", "2026-0014", account=IBAN), "foreign_number"),
        (line("500.00", "Miete Oktober", account=IBAN), "not_invoice"),
        (line("500.00", "Rücklastschrift", account=IBAN), "return_words"),
        (line("500.00", "danke", account=IBAN, is_return=True), "return"),
        (line("-500.00", "danke", account=IBAN), "outgoing"),
        (line("500.00", "danke", "Nordlicht Verlag", IBAN), "wrong_customer"),
    ],
)
def test_a_known_account_does_not_book_when_something_speaks_against_it(one, code):
    decision = decide(one, invoice("RE-2026-0041", "500.00"), invoice("RE-2026-0050", "9.00", "Nordlicht Verlag"), known=BERG)
    assert booked(decision) == {}
    assert code in codes(decision)


def test_amount_twins_of_a_known_account_are_only_suggested():
    decision = decide(
        line("500.00", "danke", account=IBAN), invoice("RE-2026-0041", "500.00"), invoice("RE-2026-0042", "500.00"), known=BERG
    )
    assert booked(decision) == {}
    assert len(decision.suggestions) >= 2


def test_an_invoice_that_others_add_up_to_is_only_suggested():
    ours = [invoice("RE-2026-0041", "500.00"), invoice("RE-2026-0042", "300.00"), invoice("RE-2026-0043", "200.00")]
    assert codes(decide(line("500.00", "danke", account=IBAN), *ours, known=BERG)) == {"also_sum"}


@pytest.mark.parametrize(
    ("amount", "code"),
    [("485.00", "discount_like"), ("490.51", "fee_like"), ("475.10", "fee_like"), ("600.00", "overpaid")],
)
def test_fees_discounts_and_overpayments_are_only_suggested(amount, code):
    decision = decide(line(amount, "RE-2026-0041", "Berg Studio"), invoice("RE-2026-0041", "500.00"))
    assert booked(decision) == {}
    assert codes(decision) == {code}
    first = decision.suggestions[0]
    assert first.allocations[0].invoice == "RE-2026-0041"
    settled = first.allocations[0].amount + sum(each.amount for each in first.write_off)
    assert settled == 500
    assert first.credit == max(Decimal(amount) - 500, 0)


def test_the_agreed_discount_is_named_with_its_day():
    ours = invoice("RE-2026-0041", "1000.00", discount_amount=Decimal("20.00"), discount_until=date(2026, 11, 5))
    assert codes(decide(line("980.00", "RE-2026-0041"), ours)) == {"discount"}
    assert codes(decide(line("980.00", "RE-2026-0041", booked_on=date(2026, 11, 9)), ours)) == {"discount_late"}


def test_the_number_of_one_customer_paid_by_another_is_only_suggested():
    ours = [invoice("RE-2026-0041", "500.00"), invoice("RE-2026-0042", "500.00", "Nordlicht Verlag")]
    for payer, account in (("Nordlicht Verlag", ""), ("", IBAN)):
        known = Experience(accounts={IBAN: "Nordlicht Verlag"})
        decision = decide(line("500.00", "RE-2026-0041", payer, account), *ours, known=known)
        assert booked(decision) == {}
        assert "wrong_customer" in codes(decision)


def test_a_settled_number_beside_an_open_one_holds_the_line():
    known = Experience(other_numbers=frozenset({"RE-2026-0040"}))
    decision = decide(line("500.00", "RE-2026-0040 RE-2026-0041"), invoice("RE-2026-0041", "500.00"), known=known)
    assert codes(decision) == {"settled_named"}
    assert best(decision) == {"RE-2026-0041": "500.00"}


def test_invoices_without_an_open_amount_count_as_settled():
    ours = [invoice("RE-2026-0040", "0", total=Decimal(500)), invoice("RE-2026-0041", "500.00")]
    assert codes(decide(line("500.00", "RE-2026-0040 RE-2026-0041"), *ours)) == {"settled_named"}


def test_a_second_payment_of_the_same_invoice_is_not_booked():
    first, second = line("500.00", "RE-2026-0041", id="1"), line("500.00", "RE-2026-0041", id="2", booked_on=date(2026, 11, 9))
    decisions = reconcile([second, first], [invoice("RE-2026-0041", "500.00")], today=TODAY)
    assert [one.decision for one in decisions] == ["suggest", "auto"]
    assert decisions[0].suggestions[0].kind == "credit"


def test_the_same_line_twice_counts_once():
    one = line("500.00", "RE-2026-0041")
    decisions = reconcile([one, one], [invoice("RE-2026-0041", "500.00")], today=TODAY)
    assert [each.decision for each in decisions] == ["auto", "none"]
    assert codes(decisions[1]) == {"repeated"}


def test_two_lines_of_one_day_that_are_alike_compete():
    lines = [line("500.00", "danke", account=IBAN, id=str(one)) for one in range(2)]
    decisions = reconcile(lines, [invoice("RE-2026-0041", "500.00")], BERG, today=TODAY)
    assert [codes(one) for one in decisions] == [{"competing"}, {"competing"}]


def test_a_line_without_a_number_leaves_an_invoice_that_another_line_names():
    lines = [line("500.00", "danke", account=IBAN, id="1"), line("500.00", "RE-2026-0041", id="2", booked_on=date(2026, 11, 9))]
    decisions = reconcile(lines, [invoice("RE-2026-0041", "500.00")], BERG, today=TODAY)
    assert [one.decision for one in decisions] == ["suggest", "auto"]


def test_a_monthly_fee_is_matched_month_by_month():
    months = [invoice(f"RE-2026-{month:04}", "500.00", issued_on=date(2026, month, 1)) for month in (8, 9, 10)]
    lines = [line("500.00", "danke", account=IBAN, id=str(month), booked_on=date(2026, month, 20)) for month in (8, 9, 10)]
    decisions = reconcile(lines[::-1], months, BERG, today=TODAY)
    assert [booked(one) for one in decisions] == [{f"RE-2026-{month:04}": "500.00"} for month in (10, 9, 8)]


def test_another_currency_never_books():
    ours = invoice("RE-2026-0041", "500.00", currency="USD")
    decision = decide(line("500.00", "RE-2026-0041"), ours)
    assert codes(decision) == {"other_currency"}
    assert best(decision) == {"RE-2026-0041": "500.00"}


def test_an_invoice_issued_after_the_payment_is_not_booked():
    assert codes(decide(line("5.00", "RE-2026-0041"), invoice("RE-2026-0041", "5.00", issued_on=date(2026, 11, 20)))) == {"not_yet_issued"}


def test_a_declined_pair_is_not_booked_again_and_sinks_in_the_list():
    ours = [invoice("RE-2026-0041", "500.00"), invoice("RE-2026-0042", "500.00", issued_on=date(2026, 11, 20))]
    known = Experience(accounts={IBAN: "Berg Studio GmbH"}, refusals={(IBAN, "RE-2026-0041"): 0.9})
    decision = decide(line("500.00", "danke", account=IBAN), *ours, known=known)
    assert codes(decision) == {"refused"}
    assert best(decision) == {"RE-2026-0042": "500.00"}


def test_a_short_number_without_a_prefix_needs_the_payer():
    ours = invoice("17", "99.00", "Acme Ltd")
    assert booked(decide(line("99.00", "invoice 17"), ours)) == {}
    assert booked(decide(line("99.00", "invoice 17", "ACME"), ours)) == {"17": "99.00"}


def test_the_whole_of_another_invoice_is_no_part_payment():
    ours = [invoice("RE-2026-0014", "1000.00"), invoice("RE-2026-0041", "700.00")]
    assert booked(decide(line("700.00", "RE-2026-0014", "Berg Studio"), *ours)) == {}


def test_a_line_of_the_future_is_not_booked():
    assert codes(decide(line("5.00", "RE-2026-0041", booked_on=date(2027, 1, 1)), invoice("RE-2026-0041", "5.00"))) == {"future"}


def test_a_refusal_of_the_payer_does_not_hold_a_line_that_names_the_invoice_and_one_of_the_line_does():
    ours = invoice("RE-2026-0041", "500.00")
    one = line("500.00", "RE-2026-0041", account=IBAN, id="t1")
    assert booked(decide(one, ours, known=Experience(refusals={(IBAN, "RE-2026-0041"): 0.9})))
    assert codes(decide(one, ours, known=Experience(refusals={("line:t1", "RE-2026-0041"): 0.9}))) == {"refused"}
