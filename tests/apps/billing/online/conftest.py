"""A Stripe of our own, an account there, and an invoice that can be paid by it."""

from __future__ import annotations

import pytest

from freehold.apps.billing import payment_services as registry_module
from freehold.apps.billing.models import ProviderAccount
from freehold.apps.billing.services import provider_accounts
from freehold.domain.payments import PaymentService
from freehold.integrations.payments.stripe_provider import StripeService
from freehold.integrations.payments.transport import Transport
from freehold.kit.registry import Registry
from tests.apps.billing.conftest import NOW
from tests.apps.billing.portal_samples import issued
from tests.integrations.payments.fake_stripe import API_KEY, SIGNING_SECRET, FakeStripe


@pytest.fixture
def fake(monkeypatch):
    monkeypatch.setattr("stripe._http_client.time.sleep", lambda _seconds: None)
    with FakeStripe(now=int(NOW.timestamp())) as server:
        table = Registry("tests.payment_services", PaymentService)
        table.register("stripe", StripeService(api_base=server.url, transport=Transport((server.place,))))
        for module in (registry_module, provider_accounts):
            monkeypatch.setattr(module, "payment_services", table)
        yield server


@pytest.fixture
def account(fake, workspace, seller) -> ProviderAccount:
    return provider_accounts.save_keys(
        workspace, provider="stripe", secret_key=API_KEY, webhook_secret=SIGNING_SECRET, now=NOW, actor="Mara"
    )[0]


@pytest.fixture
def invoice(workspace, seller, linde, account):
    return issued(workspace, linde)
