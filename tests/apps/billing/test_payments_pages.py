"""The pages of payments: recorded with one form, listed with what they settled, taken back with one button."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse

from freehold.apps.billing.models import DocumentState, Payment
from freehold.apps.billing.services import payments
from tests.apps.billing.conftest import NOW, TODAY
from tests.apps.billing.payment_samples import invoice


@pytest.fixture
def document(workspace, linde):
    return invoice(workspace, linde, "INV-2026-0001", "119.00")


def given(**more):
    return {
        "way": "in",
        "amount": "119.00",
        "currency": "EUR",
        "paid_on": "2026-11-20",
        "method": "cash",
        "rest": "open",
        "key": "k1",
        **more,
    }


def test_the_form_is_filled_with_what_is_open(browser, document):
    page = browser.get(reverse("billing:record_payment", args=[document.pk]))
    assert page.status_code == 200
    assert 'value="119.00"' in page.content.decode()


def test_a_payment_is_recorded_once_even_when_the_form_is_sent_twice(browser, document):
    url = reverse("billing:record_payment", args=[document.pk])
    for _ in range(2):
        assert browser.post(url, given()).status_code == 303
    document.refresh_from_db()
    assert document.state == DocumentState.PAID
    assert Payment.objects.get().method == "cash"


def test_the_rest_can_be_let_go_with_the_payment(browser, document):
    browser.post(reverse("billing:record_payment", args=[document.pk]), given(amount="116.62", rest="discount"))
    document.refresh_from_db()
    assert document.state == DocumentState.PAID
    assert sorted(document.allocations.values_list("kind", flat=True)) == ["discount", "payment"]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"amount": "much"}, "number"),
        ({"amount": "0"}, "other than zero"),
        ({"paid_on": "2031-01-01"}, "future"),
        ({"currency": "E"}, "valid choice"),
    ],
)
def test_what_cannot_be_is_told_on_the_form_and_nothing_is_booked(browser, document, values, words):
    page = browser.post(reverse("billing:record_payment", args=[document.pk]), given(**values))
    assert page.status_code == 422
    assert words in page.content.decode()
    assert not Payment.objects.exists()


def test_amounts_are_read_as_people_write_them_and_money_can_go_back(browser, workspace, linde):
    document = invoice(workspace, linde, "INV-2026-0001", "1190.00")
    url = reverse("billing:record_payment", args=[document.pk])
    browser.post(url, given(amount="1.190,00"))
    document.refresh_from_db()
    assert document.state == DocumentState.PAID
    browser.post(url, given(amount="90", way="out", key="k2"))
    document.refresh_from_db()
    assert document.open == Decimal(90)


def test_the_list_shows_what_was_settled_and_takes_it_back(browser, workspace, linde, document, django_assert_max_num_queries):
    for number in range(2, 7):
        other = invoice(workspace, linde, f"INV-2026-{number:04}", "10.00")
        payments.record_payment(workspace, document_id=other.pk, amount=Decimal(15), currency="EUR", paid_on=TODAY, now=NOW)
    with django_assert_max_num_queries(25):
        page = browser.get(reverse("billing:payments"))
    text = page.content.decode()
    assert "INV-2026-0002" in text
    assert "has a credit of €25.00" in text
    assert "INV-2026-0003" not in browser.get(reverse("billing:payments") + "?q=INV-2026-0002").content.decode()
    browser.post(reverse("billing:payment_undo", args=[Payment.objects.first().pk]))
    assert "Take back" not in browser.get(reverse("billing:payments") + "?tab=undone").content.decode()
    assert Payment.objects.filter(undone_at=None).count() == 4


def test_credit_is_offered_and_used(browser, workspace, linde, document):
    payments.record_payment(workspace, document_id=document.pk, amount=Decimal(129), currency="EUR", paid_on=TODAY, now=NOW)
    later = invoice(workspace, linde, "INV-2026-0002", "50.00")
    assert "Use it for this invoice" in browser.get(reverse("billing:record_payment", args=[later.pk])).content.decode()
    browser.post(reverse("billing:use_credit", args=[later.pk]))
    later.refresh_from_db()
    assert later.open == Decimal(40)
    browser.post(reverse("billing:let_go", args=[later.pk]), {"kind": "fee"})
    later.refresh_from_db()
    assert later.state == DocumentState.PAID


def test_an_empty_list_says_what_it_is_for(browser):
    assert "No payments yet" in browser.get(reverse("billing:payments")).content.decode()


def test_a_stranger_sees_nothing(browser, other_workspace, linde):
    other = invoice(other_workspace, linde, "INV-2026-0009", "5.00")
    assert browser.get(reverse("billing:record_payment", args=[other.pk])).status_code == 404
    payment = payments.record_payment(other_workspace, document_id=other.pk, amount=Decimal(5), currency="EUR", paid_on=TODAY, now=NOW)
    browser.post(reverse("billing:payment_undo", args=[payment.pk]))
    payment.refresh_from_db()
    assert payment.undone_at is None
