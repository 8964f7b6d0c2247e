"""Stripe through the real library, against a server of our own that speaks its shapes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from freehold.domain.errors import SystemFault, UserError
from freehold.domain.payments import PaymentProvider, PaymentRequest, PaymentService, ProviderKeys, ProviderRefused, SignatureRefused
from freehold.integrations.payments.stripe_provider import StripeAccount, StripeService
from freehold.integrations.payments.transport import Transport
from tests.integrations.payments.fake_stripe import API_KEY, SIGNING_SECRET, FakeStripe

KEYS = ProviderKeys(API_KEY, SIGNING_SECRET)


@pytest.fixture
def fake():
    with FakeStripe() as server:
        yield server


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch):
    """The library waits half a second and more between its tries."""
    monkeypatch.setattr("stripe._http_client.time.sleep", lambda _seconds: None)


@pytest.fixture
def account(fake) -> PaymentProvider:
    return _service(fake).connect(KEYS)


def _service(fake: FakeStripe) -> StripeService:
    return StripeService(api_base=fake.url, transport=Transport((fake.place,)))


def _request(**changes) -> PaymentRequest:
    values = {
        "reference": "pay-7",
        "idempotency_key": "invoice-12-attempt-1",
        "description": "Invoice RE-2026-0012",
        "amount": Decimal("119.00"),
        "currency": "EUR",
        "success_url": "http://localhost/c/abc/thanks/",
        "cancel_url": "http://localhost/c/abc/",
    }
    return PaymentRequest(**{**values, **changes})


def _now(fake: FakeStripe) -> datetime:
    return datetime.fromtimestamp(fake.now, tz=UTC)


def _read(account: PaymentProvider, fake: FakeStripe, event: dict):
    body = fake.body(event)
    return account.read_event(body, fake.signature(body), now=_now(fake))


def test_the_service_and_the_account_fulfil_the_ports(fake, account):
    assert isinstance(_service(fake), PaymentService)
    assert isinstance(account, PaymentProvider)


def test_the_keys_are_tried_and_the_mode_is_told(fake, account):
    assert account.check() is False
    fake.livemode = True
    assert account.check() is True


@pytest.mark.parametrize(
    ("keys", "hint"),
    [
        (ProviderKeys("pk_live_x"), "publishable"),
        (ProviderKeys("hello"), "no secret key"),
        (ProviderKeys("sk_live_x", "sk_live_x"), "whsec_"),
    ],
)
def test_keys_that_cannot_be_right_are_refused_with_a_hint(keys, hint):
    with pytest.raises(UserError, match=hint):
        StripeService().connect(keys)


def test_a_wrong_key_is_told_in_plain_words_and_never_shown(fake):
    with pytest.raises(ProviderRefused, match="does not accept the secret key") as refused:
        _service(fake).connect(ProviderKeys("sk_test_wrong")).check()
    assert "sk_test" not in str(refused.value)
    assert "sk_test" not in repr(ProviderKeys("sk_test_wrong"))


def test_a_checkout_page_is_opened_for_exactly_the_amount(fake, account):
    started = account.start(_request(customer_email="mara@example.com", language="de"))
    page = fake.objects[started.id]
    assert started.url.startswith(fake.url)
    assert started.expires == _now(fake) + timedelta(days=1)
    assert (page["amount_total"], page["currency"], page["locale"]) == (11900, "eur", "de")
    assert page["client_reference_id"] == page["metadata"]["reference"] == "pay-7"
    assert page["customer_email"] == "mara@example.com"


@pytest.mark.parametrize(
    ("amount", "currency", "units"),
    [("500", "JPY", 500), ("5.120", "KWD", 5120), ("5", "UGX", 500), ("12.5", "USD", 1250), ("5", "ISK", 500), ("900", "XOF", 900)],
)
def test_amounts_are_in_stripes_own_unit_of_each_currency(fake, account, amount, currency, units):
    started = account.start(_request(amount=Decimal(amount), currency=currency, idempotency_key=currency))
    assert fake.objects[started.id]["amount_total"] == units
    fake.pay(started.id)
    assert account.look_up(started.id).amount == Decimal(amount)


@pytest.mark.parametrize(
    ("amount", "currency"), [("0.5", "JPY"), ("5.124", "KWD"), ("1.5", "ISK"), ("1.005", "EUR"), ("0", "EUR"), ("-3", "EUR")]
)
def test_an_amount_that_stripe_cannot_take_exactly_is_refused_and_never_rounded(fake, account, amount, currency):
    with pytest.raises(ProviderRefused, match="cannot take exactly"):
        account.start(_request(amount=Decimal(amount), currency=currency))
    assert not fake.requests


def test_the_same_key_gives_the_same_page_and_another_amount_under_it_is_our_fault(fake, account):
    first, second = account.start(_request()), account.start(_request())
    assert first == second
    assert len(fake.objects) == 1
    with pytest.raises(SystemFault, match="idempotency key"):
        account.start(_request(amount=Decimal(120)))


def test_an_answer_that_was_lost_on_the_way_does_not_open_a_second_page(fake, account):
    fake.lost_answers = 1
    account.start(_request())
    assert len(fake.requests) == 2
    assert len(fake.objects) == 1


def test_a_fault_of_stripes_is_tried_again_and_then_told(fake, account):
    fake.faults = [500, 503]
    assert account.start(_request()).id
    fake.faults = [500, 500, 500]
    with pytest.raises(ProviderRefused, match="fault of its own") as refused:
        account.start(_request(idempotency_key="other"))
    assert refused.value.transient


def test_too_small_an_amount_is_told_in_our_words(account):
    with pytest.raises(ProviderRefused, match="smaller than Stripe takes"):
        account.start(_request(amount=Decimal("0.10")))


def test_a_payment_is_found_with_its_fee(fake, account):
    started = account.start(_request())
    assert account.look_up(started.id).state == "open"
    fake.pay(started.id)
    status = account.look_up(started.id)
    assert (status.state, status.amount, status.currency, status.reference) == ("paid", Decimal("119.00"), "EUR", "pay-7")
    fee = account.fee(status.payment_id)
    assert (fee.amount, fee.currency, fee.gross, fee.exchange_rate) == (Decimal("3.70"), "EUR", Decimal("119.00"), None)


def test_a_fee_in_the_currency_of_the_account_comes_with_the_rate(fake, account):
    started = account.start(_request(currency="USD"))
    fake.pay(started.id, settlement=("eur", "0.9"))
    fee = account.fee(account.look_up(started.id).payment_id)
    assert (fee.currency, fee.gross, fee.exchange_rate) == ("EUR", Decimal("107.10"), Decimal("0.9"))


def test_a_slow_transfer_is_pending_until_it_arrives_or_fails(fake, account):
    good, bad = account.start(_request()), account.start(_request(idempotency_key="2"))
    for started in (good, bad):
        fake.pay(started.id, settles_later=True)
        assert account.look_up(started.id).state == "pending"
        assert _read(account, fake, fake.events[-1]) is None
    assert account.fee(account.look_up(good.id).payment_id) is None
    fake.settle(good.id)
    assert account.look_up(good.id).state == "paid"
    assert _read(account, fake, fake.events[-1]).kind == "paid"
    fake.bounce(bad.id)
    assert account.look_up(bad.id).state == "failed"
    assert _read(account, fake, fake.events[-1]).kind == "failed"


def test_a_lasting_link_takes_one_payment_and_is_found_by_its_own_id(fake, account):
    link = account.start(_request(lasting=True))
    assert link.expires is None
    assert fake.objects[link.id]["restrictions"] == {"completed_sessions": {"limit": "1"}}
    assert account.look_up(link.id).state == "open"
    fake.pay(link.id)
    assert account.look_up(link.id).state == "paid"
    event = _read(account, fake, fake.events[-1])
    assert (event.kind, event.started_id, event.reference) == ("paid", link.id, "pay-7")
    with pytest.raises(AssertionError):
        fake.pay(link.id)


def test_what_was_opened_can_be_closed_and_closing_it_again_is_no_fault(fake, account):
    page, link = account.start(_request()), account.start(_request(lasting=True, idempotency_key="2"))
    for _time in range(2):
        account.cancel(page.id)
        account.cancel(link.id)
    assert account.look_up(page.id).state == "expired"
    assert fake.objects[link.id]["active"] is False


def test_a_refund_is_made_once_and_no_more_than_was_paid(fake, account):
    started = account.start(_request())
    fake.pay(started.id)
    payment = account.look_up(started.id).payment_id
    first = account.refund(payment, amount=Decimal(100), currency="EUR", idempotency_key="r1")
    again = account.refund(payment, amount=Decimal(100), currency="EUR", idempotency_key="r1")
    assert first == again
    assert (first.amount, first.settled) == (Decimal(100), True)
    with pytest.raises(ProviderRefused, match="greater than unrefunded"):
        account.refund(payment, amount=Decimal(20), currency="EUR", idempotency_key="r2")
    account.refund(payment, amount=Decimal(19), currency="EUR", idempotency_key="r3")
    with pytest.raises(ProviderRefused, match="refunded already"):
        account.refund(payment, amount=Decimal(1), currency="EUR", idempotency_key="r4")


def test_a_payment_of_another_account_is_told_as_such(account):
    with pytest.raises(ProviderRefused, match="does not know this payment"):
        account.fee("pi_elsewhere")


def test_notices_of_refunds_and_disputes_name_the_payment_and_the_thing(fake, account):
    started = account.start(_request())
    payment = fake.pay(started.id)["payment_intent"]
    made = fake.refund_by_hand(payment, 500)
    told = [_read(account, fake, event) for event in fake.events[-3:]]
    assert told[0] is None  # charge.refunded tells a running total; the refund itself is told apart
    assert {(event.kind, event.subject_id, event.payment_id, event.amount) for event in told[1:]} == {
        ("refunded", made["id"], payment, Decimal("5.00"))
    }
    trouble = fake.open_dispute(payment)
    event = _read(account, fake, fake.events[-1])
    assert (event.kind, event.subject_id, event.reason) == ("disputed", trouble["id"], "fraudulent")
    for won, kind in ((True, "dispute_won"), (False, "dispute_lost")):
        fake.close_dispute(trouble["id"], won=won)
        assert _read(account, fake, fake.events[-1]).kind == kind


def test_an_unknown_kind_of_notice_is_no_fault(fake, account):
    assert _read(account, fake, fake.happens("customer.created", {"id": "cus_1", "object": "customer"})) is None


def test_a_tampered_notice_is_refused(fake, account):
    event = fake.happens("checkout.session.expired", {"id": "cs_1"})
    body = fake.body(event)
    with pytest.raises(SignatureRefused, match="does not carry"):
        account.read_event(body.replace(b"cs_1", b"cs_2"), fake.signature(body), now=_now(fake))


@pytest.mark.parametrize("signature", ["", "v1=00", "t=x,v1=00", "t=1", "t=99999999999999999999,v1=00", "nonsense", "t=1,v1=" + "0" * 3000])
def test_a_signature_that_is_none_is_refused(fake, account, signature):
    with pytest.raises(SignatureRefused):
        account.read_event(fake.body(fake.happens("charge.dispute.created", {})), signature, now=_now(fake))


@pytest.mark.parametrize("seconds", [-3 * 365 * 86_400, -301, 301])
def test_a_notice_signed_at_another_time_is_refused(fake, account, seconds):
    body = fake.body(fake.happens("checkout.session.expired", {"id": "cs_1"}))
    with pytest.raises(SignatureRefused, match="not signed just now"):
        account.read_event(body, fake.signature(body, at=fake.now + seconds), now=_now(fake))


def test_a_notice_signed_with_another_secret_or_without_one_stored_is_refused(fake, account):
    body = fake.body(fake.happens("checkout.session.expired", {"id": "cs_1"}))
    with pytest.raises(SignatureRefused):
        account.read_event(body, fake.signature(body, secret="whsec_other"), now=_now(fake))
    with pytest.raises(SignatureRefused, match="No signing secret"):
        _service(fake).connect(ProviderKeys(API_KEY)).read_event(body, fake.signature(body, secret=""), now=_now(fake))


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b'{"object":"event"}', b"\xff\xfe", b'{"id":"e","object":"event","data":{"object":3}}', b"[" * 5000]
)
def test_a_signed_text_that_is_no_event_is_refused(fake, account, body):
    with pytest.raises(SignatureRefused):
        account.read_event(body, fake.signature(body), now=_now(fake))


def test_an_event_without_its_parts_is_refused_and_no_fault_of_ours(fake, account):
    with pytest.raises(SignatureRefused, match="lacks"):
        _read(account, fake, fake.happens("charge.dispute.created", {"currency": "eur"}))


def test_a_private_address_and_plain_http_are_refused_unless_the_settings_name_the_place(fake):
    for service in (
        StripeService(api_base=fake.url),
        StripeService(api_base="https://127.0.0.1:8443"),
        StripeService(api_base="http://example.com"),
    ):
        with pytest.raises(ProviderRefused):
            service.connect(KEYS).check()
    assert not fake.requests


def test_nothing_about_this_machine_is_sent(fake, account):
    account.check()
    account.start(_request())
    for headers in fake.headers:
        assert headers["user-agent"].startswith("Freehold/")
        assert not [name for name in headers if name.startswith("x-stripe-client")]
        assert headers["stripe-version"] == "2026-10-28.endive"


def test_a_server_that_is_not_there_is_told_and_may_be_tried_again(fake):
    gone = StripeAccount(KEYS, "http://127.0.0.1:9", Transport(("127.0.0.1:9",)))
    with pytest.raises(ProviderRefused) as refused:
        gone.check()
    assert refused.value.transient
