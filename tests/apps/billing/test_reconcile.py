"""Bank lines are booked where that is proven, suggested where it is likely, and every decision can be taken back and teaches."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from freehold.apps.billing.models import (
    Alias,
    BankTransaction,
    DocumentState,
    MatchDecision,
    Payment,
    PaymentAttempt,
    ProviderAccount,
    Refusal,
)
from freehold.apps.billing.selectors.credit import client_credit
from freehold.apps.billing.services import bank, payments
from freehold.apps.billing.services import reconcile_deciding as deciding
from freehold.apps.billing.services.reconcile import reconcile_waiting
from freehold.domain.errors import UserError
from tests.apps.billing.conftest import NOW
from tests.apps.billing.payment_samples import IBAN, invoice, line


def state(one):
    one.refresh_from_db()
    return one.state


def test_a_line_that_names_the_invoice_is_booked_by_itself_and_says_why(workspace, linde):
    document = invoice(workspace, linde, "INV-2026-0001", "119.00")
    bank = line(workspace, "119.00", "Rechnung INV-2026-0001", "Hotel Linde", IBAN)
    assert reconcile_waiting(workspace, now=NOW) == (1, 0)
    assert (state(document), state(bank)) == (DocumentState.PAID, "matched")
    assert [one["code"] for one in bank.decision.why] == ["number", "sum_exact"]
    assert bank.payment.paid_on == date(2026, 11, 2)
    assert set(Alias.objects.values_list("kind", flat=True)) == {"account", "name"}


def test_running_again_books_nothing_twice(workspace, linde):
    invoice(workspace, linde, "INV-2026-0001", "119.00")
    line(workspace, "119.00", "INV-2026-0001")
    line(workspace, "5.00", "Zinsen")
    assert reconcile_waiting(workspace, now=NOW) == (1, 0)
    assert reconcile_waiting(workspace, now=NOW) == (0, 0)
    assert Payment.objects.count() == 1


def test_a_suggestion_is_booked_with_one_click_and_teaches_the_account(workspace, linde):
    first, second = invoice(workspace, linde, "INV-2026-0001", "119.00"), invoice(workspace, linde, "INV-2026-0002", "80.00")
    one = line(workspace, "119.00", "danke", "Hotel Linde", IBAN)
    assert reconcile_waiting(workspace, now=NOW) == (0, 1)
    payment = deciding.accept_suggestion(workspace, one.pk, 0, now=NOW, actor="Mara")
    assert payment.amount == Decimal(119)
    assert (state(first), state(one)) == (DocumentState.PAID, "matched")
    line(workspace, "80.00", "danke sehr", "Hotel Linde", IBAN, booked_on=date(2026, 11, 5))
    assert reconcile_waiting(workspace, now=NOW) == (1, 0)
    assert state(second) == DocumentState.PAID


def test_a_discount_is_let_go_with_the_click_that_books_it(workspace, linde):
    document = invoice(workspace, linde, "INV-2026-0001", "100.00", early_percent=Decimal(2), early_days=45)
    one = line(workspace, "98.00", "INV-2026-0001", "Hotel Linde")
    reconcile_waiting(workspace, now=NOW)
    assert [why["code"] for why in one.decision.why] == ["discount"]
    deciding.accept_suggestion(workspace, one.pk, 0, now=NOW, actor="Mara")
    assert state(document) == DocumentState.PAID
    assert sorted(document.allocations.values_list("kind", "amount")) == [("discount", Decimal(2)), ("payment", Decimal(98))]


def test_an_overpayment_leaves_a_credit(workspace, linde):
    invoice(workspace, linde, "INV-2026-0001", "100.00")
    one = line(workspace, "150.00", "INV-2026-0001", "Hotel Linde")
    reconcile_waiting(workspace, now=NOW)
    deciding.accept_suggestion(workspace, one.pk, 0, now=NOW, actor="Mara")
    assert client_credit(workspace, linde.pk) == {"EUR": Decimal(50)}


def test_undoing_what_the_rules_booked_opens_the_invoice_and_they_only_suggest_it_from_then_on(workspace, linde):
    document = invoice(workspace, linde, "INV-2026-0001", "119.00")
    bank = line(workspace, "119.00", "INV-2026-0001", "Hotel Linde", IBAN)
    reconcile_waiting(workspace, now=NOW)
    deciding.take_back(workspace, bank.pk, now=NOW, actor="Mara")
    assert (state(document), state(bank)) == (DocumentState.ISSUED, "new")
    assert reconcile_waiting(workspace, now=NOW + timedelta(days=1)) == (0, 1)
    deciding.accept_suggestion(workspace, bank.pk, 0, now=NOW, actor="Mara")
    assert state(document) == DocumentState.PAID
    assert not Refusal.objects.exists()


def test_undoing_a_click_brings_the_same_suggestions_back(workspace, linde):
    invoice(workspace, linde, "INV-2026-0001", "119.00")
    bank = line(workspace, "119.00", "danke", "Hotel Linde", IBAN)
    reconcile_waiting(workspace, now=NOW)
    before = MatchDecision.objects.get(transaction=bank).suggestions
    deciding.accept_suggestion(workspace, bank.pk, 0, now=NOW, actor="Mara")
    deciding.take_back(workspace, bank.pk, now=NOW, actor="Mara")
    assert MatchDecision.objects.get(transaction=bank).suggestions == before
    assert not Alias.objects.filter(confirmed__gt=0).exists()


def test_a_declined_suggestion_goes_and_comes_back_weaker(workspace, linde):
    invoice(workspace, linde, "INV-2026-0001", "119.00")
    bank = line(workspace, "119.00", "danke", "Hotel Linde", IBAN)
    reconcile_waiting(workspace, now=NOW)
    score = bank.decision.suggestions[0]["score"]
    deciding.decline(workspace, bank.pk, 0, now=NOW, actor="Mara")
    assert MatchDecision.objects.get(transaction=bank).suggestions == []
    reconcile_waiting(workspace, now=NOW)
    assert all(one["score"] < score / 2 for one in MatchDecision.objects.get(transaction=bank).suggestions)


def test_a_line_can_be_put_aside_and_taken_back(workspace):
    bank = line(workspace, "5.00", "Zinsen")
    deciding.put_aside(workspace, bank.pk, "interest", now=NOW, actor="Mara")
    assert (state(bank), bank.category) == ("ignored", "interest")
    with pytest.raises(UserError, match="decided already"):
        deciding.put_aside(workspace, bank.pk, "other", now=NOW, actor="Mara")
    deciding.take_back(workspace, bank.pk, now=NOW, actor="Mara")
    assert state(bank) == "new"


def test_any_open_invoices_can_be_chosen_by_hand(workspace, linde):
    first, second = invoice(workspace, linde, "INV-2026-0001", "100.00"), invoice(workspace, linde, "INV-2026-0002", "100.00")
    bank = line(workspace, "150.00", "ohne Worte")
    deciding.match_by_hand(workspace, bank.pk, [second.pk, first.pk], now=NOW, actor="Mara")
    assert (state(second), state(first)) == (DocumentState.PAID, DocumentState.PARTLY_PAID)


def test_a_chargeback_opens_the_invoice_again_with_one_click(workspace, linde):
    document = invoice(workspace, linde, "INV-2026-0001", "119.00")
    line(workspace, "119.00", "INV-2026-0001", "Hotel Linde", IBAN)
    reconcile_waiting(workspace, now=NOW)
    back = line(workspace, "-119.00", "Retoure INV-2026-0001", "Hotel Linde", IBAN, is_return=True, booked_on=date(2026, 11, 9))
    assert reconcile_waiting(workspace, now=NOW) == (0, 1)
    assert back.decision.suggestions[0]["kind"] == "reverse"
    deciding.accept_suggestion(workspace, back.pk, 0, now=NOW, actor="Mara")
    assert (state(document), document.open) == (DocumentState.ISSUED, Decimal(119))
    assert client_credit(workspace, linde.pk) == {}


def test_a_refund_of_a_credit_note_uses_it_up(workspace, linde):
    note = invoice(workspace, linde, "CN-2026-0001", "50.00", kind="credit_note")
    back = line(workspace, "-50.00", "CN-2026-0001", "Hotel Linde")
    reconcile_waiting(workspace, now=NOW)
    deciding.accept_suggestion(workspace, back.pk, 0, now=NOW, actor="Mara")
    assert client_credit(workspace, linde.pk) == {}
    assert note.allocations.get().amount == Decimal(50)


def test_an_invoice_paid_less_its_credit_note_is_booked_by_itself(workspace, linde):
    document = invoice(workspace, linde, "INV-2026-0001", "100.00")
    invoice(workspace, linde, "CN-2026-0001", "30.00", kind="credit_note")
    line(workspace, "70.00", "INV-2026-0001 abzgl. CN-2026-0001", "Hotel Linde")
    assert reconcile_waiting(workspace, now=NOW) == (1, 0)
    assert state(document) == DocumentState.PAID
    assert client_credit(workspace, linde.pk) == {}


def test_a_providers_payment_id_finds_its_invoice(workspace, linde):
    document = invoice(workspace, linde, "INV-2026-0001", "119.00")
    account = ProviderAccount.objects.create(workspace=workspace, provider="stripe", hook="h", created_at=NOW)
    PaymentAttempt.objects.create(
        workspace=workspace,
        account=account,
        document=document,
        attempt=1,
        payment_id="pi_3Nabc",
        amount=119,
        currency="EUR",
        created_at=NOW,
    )
    line(workspace, "119.00", "PAYOUT pi_3Nabc")
    assert reconcile_waiting(workspace, now=NOW) == (1, 0)


def test_a_line_that_came_before_its_invoice_is_booked_when_the_invoice_is_there(workspace, linde):
    bank = line(workspace, "119.00", "INV-2026-0001")
    assert reconcile_waiting(workspace, now=NOW) == (0, 0)
    invoice(workspace, linde, "INV-2026-0001", "119.00", issue_date=date(2026, 11, 3))
    assert reconcile_waiting(workspace, now=NOW) == (1, 0)
    assert state(bank) == "matched"


def test_an_invoice_in_another_currency_is_paid_with_the_whole_line(workspace, harbour):
    document = invoice(workspace, harbour, "INV-2026-0001", "110.00", currency="USD")
    bank = line(workspace, "95.00", "INV-2026-0001", "Harbour")
    reconcile_waiting(workspace, now=NOW)
    deciding.accept_suggestion(workspace, bank.pk, 0, now=NOW, actor="Mara")
    assert state(document) == DocumentState.PAID
    assert client_credit(workspace, harbour.pk) == {}


def test_a_suggestion_that_was_paid_meanwhile_is_refused_with_nothing_booked(workspace, linde):
    document = invoice(workspace, linde, "INV-2026-0001", "119.00")
    bank = line(workspace, "119.00", "danke", "Hotel Linde")
    reconcile_waiting(workspace, now=NOW)
    payments.record_payment(workspace, document_id=document.pk, amount=Decimal(119), currency="EUR", paid_on=NOW.date(), now=NOW)
    with pytest.raises(UserError, match="Nothing was booked"):
        deciding.accept_suggestion(workspace, bank.pk, 0, now=NOW, actor="Mara")
    assert state(bank) == "new"


def test_lines_of_another_workspace_are_not_touched(workspace, other_workspace, linde):
    invoice(workspace, linde, "INV-2026-0001", "119.00")
    bank = line(other_workspace, "119.00", "INV-2026-0001")
    assert reconcile_waiting(other_workspace, now=NOW) == (0, 0)
    with pytest.raises(UserError, match="not there"):
        deciding.put_aside(workspace, bank.pk, "other", now=NOW, actor="Mara")
    assert BankTransaction.objects.get().state == "new"


STATEMENT = """Date;Payee;Counterparty IBAN;Purpose;Amount;Currency
02.11.2026;Hotel Linde GmbH;DE02120300000000202051;Rechnung INV-2026-0001 vielen Dank;1.190,00;EUR
03.11.2026;Hotel Linde GmbH;DE02120300000000202051;INV 2026 0002 Teilzahlung;100,00;EUR
04.11.2026;Stadtwerke;;Abschlag Strom;-80,00;EUR
"""


def test_a_statement_that_is_imported_twice_is_booked_once(workspace, linde):
    paid, part = invoice(workspace, linde, "INV-2026-0001", "1190.00"), invoice(workspace, linde, "INV-2026-0002", "400.00")
    for _ in range(2):
        bank.import_file(workspace, "november.csv", STATEMENT.encode(), now=NOW, currency="EUR")
        reconcile_waiting(workspace, now=NOW)
    assert (state(paid), state(part), part.open) == (DocumentState.PAID, DocumentState.PARTLY_PAID, Decimal(300))
    assert Payment.objects.count() == 2
    assert BankTransaction.objects.filter(state="new").count() == 1
