"""The files of the five years of money: whole, plausible, and naming nobody who exists."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from importlib.resources import files

import pytest
from stdnum import iban
from stdnum.au import abn
from stdnum.eu import vat as eu_vat
from stdnum.gb import vat as gb_vat

from freehold.apps.billing.selectors.expenses import CATEGORY_NAMES
from freehold.apps.billing.services.reconcile_deciding import CATEGORIES
from freehold.apps.clients.services.clients import FIELDS
from freehold.apps.demo.money.books import Calendar
from freehold.apps.demo.money.reading import lines_of, read_money
from freehold.apps.demo.reading import COUNTRY_AND_CURRENCY, TRADES
from freehold.apps.demo.services.money import timeline
from freehold.domain.tax.places import EU

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
CALENDAR = Calendar(NOW)


@pytest.fixture(params=TRADES)
def trade(request):
    return request.param


@pytest.fixture
def money(trade):
    return read_money(trade, NOW.date())


def test_there_is_a_year_of_everything(money):
    invoices = [row for row in money.papers if row.get("kind") is None and not row.get("draft") and "of" not in row]
    issued = len(invoices) + sum(plan["months"] for plan in money.plans)
    assert 25 <= issued <= 40
    assert 6 <= len(money.clients) <= 9
    assert 3 <= len(money.projects) <= 5
    assert 110 <= sum(len(rows) for rows in money.time.values()) <= 130
    assert 38 <= len(money.costs(CALENDAR)) <= 46
    assert sum(1 for row in money.papers if row.get("kind") == "quote") == 3
    assert sum(1 for row in money.papers if row.get("draft")) == 2
    assert sum(1 for row in money.bank if "pays" in row) == 4
    assert len({round(row["day"] / 30) for row in invoices}) >= 12


def test_every_name_that_is_used_exists(money):
    papers = {row["id"] for row in money.papers}
    assert len(papers) == len(money.papers)
    for row in money.papers:
        assert {row["client"]} <= set(money.clients) if "client" in row else {row.get("from") or row["of"]} <= papers
        assert row.get("project", "") in {"", *money.projects}
        assert all(line.price >= 0 for line in lines_of(row)) if "lines" in row else row.keys() & {"work_until", "from", "of"}
    assert {row["client"] for row in money.projects.values()} | {plan["client"] for plan in money.plans} <= set(money.clients)
    assert set(money.time) == set(money.texts) <= set(money.projects)
    assert all(
        0 <= text < len(money.texts[name]) and 0 < minutes < 600 for name, rows in money.time.items() for _day, minutes, text in rows
    )
    assert {name for row in money.bank for name in row.get("pays", ())} <= papers
    assert {row["category"] for row in money.expenses} <= set(CATEGORY_NAMES)
    assert {row["aside"] for row in money.bank if "aside" in row} <= set(CATEGORIES)
    assert all(set(row) <= FIELDS | {"contacts", "pays"} for row in money.clients.values())


def test_country_and_currency_are_the_trades_and_some_clients_are_abroad(trade, money):
    country, currency = COUNTRY_AND_CURRENCY[trade]
    assert money.settings["country"] == country
    abroad = [row for row in money.clients.values() if row["country"] != country]
    assert 1 <= sum(1 for row in abroad if row.get("currency", currency) != currency) <= 2
    if country in EU:
        assert any(row["country"] in EU and row["vat_id"] for row in abroad)


def test_account_and_tax_numbers_have_right_check_digits(trade, money):
    accounts = [row["pays"].get("account", "") for row in money.clients.values()] + [row.get("account", "") for row in money.bank]
    for account in [money.settings.get("iban", ""), *accounts]:
        assert not re.match(r"[A-Z]{2}\d\d", account) or iban.is_valid(account), account
    for row in [money.settings, *money.clients.values()]:
        number, country = row.get("vat_id", ""), row["country"]
        if number:
            checks = {"GB": gb_vat.is_valid, "AU": abn.is_valid}
            assert checks.get(country, eu_vat.is_valid)(number), number


def test_nobody_real_is_named(trade, money):
    text = files("freehold.apps.demo").joinpath("data", trade, "money.json").read_text(encoding="utf-8")
    hosts = set(re.findall(r"@([\w.-]+)|https?://([^/\s\"]+)", text))
    assert {host for pair in hosts for host in pair if host and not host.endswith(".example")} == set()
    assert set(json.loads(text)) == set(type(money).__slots__)


@pytest.mark.parametrize("today", [datetime(2027, 1, 1, 0, 5, tzinfo=UTC), datetime(2028, 2, 29, 23, 0, tzinfo=UTC), NOW])
def test_the_timeline_runs_forward_and_never_into_the_future(trade, today):
    steps = timeline(trade, today)
    moments = [step.at for step in steps]
    assert moments == sorted(moments)
    assert moments[-1] <= today
    assert moments[0] >= today - timedelta(days=900)
    assert len({step.name for step in steps}) == len(steps)


def test_what_is_paid_in_parts_is_less_than_the_whole(money):
    parts = [row for row in money.papers if "part" in row]
    assert len(parts) == 1
    for row in parts:
        lines = lines_of(row) if "lines" in row else []
        assert not lines or Decimal(row["part"]) < sum(line.quantity * line.price for line in lines)
