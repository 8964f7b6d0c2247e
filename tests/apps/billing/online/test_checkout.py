"""Paying online: through the real library against our own Stripe, booked once whatever is told, how often and in which order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from freehold.apps.billing.events import InvoicePaid, PaymentAllocated
from freehold.apps.billing.models import HandledProviderEvent, Payment, PaymentAttempt, ProviderAccount
from freehold.apps.billing.portal_subscribers import close_outdated_pages, close_pages_of_paid
from freehold.apps.billing.selectors.checkout import account_of, attempts_of, payable_online
from freehold.apps.billing.services import checkout, payments, provider_accounts, provider_events
from freehold.domain.errors import UserError
from freehold.domain.payments import SignatureRefused
from freehold.kit.mailing.models import OutgoingMail
from tests.apps.billing.conftest import NOW
from tests.apps.billing.portal_samples import issued
from tests.integrations.payments.fake_stripe import API_KEY, SIGNING_SECRET

pytestmark = pytest.mark.django_db
WISH = checkout.Wish(success_url="http://localhost/thanks", cancel_url="http://localhost/", email="ap@example.com")


def start(invoice, wish=WISH, now=NOW) -> PaymentAttempt:
    return checkout.start_payment(invoice.workspace_id, invoice.pk, wish, now=now)


def tell(fake, account, event, now=NOW):
    body = fake.body(event)
    return provider_events.receive(account, body, fake.signature(body, at=int(now.timestamp())), now=now)


def booked(invoice) -> list[tuple[str, Decimal, Decimal]]:
    rows = Payment.objects.for_workspace(invoice.workspace_id).filter(undone_at=None).order_by("pk")
    return [(row.key, row.amount, row.fee) for row in rows]


def test_keys_are_tried_before_they_are_stored_and_stored_encrypted(fake, workspace, seller):
    with pytest.raises(UserError, match="does not accept"):
        provider_accounts.save_keys(workspace, provider="stripe", secret_key="sk_test_no", webhook_secret="", now=NOW, actor="Mara")
    assert account_of(workspace) is None
    account, live = provider_accounts.save_keys(workspace, provider="stripe", secret_key=API_KEY, webhook_secret="", now=NOW, actor="Mara")
    assert live is False
    assert API_KEY not in str(ProviderAccount.objects.values().get(pk=account.pk))
    again, _live = provider_accounts.save_keys(
        workspace, provider="stripe", secret_key="", webhook_secret=SIGNING_SECRET, now=NOW, actor="Mara"
    )
    again.refresh_from_db()
    assert (again.pk, again.hook, again.secret_key.reveal()) == (account.pk, account.hook, API_KEY)


def test_two_clicks_open_one_page_for_exactly_what_is_open(fake, invoice):
    first, second = start(invoice), start(invoice)
    assert first.pk == second.pk
    assert first.url == second.url
    page = fake.objects[first.provider_id]
    assert (page["amount_total"], page["currency"]) == (23800, "eur")
    assert page["metadata"] == {"invoice": invoice.number, "reference": f"attempt-{first.pk}"}


def test_a_paid_page_is_booked_once_with_the_fee_however_often_it_is_told(fake, account, invoice):
    attempt = start(invoice)
    fake.pay(attempt.provider_id)
    (event,) = fake.events
    assert [tell(fake, account, event) for _time in range(3)] == ["done", "again", "again"]
    provider_events.poll(PaymentAttempt.objects.get(pk=attempt.pk), now=NOW)
    intent = fake.objects[attempt.provider_id]["payment_intent"]
    assert booked(invoice) == [(f"stripe:{intent}", Decimal("238.000"), Decimal("7.150"))]
    invoice.refresh_from_db()
    assert (invoice.state, invoice.open) == ("paid", 0)
    assert HandledProviderEvent.objects.count() == 1


def test_without_a_public_address_the_poll_books_it(fake, account, invoice):
    attempt = start(invoice)
    assert provider_events.poll_running(NOW, lasting=False) == 0
    fake.pay(attempt.provider_id)
    assert provider_events.poll_running(NOW, lasting=False) == 1
    assert provider_events.poll_running(NOW, lasting=False) == 0
    invoice.refresh_from_db()
    assert invoice.state == "paid"
    assert len(booked(invoice)) == 1


@pytest.mark.parametrize("change", ["tampered", "old", "other secret"])
def test_a_notice_that_cannot_be_believed_books_nothing(fake, account, invoice, change):
    fake.pay(start(invoice).provider_id)
    body = fake.body(fake.events[0])
    signature = {
        "tampered": fake.signature(body),
        "old": fake.signature(body, at=fake.now - 3 * 365 * 86_400),
        "other secret": fake.signature(body, secret="whsec_other"),
    }[change]
    if change == "tampered":
        body = body.replace(b"23800", b"99900")
    with pytest.raises(SignatureRefused):
        provider_events.receive(account, body, signature, now=NOW)
    assert booked(invoice) == []


def test_money_of_others_at_the_same_account_is_none_of_ours(fake, account, invoice):
    foreign = {
        "id": "cs_other",
        "object": "checkout.session",
        "mode": "payment",
        "payment_status": "paid",
        "amount_total": 5,
        "currency": "eur",
    }
    assert tell(fake, account, fake.happens("checkout.session.completed", foreign)) == "ignored"
    assert tell(fake, account, fake.happens("invoice.paid", {"id": "in_1"})) == "ignored"
    assert booked(invoice) == []


def test_another_workspaces_account_does_not_book_it(fake, account, invoice, other_workspace):
    fake.pay(start(invoice).provider_id)
    other = provider_accounts.save_keys(
        other_workspace, provider="stripe", secret_key=API_KEY, webhook_secret=SIGNING_SECRET, now=NOW, actor="Mara"
    )[0]
    assert tell(fake, other, fake.events[0]) == "ignored"
    assert booked(invoice) == []


def test_a_refund_is_booked_once_although_it_is_told_three_times(fake, account, invoice):
    page = fake.pay(start(invoice).provider_id)
    tell(fake, account, fake.events[0])
    made = fake.refund_by_hand(page["payment_intent"], 3800)
    outcomes = [tell(fake, account, event) for event in fake.events[1:]]
    assert outcomes == ["ignored", "done", "done"]
    assert booked(invoice)[1] == (f"stripe:{made['id']}", Decimal("-38.000"), 0)
    invoice.refresh_from_db()
    assert (invoice.state, invoice.open) == ("partly_paid", Decimal(38))


def test_a_refund_told_before_the_payment_books_both(fake, account, invoice):
    page = fake.pay(start(invoice).provider_id)
    fake.refund_by_hand(page["payment_intent"], 23800)
    paid, _charge, refunded, _again = fake.events
    assert tell(fake, account, refunded) == "done"
    assert tell(fake, account, paid) == "done"
    assert [amount for _key, amount, _fee in booked(invoice)] == [Decimal(238), Decimal(-238)]
    invoice.refresh_from_db()
    assert invoice.open == Decimal(238)


def test_a_refund_from_here_is_sent_and_booked_once(fake, account, invoice):
    fake.pay(start(invoice).provider_id)
    tell(fake, account, fake.events[0])
    payment = Payment.objects.get()
    provider_events.refund(payment, Decimal(38), now=NOW, actor="Mara")
    for event in fake.events[1:]:
        tell(fake, account, event)
    assert [amount for _key, amount, _fee in booked(invoice)] == [Decimal(238), Decimal(-38)]
    with pytest.raises(UserError, match="Only up to"):
        provider_events.refund(payment, Decimal(1000), now=NOW, actor="Mara")


def test_a_refund_on_its_page_is_asked_for_and_sent(fake, account, invoice, browser):
    fake.pay(start(invoice).provider_id)
    tell(fake, account, fake.events[0])
    payment = Payment.objects.get()
    address = reverse("billing:payment_refund", args=[payment.pk])
    assert address in browser.get(reverse("billing:payments")).content.decode()
    assert "cannot be undone" in browser.get(address).content.decode()
    assert browser.post(address, {"amount": "999"}).status_code == 422
    assert browser.post(address, {"amount": "38"}).status_code == 302
    assert [amount for _key, amount, _fee in booked(invoice)] == [Decimal(238), Decimal(-38)]


def test_money_paid_by_transfer_has_no_such_page(invoice, browser):
    payment = payments.record_payment(
        invoice.workspace_id, document_id=invoice.pk, amount=Decimal(238), currency="EUR", paid_on=NOW.date(), now=NOW
    )
    assert browser.get(reverse("billing:payment_refund", args=[payment.pk])).status_code == 404


def test_money_paid_by_transfer_cannot_be_sent_back_through_the_provider(fake, account, invoice):
    payment = payments.record_payment(
        invoice.workspace_id, document_id=invoice.pk, amount=Decimal(238), currency="EUR", paid_on=NOW.date(), now=NOW
    )
    with pytest.raises(UserError, match="not paid online"):
        provider_events.refund(payment, Decimal(1), now=NOW, actor="Mara")


def test_a_refund_that_fails_is_taken_back(fake, account, invoice):
    page = fake.pay(start(invoice).provider_id)
    tell(fake, account, fake.events[0])
    made = fake.refund_by_hand(page["payment_intent"], 3800)
    tell(fake, account, fake.events[2])
    tell(fake, account, fake.happens("refund.failed", {**made, "status": "failed"}))
    assert [amount for _key, amount, _fee in booked(invoice)] == [Decimal(238)]
    invoice.refresh_from_db()
    assert invoice.state == "paid"


def test_a_dispute_pauses_the_invoice_and_tells_the_owner_and_a_lost_one_takes_the_money(fake, account, invoice):
    page = fake.pay(start(invoice).provider_id)
    tell(fake, account, fake.events[0])
    trouble = fake.open_dispute(page["payment_intent"])
    tell(fake, account, fake.events[-1])
    invoice.refresh_from_db()
    assert invoice.pause_reason == "dispute"
    assert "disputed" in OutgoingMail.objects.get().subject
    fake.close_dispute(trouble["id"], won=False)
    tell(fake, account, fake.events[-1])
    invoice.refresh_from_db()
    assert (invoice.open, invoice.pause_reason) == (Decimal(238), "dispute")
    assert not payable_online(invoice)


def test_a_dispute_that_is_won_ends_the_pause(fake, account, invoice):
    page = fake.pay(start(invoice).provider_id)
    tell(fake, account, fake.events[0])
    trouble = fake.open_dispute(page["payment_intent"])
    tell(fake, account, fake.events[-1])
    fake.close_dispute(trouble["id"], won=True)
    tell(fake, account, fake.events[-1])
    invoice.refresh_from_db()
    assert (invoice.state, invoice.pause_reason) == ("paid", "")


def test_a_slow_transfer_is_not_booked_before_it_arrives_and_nobody_pays_twice_meanwhile(fake, account, invoice):
    attempt = start(invoice)
    fake.pay(attempt.provider_id, settles_later=True)
    assert tell(fake, account, fake.events[-1]) == "ignored"
    assert provider_events.poll_running(NOW, lasting=False) == 0
    with pytest.raises(UserError, match="on its way"):
        start(invoice)
    assert booked(invoice) == []
    fake.settle(attempt.provider_id)
    tell(fake, account, fake.events[-1])
    assert len(booked(invoice)) == 1


def test_a_payment_in_part_meanwhile_closes_the_page_and_opens_one_for_the_rest(fake, account, invoice):
    first = start(invoice)
    payments.record_payment(invoice.workspace_id, document_id=invoice.pk, amount=Decimal(38), currency="EUR", paid_on=NOW.date(), now=NOW)
    second = start(invoice)
    assert fake.objects[first.provider_id]["status"] == "expired"
    assert fake.objects[second.provider_id]["amount_total"] == 20000
    assert [row.state for row in attempts_of(invoice)] == ["open", "expired"]


def test_when_it_is_paid_otherwise_the_open_pages_are_closed(fake, account, invoice):
    page, link = start(invoice), start(invoice, checkout.Wish(lasting=True))
    payments.record_payment(invoice.workspace_id, document_id=invoice.pk, amount=Decimal(238), currency="EUR", paid_on=NOW.date(), now=NOW)
    close_pages_of_paid(InvoicePaid(invoice.workspace_id, invoice.pk))
    assert checkout.close_outdated(invoice.workspace_id, invoice.pk) == 2
    assert fake.objects[page.provider_id]["status"] == "expired"
    assert fake.objects[link.provider_id]["active"] is False
    with pytest.raises(UserError, match="cannot be paid online"):
        start(invoice)


def test_a_printed_link_for_too_much_is_closed_when_a_part_was_paid(fake, account, invoice):
    link = start(invoice, checkout.Wish(lasting=True))
    assert checkout.close_outdated(invoice.workspace_id, invoice.pk) == 0
    part = payments.record_payment(
        invoice.workspace_id, document_id=invoice.pk, amount=Decimal(38), currency="EUR", paid_on=NOW.date(), now=NOW
    )
    close_outdated_pages(PaymentAllocated(invoice.workspace_id, part.pk, invoice.pk))
    assert checkout.close_outdated(invoice.workspace_id, invoice.pk) == 1
    assert fake.objects[link.provider_id]["active"] is False
    assert (
        fake.objects[start(invoice, checkout.Wish(lasting=True)).provider_id]["asked"]["line_items"]["0"]["price_data"]["unit_amount"]
        == "20000"
    )


def test_money_that_comes_although_it_was_paid_otherwise_is_the_clients_credit(fake, account, invoice):
    attempt = start(invoice)
    payments.record_payment(invoice.workspace_id, document_id=invoice.pk, amount=Decimal(238), currency="EUR", paid_on=NOW.date(), now=NOW)
    fake.pay(attempt.provider_id)
    assert tell(fake, account, fake.events[-1]) == "done"
    assert len(booked(invoice)) == 2
    invoice.refresh_from_db()
    assert invoice.open == 0


def test_a_printed_link_lasts_and_is_made_once(fake, account, invoice):
    url = checkout.payment_link(invoice.workspace_id, invoice.pk, now=NOW)
    assert checkout.payment_link(invoice.workspace_id, invoice.pk, now=NOW + timedelta(days=90)) == url
    fake.pay(attempts_of(invoice).get().provider_id)
    assert provider_events.poll_running(NOW, lasting=False) == 0
    assert provider_events.poll_running(NOW, lasting=True) == 1
    invoice.refresh_from_db()
    assert invoice.state == "paid"


def test_when_the_provider_says_no_the_payer_gets_kind_words_and_the_owner_the_reason(fake, account, invoice):
    fake.faults = [500, 500, 500]
    with pytest.raises(UserError, match="Nothing was charged"):
        start(invoice)
    account.refresh_from_db()
    assert "fault of its own" in account.last_error
    fake.faults = [500, 500, 500]
    assert checkout.payment_link(invoice.workspace_id, invoice.pk, now=NOW) == ""
    assert start(invoice).url


def test_a_page_that_was_asked_for_before_a_crash_is_found_again(fake, account, invoice):
    attempt = start(invoice)
    PaymentAttempt.objects.filter(pk=attempt.pk).update(provider_id="", url="", state="starting", expires_at=None)
    again = start(invoice)
    assert (again.pk, again.provider_id) == (attempt.pk, attempt.provider_id)


def test_a_page_that_is_about_to_end_is_not_offered(fake, account, invoice):
    first = start(invoice)
    second = start(invoice, now=NOW + timedelta(hours=23, minutes=55))
    assert first.provider_id != second.provider_id


def test_a_page_that_ran_out_is_over_and_late_news_of_it_changes_nothing(fake, account, invoice):
    attempt = start(invoice)
    fake.pay(attempt.provider_id)
    tell(fake, account, fake.events[0])
    page = dict(fake.objects[attempt.provider_id], status="expired")
    tell(fake, account, fake.happens("checkout.session.expired", page))
    attempt.refresh_from_db()
    assert attempt.state == "paid"


@pytest.mark.parametrize("why", ["quote", "draft", "switched off", "disputed"])
def test_what_cannot_be_paid_online_is_not_offered(fake, account, workspace, linde, invoice, why):
    if why == "quote":
        invoice = issued(workspace, linde, kind="quote")
    elif why == "draft":
        type(invoice).objects.for_workspace(workspace).filter(pk=invoice.pk)
        invoice.state = "draft"
    elif why == "switched off":
        provider_accounts.set_active(workspace, account.pk, active=False, now=NOW, actor="Mara")
    else:
        invoice.pause_reason = "dispute"
    assert not payable_online(invoice)


def test_the_fee_in_another_currency_is_told_in_the_payers(fake, account, workspace, harbour):
    invoice = issued(workspace, harbour)
    fake.pay(start(invoice).provider_id, settlement=("eur", "0.5"))
    tell(fake, account, fake.events[0])
    (row,) = booked(invoice)
    kept = Decimal(10000 * 29 // 1000 + 25) / 100
    assert row[1:] == (Decimal(200), kept / Decimal("0.5"))


def test_the_day_of_a_payment_is_the_owners(fake, account, workspace, invoice):
    type(workspace).objects.filter(pk=workspace.pk).update(time_zone="Pacific/Auckland")
    fake.now = int(datetime(2026, 11, 22, 20, 0, tzinfo=UTC).timestamp())
    fake.pay(start(invoice).provider_id)
    now = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
    tell(fake, ProviderAccount.objects.get(pk=account.pk), fake.events[0], now=now)
    assert Payment.objects.get().paid_on.isoformat() == "2026-11-23"
