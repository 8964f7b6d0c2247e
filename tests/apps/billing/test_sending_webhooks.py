"""What other programs are told of money."""

from __future__ import annotations

from decimal import Decimal

import pytest

from freehold.apps.billing.events import InvoiceIssued, InvoicePaid, InvoiceSent, PaymentReceived, QuoteAccepted, QuoteDeclined
from freehold.apps.billing.models import Payment
from freehold.apps.billing.services import webhooks
from freehold.kit.webhooks.models import Delivery
from freehold.kit.webhooks.registry import EVENT_NAMES
from freehold.kit.webhooks.services import add_endpoint
from tests.apps.billing.conftest import NOW, TODAY
from tests.apps.billing.test_sending import issued


@pytest.fixture(autouse=True)
def endpoint(workspace, monkeypatch):
    for name, words in webhooks.EVENTS.items():
        monkeypatch.setitem(EVENT_NAMES, name, words)
    return add_endpoint(workspace.pk, url="https://hooks.example.com/", events=["*"], by="Mara", now=NOW)[0]


def test_each_happening_is_told_once_with_its_facts(workspace, seller, linde):
    invoice, quote = issued(workspace, linde), issued(workspace, linde, "quote")
    for _count in range(2):
        webhooks.invoice_issued(InvoiceIssued(workspace.pk, invoice.pk, "invoice"))
        webhooks.invoice_issued(InvoiceIssued(workspace.pk, quote.pk, "quote"))
        webhooks.invoice_sent(InvoiceSent(workspace.pk, invoice.pk))
        webhooks.quote_accepted(QuoteAccepted(workspace.pk, quote.pk))
        webhooks.quote_declined(QuoteDeclined(workspace.pk, quote.pk))
    names = list(Delivery.objects.order_by("pk").values_list("event", flat=True))
    assert names == ["invoice.issued", "quote.issued", "invoice.sent", "quote.accepted", "quote.declined"]
    told = Delivery.objects.get(event="invoice.issued").payload
    assert (told["number"], told["gross"], told["open"], told["currency"]) == ("INV-2026-0001", "1190.00", "1190.00", "EUR")
    assert told["client"] == {"id": linde.pk, "name": "Hotel Linde GmbH"} and told["due_date"] == "2026-12-06"


def test_paid_may_happen_again_and_a_payment_is_told_once(workspace, seller, linde):
    invoice = issued(workspace, linde)
    payment = Payment.objects.create(
        workspace=workspace, client=linde, amount=Decimal("0.125"), currency="EUR", paid_on=TODAY, key="k", created_at=NOW
    )
    for _count in range(2):
        webhooks.invoice_paid(InvoicePaid(workspace.pk, invoice.pk))
        webhooks.payment_received(PaymentReceived(workspace.pk, payment.pk))
    assert Delivery.objects.filter(event="invoice.paid").count() == 2
    assert Delivery.objects.get(event="payment.received").payload["amount"] == "0.125"


def test_what_is_not_there_or_not_theirs_is_not_told(workspace, other_workspace, seller, linde):
    invoice = issued(workspace, linde)
    webhooks.invoice_issued(InvoiceIssued(other_workspace.pk, invoice.pk, "invoice"))
    webhooks.invoice_paid(InvoicePaid(workspace.pk, 0))
    webhooks.payment_received(PaymentReceived(workspace.pk, 0))
    assert not Delivery.objects.exists()
