"""What the tests of money start from: a workspace that may bill, a client in each tax situation, a browser."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client as Browser

from freehold.apps.accounts.services import people
from freehold.apps.billing.models import BillingSettings
from freehold.apps.clients import services as clients
from freehold.domain.matching.profile import Profile

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)


@pytest.fixture
def owner(db):
    return people.create_owner(now=NOW, name="Mara")


@pytest.fixture
def workspace(owner):
    return people.create_workspace(owner, name="Mara's work", country="DE", currency="EUR", now=NOW)


@pytest.fixture
def freelancer(workspace):
    return people.add_freelancer(workspace, Profile(name="Mara Winter", headline="Django developer", country="DE"), now=NOW)


@pytest.fixture
def other_workspace(owner):
    return people.create_workspace(owner, name="Another", country="DE", currency="EUR", now=NOW)


@pytest.fixture
def seller(workspace):
    """The billing settings of a German freelancer who charges VAT."""
    return BillingSettings.objects.create(
        workspace=workspace,
        name="Mara Winter",
        line1="Lindenweg 4",
        postcode="50667",
        city="Köln",
        country="DE",
        email="mara@winter.example",
        phone="+49 221 555 0100",
        contact_name="Mara Winter",
        vat_id="DE136695976",
        tax_number="215/5555/0815",
        account_holder="Mara Winter",
        iban="DE89370400440532013000",
        bic="COBADEFFXXX",
        payment_days=14,
        ladder=[-3, 3, 10, 21],
    )


@pytest.fixture
def linde(workspace):
    """A German business."""
    return clients.add_client(
        workspace,
        now=NOW,
        name="Hotel Linde GmbH",
        line1="Am Markt 1",
        postcode="80331",
        city="München",
        country="DE",
        email="rechnung@linde.example",
        vat_id="DE129273398",
        language="de",
    )


@pytest.fixture
def tulip(workspace):
    """A Dutch business with a VAT number: reverse charge."""
    return clients.add_client(
        workspace,
        now=NOW,
        name="Tulip Studio B.V.",
        line1="Prinsengracht 12",
        postcode="1015 DK",
        city="Amsterdam",
        country="NL",
        email="billing@tulip.example",
        vat_id="NL004495445B01",
        language="en",
    )


@pytest.fixture
def harbour(workspace):
    """A business in the United States that pays in dollars."""
    return clients.add_client(
        workspace,
        now=NOW,
        name="Harbour Inc.",
        line1="1 Pier Road",
        postcode="04101",
        city="Portland",
        region="ME",
        country="US",
        email="ap@harbour.example",
        currency="USD",
        language="en",
    )


@pytest.fixture
def browser(owner, workspace, freelancer):
    """A signed-in browser in the workspace."""
    client = Browser()
    client.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["workspace"] = workspace.pk
    session.save()
    return client
