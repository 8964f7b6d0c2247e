"""What the tests of reputation start from: a freelancer with papers, clients that may be asked, browsers."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client as Browser

from freehold.apps.clients import services as clients
from freehold.apps.reputation.services import answering, asking
from freehold.apps.reputation.services.answering import Given
from tests.apps.billing.conftest import (  # noqa: F401 - fixtures
    NOW,
    browser,
    freelancer,
    harbour,
    linde,
    other_workspace,
    owner,
    seller,
    tulip,
    workspace,
)
from tests.apps.billing.payment_samples import invoice


@pytest.fixture(autouse=True)
def _at_the_time(monkeypatch, settings, tmp_path):
    """Pages speak of the day of the tests, clients reach this installation, and nobody has asked too often yet."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    settings.PUBLIC_URL = "https://mara.example"
    settings.DATA_DIR = tmp_path
    cache.clear()


@pytest.fixture
def papers(workspace, freelancer, seller, linde, tulip):  # noqa: F811 - fixtures by their names
    """Two invoices of one client, one paid; one of another."""
    return [
        invoice(workspace, linde, "R-1", "1000.00", state="paid", issue_date=date(2024, 3, 1)),
        invoice(workspace, linde, "R-2", "500.00", issue_date=date(2026, 3, 1)),
        invoice(workspace, tulip, "R-3", "70.00", state="paid", currency="USD"),
    ]


@pytest.fixture
def token(workspace, linde):  # noqa: F811 - fixtures by their names
    """The token of a link that was handed to the client."""
    _row, path = asking.ask_by_link(workspace, linde.pk, about="the booking page", now=NOW, actor="Mara")
    return path.rstrip("/").rpartition("/")[2]


@pytest.fixture
def said(token):
    """What the client wrote, with every consent."""
    given = Given("Quick & <careful>.", "Anna Linde", "Owner", "yes", show_name=True, show_company=True, show_figures=True)
    return answering.give(token, given, now=NOW)


@pytest.fixture
def visitor():
    """A browser without any cookie; forms are checked as for everybody."""
    return Browser(enforce_csrf_checks=True)


@pytest.fixture
def foreign(other_workspace):  # noqa: F811 - fixtures by their names
    """A client of another workspace."""
    return clients.add_client(other_workspace, now=NOW, name="Somebody else")
