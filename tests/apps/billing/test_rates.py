"""Exchange rates: the bundled ones, and newer ones only where a workspace allows asking."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from freehold.apps.billing.models import DailyRates
from freehold.apps.billing.services import rates
from freehold.integrations.currency import exchange_rates
from tests.integrations.currency.test_online import RATES, daily

from .conftest import NOW, TODAY


class Answer:
    body = daily(RATES)


@pytest.fixture
def asked(monkeypatch):
    calls = []
    monkeypatch.setattr(rates, "fetch", lambda request: calls.append(request.url) or Answer())
    return calls


def test_nobody_is_asked_unless_a_workspace_allows_it(seller, asked):
    assert rates.refresh_rates(now=NOW) is False
    assert asked == []


def test_newer_rates_are_stored_once_and_used(seller, asked):
    seller.newer_rates_online = True
    seller.save()
    assert rates.refresh_rates(now=NOW) is True
    assert rates.refresh_rates(now=NOW) is False
    assert DailyRates.objects.count() == 1
    assert rates.rates_on(TODAY).per_euro["USD"] == Decimal("1.1012")
    assert rates.rates_on(TODAY).knows("BGN")


def test_an_earlier_day_keeps_its_own_rate(db):
    DailyRates.objects.create(as_of=TODAY - timedelta(days=2), per_euro={"USD": "2"}, read_at=NOW)
    early = TODAY - timedelta(days=400)
    assert rates.rates_on(early) == exchange_rates(early)


def test_an_old_stored_table_speaks_for_no_later_day(db):
    DailyRates.objects.create(as_of=TODAY, per_euro={"USD": "2"}, read_at=NOW)
    assert rates.rates_on(TODAY + timedelta(days=30)) == exchange_rates(TODAY + timedelta(days=30))
