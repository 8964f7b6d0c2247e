"""Paying online over HTTP: the notices of the provider, the keys page, and the payer's way there and back."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.utils import timezone

from freehold.apps.accounts.models import Role, User
from freehold.apps.billing.models import Payment, PaymentAttempt, ProviderAccount
from freehold.apps.billing.views import checkout as checkout_views
from tests.apps.billing.conftest import NOW
from tests.apps.billing.portal_samples import link_to
from tests.integrations.payments.fake_stripe import API_KEY, SIGNING_SECRET

pytestmark = pytest.mark.django_db
KEYS = "/money/settings/paying-online/"


@pytest.fixture(autouse=True)
def same_services(fake, monkeypatch):
    from freehold.apps.billing import payment_services

    monkeypatch.setattr(checkout_views, "payment_services", payment_services.payment_services)


@pytest.fixture
def visitor():
    return Browser(enforce_csrf_checks=True)


@pytest.fixture
def path(workspace, linde, invoice):
    return f"{link_to(workspace, linde, now=timezone.now())[1]}{invoice.pk}/"


@pytest.fixture
def hook(account):
    return f"/hooks/stripe/{account.hook}/"


def _post(visitor, fake, hook, body, **options):
    signature = fake.signature(body, at=options.pop("at", int(timezone.now().timestamp())), **options)
    return visitor.post(hook, body, content_type="application/json", headers={"Stripe-Signature": signature})


def test_the_payer_goes_to_the_provider_and_back(visitor, fake, path, hook, invoice):
    assert "Pay online" in visitor.get(path).text or "bezahlen" in visitor.get(path).text
    leaving = visitor.post(f"{path}pay/")
    attempt = PaymentAttempt.objects.get()
    assert attempt.url in leaving.text
    assert fake.objects[attempt.provider_id]["success_url"] == f"http://testserver{path}thanks/"
    assert not Payment.objects.exists()
    fake.pay(attempt.provider_id)
    back = visitor.get(f"{path}thanks/")
    assert back.status_code == 200
    assert Payment.objects.get().amount == 238
    assert _post(visitor, fake, hook, fake.body(fake.events[0])).json() == {"outcome": "done"}
    assert Payment.objects.count() == 1


def test_coming_back_without_having_paid_books_nothing(visitor, fake, path):
    visitor.post(f"{path}pay/")
    assert visitor.get(f"{path}thanks/").status_code == 200
    assert not Payment.objects.exists()


def test_the_notice_comes_by_the_network_of_the_provider(live_server, fake, invoice, account):
    """A real request, as the provider makes it."""
    fake.happens("customer.created", {"id": "cus_1", "object": "customer"})
    now = int(timezone.now().timestamp())
    assert fake.deliver(fake.events[0], f"{live_server.url}/hooks/stripe/{account.hook}/", at=now) == 200
    assert fake.deliver(fake.events[0], f"{live_server.url}/hooks/stripe/{account.hook}/", at=now - 86_400) == 400
    invoice.workspace.delete()


def test_a_notice_twice_is_200_twice_and_booked_once(visitor, fake, path, hook):
    visitor.post(f"{path}pay/")
    fake.pay(PaymentAttempt.objects.get().provider_id)
    body = fake.body(fake.events[0])
    outcomes = [_post(visitor, fake, hook, body) for _time in range(2)]
    assert [(one.status_code, one.json()["outcome"]) for one in outcomes] == [(200, "done"), (200, "again")]
    assert Payment.objects.count() == 1


def test_unknown_kinds_are_200_and_do_nothing(visitor, fake, hook):
    answer = _post(visitor, fake, hook, fake.body(fake.happens("customer.created", {"id": "cus_1"})))
    assert (answer.status_code, answer.json()["outcome"]) == (200, "ignored")


@pytest.mark.parametrize("fault", ["old", "secret", "none", "rubbish"])
def test_what_cannot_be_believed_is_400_and_nothing_is_booked(visitor, fake, path, hook, fault):
    visitor.post(f"{path}pay/")
    fake.pay(PaymentAttempt.objects.get().provider_id)
    body = fake.body(fake.events[0])
    if fault == "none":
        answer = visitor.post(hook, body, content_type="application/json")
    elif fault == "rubbish":
        answer = _post(visitor, fake, hook, b"\xff\x00{")
    else:
        options = {"old": {"at": 1_000_000_000}, "secret": {"secret": "whsec_other"}}[fault]
        answer = _post(visitor, fake, hook, body, **options)
    assert answer.status_code == 400
    assert "Nothing" in answer.json()["detail"] or "nothing" in answer.json()["detail"]
    assert not Payment.objects.exists()


def test_an_unknown_address_another_method_and_a_flood_are_refused(visitor, fake, hook):
    assert visitor.post("/hooks/stripe/nobody/", b"{}", content_type="application/json").status_code == 404
    assert visitor.post(hook.replace("stripe", "other"), b"{}", content_type="application/json").status_code == 404
    assert visitor.get(hook).status_code == 405
    assert visitor.post(hook, b"x" * 1_000_001, content_type="application/json").status_code == 413


def test_when_the_provider_cannot_be_asked_back_the_notice_may_come_again(visitor, fake, path, hook):
    visitor.post(f"{path}pay/")
    page = fake.pay(PaymentAttempt.objects.get().provider_id)
    fake.refund_by_hand(page["payment_intent"], 23800)
    fake.faults = [500, 500, 500]
    body = fake.body(fake.events[2])
    assert _post(visitor, fake, hook, body).status_code == 503
    assert _post(visitor, fake, hook, body).json() == {"outcome": "done"}
    assert Payment.objects.count() == 2


def test_the_owner_stores_keys_and_never_sees_them_again(browser, fake, workspace):
    refused = browser.post(KEYS, {"secret_key": "pk_test_1"})
    assert refused.status_code == 422
    assert "publishable" in refused.text
    assert browser.post(KEYS, {"secret_key": API_KEY, "webhook_secret": SIGNING_SECRET}).status_code == 303
    page = browser.get(KEYS).text
    account = ProviderAccount.objects.get()
    assert API_KEY not in page
    assert SIGNING_SECRET not in page
    assert f"/hooks/stripe/{account.hook}/" in page
    assert "charge.dispute.created" in page
    browser.post(f"{KEYS}switch/", {"active": "0"})
    account.refresh_from_db()
    assert account.active is False


def test_members_do_not_see_the_keys_page(fake, workspace, freelancer):
    member = User.objects.create_user("kim@example.com", "a long enough pass phrase")
    workspace.memberships.create(user=member, role=Role.MEMBER, created_at=NOW)
    visitor = Browser()
    visitor.force_login(member)
    assert visitor.get(KEYS).status_code == 403
    assert visitor.post(KEYS, {"secret_key": API_KEY}).status_code == 403


def test_the_owner_makes_a_link_once_withdraws_it_and_answers_questions(browser, visitor, workspace, linde, invoice):
    page = browser.post("/money/client-pages/", {"client": linde.pk}).text
    path = page.split("http://testserver")[1].split('"')[0]
    assert visitor.get(path).status_code == 200
    visitor.post(f"{path}{invoice.pk}/ask/", {"text": "When <b>?"})
    listed = browser.get("/money/client-pages/").text
    assert path not in listed
    assert "When &lt;b&gt;?" in listed
    question, link = linde.pk and listed.split("/questions/")[1].split("/")[0], listed.split("/withdraw/")[0].split("/")[-1]
    browser.post(f"/money/client-pages/questions/{question}/answered/")
    browser.post(f"/money/client-pages/{link}/withdraw/")
    assert "When" not in browser.get("/money/client-pages/").text
    assert visitor.get(path).status_code == 404


def test_a_link_for_nobody_is_refused_in_words(browser, workspace, fake):
    answer = browser.post("/money/client-pages/", {"client": "x"})
    assert answer.status_code == 422
    assert "No link was made" in answer.text


def test_the_tasks_poll_and_close(fake, account, invoice, monkeypatch):
    from freehold.apps.billing.services import checkout
    from freehold.apps.billing.tasks import online
    from freehold.domain.errors import SystemFault

    page = checkout.start_payment(invoice.workspace_id, invoice.pk, checkout.Wish(success_url="http://localhost/"), now=timezone.now())
    type(page).objects.for_workspace(invoice.workspace_id).update(amount=1)
    fake.faults = [500, 500, 500]
    with pytest.raises(SystemFault, match="fault of its own"):
        online.close_pages.func(invoice.workspace_id, invoice.pk)
    assert online.close_pages.func(invoice.workspace_id, invoice.pk) == 1
    assert fake.objects[page.provider_id]["status"] == "expired"
    again = checkout.start_payment(invoice.workspace_id, invoice.pk, checkout.Wish(success_url="http://localhost/"), now=timezone.now())
    fake.pay(again.provider_id)
    fake.faults = [503, 503, 503]
    assert online.poll_pages.func() == 0
    account.refresh_from_db()
    assert account.last_error
    assert online.poll_pages.func() == 1
    assert online.poll_links.func() == 0


def test_what_leaves_is_named_while_it_is_offered(account, workspace):
    from freehold.apps.billing.online_frame import what_paying_online_sends
    from freehold.apps.billing.services.provider_accounts import set_active

    assert [line.to for line in what_paying_online_sends(workspace.pk)] == ["Stripe"]
    set_active(workspace, account.pk, active=False, now=NOW, actor="Mara")
    assert what_paying_online_sends(workspace.pk) == []
