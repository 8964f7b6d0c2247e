"""Payments are booked once, spread over invoices, and can be taken back; credit is never lost."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from freehold.apps.billing.models import Allocation, DocumentState, Payment
from freehold.apps.billing.selectors.credit import client_credit
from freehold.apps.billing.services import payments
from freehold.apps.billing.services.credits import settle_by_credit
from freehold.apps.billing.services.settling import Share
from freehold.domain.errors import UserError
from freehold.kit.audit.models import AuditEntry
from freehold.kit.outbox.models import Event
from tests.apps.billing.conftest import NOW, TODAY
from tests.apps.billing.payment_samples import invoice

EURO = {"currency": "EUR", "paid_on": TODAY, "now": NOW}


def events(name):
    return Event.objects.filter(name=name).count()


def test_a_payment_in_full_settles_the_invoice_and_tells_so(workspace, linde):
    document = invoice(workspace, linde, "INV-1", "119.00")
    payment = payments.record_payment(workspace, document_id=document.pk, amount=Decimal("119.00"), actor="Mara", **EURO)
    document.refresh_from_db()
    assert (document.state, document.paid, document.open, document.paid_at) == (DocumentState.PAID, Decimal(119), 0, NOW)
    assert payment.client_id == linde.pk
    assert [events(name) for name in ("PaymentReceived", "PaymentAllocated", "InvoicePaid")] == [1, 1, 1]
    assert AuditEntry.objects.filter(action="payment.recorded", actor="Mara").exists()


def test_a_part_leaves_the_rest_open_and_the_next_part_settles_it(workspace, linde):
    document = invoice(workspace, linde, "INV-1", "100.00")
    payments.record_payment(workspace, document_id=document.pk, amount=Decimal(40), **EURO)
    document.refresh_from_db()
    assert (document.state, document.open) == (DocumentState.PARTLY_PAID, Decimal(60))
    assert events("InvoicePaid") == 0
    payments.record_payment(workspace, document_id=document.pk, amount=Decimal(60), **EURO)
    document.refresh_from_db()
    assert document.state == DocumentState.PAID


def test_the_same_key_is_booked_once(workspace, linde):
    document = invoice(workspace, linde, "INV-1", "100.00")
    first, second = (
        payments.record_payment(workspace, document_id=document.pk, amount=Decimal(40), key="card:1", **EURO) for _ in range(2)
    )
    assert first == second
    document.refresh_from_db()
    assert document.open == Decimal(60)


def test_what_is_paid_beyond_is_credit_that_settles_a_later_invoice(workspace, linde):
    document = invoice(workspace, linde, "INV-1", "100.00")
    payments.record_payment(workspace, document_id=document.pk, amount=Decimal(130), **EURO)
    assert client_credit(workspace, linde.pk) == {"EUR": Decimal(30)}
    later = invoice(workspace, linde, "INV-2", "50.00")
    assert payments.use_credit(workspace, later.pk, now=NOW) == Decimal(30)
    later.refresh_from_db()
    assert (later.state, later.open) == (DocumentState.PARTLY_PAID, Decimal(20))
    assert client_credit(workspace, linde.pk) == {}
    with pytest.raises(UserError, match="no credit"):
        payments.use_credit(workspace, later.pk, now=NOW)


def test_undoing_a_payment_opens_its_invoices_again_and_twice_does_no_harm(workspace, linde):
    document = invoice(workspace, linde, "INV-1", "100.00", sent_at=NOW, state="sent")
    payment = payments.record_payment(workspace, document_id=document.pk, amount=Decimal(100), key="k", **EURO)
    for _ in range(2):
        payments.undo_payment(workspace, payment.pk, now=NOW + timedelta(hours=1), actor="Mara")
    document.refresh_from_db()
    assert (document.state, document.paid, document.open, document.paid_at) == (DocumentState.SENT, 0, Decimal(100), None)
    assert AuditEntry.objects.filter(action="payment.undone").count() == 1
    again = payments.record_payment(workspace, document_id=document.pk, amount=Decimal(100), key="k", **EURO)
    assert again != payment


def test_a_discount_or_a_fee_settles_the_rest_without_money(workspace, linde):
    document = invoice(workspace, linde, "INV-1", "100.00")
    shares = [Share(document.pk, Decimal(98)), Share(document.pk, Decimal(2), kind="discount")]
    payment = payments.record_payment(workspace, amount=Decimal(98), allocations=shares, **EURO)
    document.refresh_from_db()
    assert document.state == DocumentState.PAID
    assert client_credit(workspace, linde.pk) == {}
    payments.undo_payment(workspace, payment.pk, now=NOW)
    document.refresh_from_db()
    assert document.open == Decimal(100)


def test_the_rest_can_be_written_off_and_taken_back(workspace, linde):
    document = invoice(workspace, linde, "INV-1", "100.00")
    payments.record_payment(workspace, document_id=document.pk, amount=Decimal(95), **EURO)
    part = payments.write_off(workspace, document.pk, now=NOW, kind="fee")
    document.refresh_from_db()
    assert (part.amount, document.state) == (Decimal(5), DocumentState.PAID)
    payments.undo_allocation(workspace, part.pk, now=NOW)
    document.refresh_from_db()
    assert (document.open, document.state) == (Decimal(5), DocumentState.PARTLY_PAID)


def test_money_sent_back_takes_the_credit_note_first(workspace, linde):
    document = invoice(workspace, linde, "INV-1", "100.00")
    payments.record_payment(workspace, document_id=document.pk, amount=Decimal(100), **EURO)
    note = invoice(workspace, linde, "CN-1", "100.00", kind="credit_note", corrects=document)
    settle_by_credit(note, now=NOW)
    assert client_credit(workspace, linde.pk) == {"EUR": Decimal(100)}
    payments.record_payment(workspace, document_id=document.pk, amount=Decimal(-100), **EURO)
    document.refresh_from_db()
    assert (document.open, document.state) == (0, DocumentState.PAID)
    assert client_credit(workspace, linde.pk) == {}


def test_money_taken_back_without_a_credit_note_opens_the_invoice_again(workspace, linde):
    document = invoice(workspace, linde, "INV-1", "100.00")
    payments.record_payment(workspace, document_id=document.pk, amount=Decimal(130), **EURO)
    payments.record_payment(workspace, document_id=document.pk, amount=Decimal(-70), **EURO)
    document.refresh_from_db()
    assert (document.open, document.state) == (Decimal(40), DocumentState.PARTLY_PAID)
    assert client_credit(workspace, linde.pk) == {}


def test_a_payment_in_another_currency_settles_at_the_days_rate(workspace, harbour):
    document = invoice(workspace, harbour, "INV-1", "110.00", currency="USD")
    payment = payments.record_payment(workspace, document_id=document.pk, amount=Decimal(20), **EURO)
    part = Allocation.objects.get(payment=payment)
    assert part.payment_amount == Decimal(20)
    assert Decimal(18) < part.amount < Decimal(30)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"amount": Decimal(0)}, "other than zero"),
        ({"amount": Decimal("NaN")}, "other than zero"),
        ({"amount": Decimal("1.005")}, "decimals"),
        ({"currency": "EURO"}, "no currency"),
        ({"fee": Decimal(200)}, "fee"),
        ({"paid_on": TODAY + timedelta(days=9)}, "future"),
        ({"method": "shells"}, "way to pay"),
        ({"document_id": 999_999}, "not there"),
    ],
)
def test_what_cannot_be_is_refused_with_nothing_booked(workspace, linde, values, words):
    document = invoice(workspace, linde, "INV-1", "100.00")
    given = {"document_id": document.pk, "amount": Decimal(100), **EURO, **values}
    with pytest.raises(UserError, match=words):
        payments.record_payment(workspace, **given)
    assert not Payment.objects.exists()


def test_more_than_is_open_or_paid_is_never_allocated(workspace, linde, tulip):
    document, other = invoice(workspace, linde, "INV-1", "100.00"), invoice(workspace, tulip, "INV-2", "50.00")
    for shares in (
        [Share(document.pk, Decimal(101))],
        [Share(document.pk, Decimal(60)), Share(other.pk, Decimal(50))],
        [Share(document.pk, Decimal(-1))],
    ):
        with pytest.raises(UserError, match="Nothing was booked"):
            payments.record_payment(workspace, amount=Decimal(200), allocations=shares, **EURO)
    with pytest.raises(UserError, match="less than"):
        payments.record_payment(workspace, amount=Decimal(50), allocations=[Share(document.pk, Decimal(60))], **EURO)
    assert not Payment.objects.exists()
    assert not Allocation.objects.exists()


def test_another_workspace_reaches_neither_payment_nor_invoice(workspace, other_workspace, linde):
    document = invoice(workspace, linde, "INV-1", "100.00")
    payment = payments.record_payment(workspace, document_id=document.pk, amount=Decimal(40), **EURO)
    for act in (
        lambda: payments.record_payment(other_workspace, document_id=document.pk, amount=Decimal(1), **EURO),
        lambda: payments.undo_payment(other_workspace, payment.pk, now=NOW),
        lambda: payments.use_credit(other_workspace, document.pk, now=NOW),
        lambda: payments.write_off(other_workspace, document.pk, now=NOW),
    ):
        with pytest.raises(UserError):
            act()
