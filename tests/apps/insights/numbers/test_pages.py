"""The pages of your numbers: every tile opens its rows, every chart its files, and nothing is shown that cannot be said."""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal
from html import unescape

import pytest
from django.urls import reverse

from freehold.apps.billing.models import BillingSettings
from freehold.kit.audit.models import AuditEntry
from tests.apps.insights.numbers.conftest import NOW, day

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def page(browser, address="", name="insights:overview", *args):
    answer = browser.get(reverse(name, args=args) + address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def year(workspace, books):
    """Two clients over two years, one of them through a platform, with a negative month, fees, costs and hours."""
    linde, ulm = books.client("Hotel Linde"), books.client("Ulm Ltd", channel="Upwork", hourly_rate=Decimal(90))
    for at in range(1, 11):
        for when in (2025, 2026):
            books.pay(books.invoice(linde, day(at, 3, when), "1000", tax="190"), day(at, 25, when))
        books.pay(books.invoice(ulm, day(at, 5), "400", currency="USD", rate="0.9"), day(at, 25), fee="12")
        books.time(ulm, day(at, 4), 300)
        books.time(ulm, day(at, 5), 60, billable=False)
    books.invoice(linde, day(11, 2), "2500", kind="credit_note", due=None)
    books.invoice(ulm, day(9, 5), "700", currency="USD", rate="0.9")
    books.cost(day(10, 3), "120", tax="22.80", supplier="Rent & Co")


def test_with_nothing_the_page_says_what_will_make_figures_appear(browser):
    shown = page(browser)
    assert "There is nothing to count in this period" in shown
    assert 'class="stat tile"' not in shown
    assert shown.count("<h1") == 1


def test_every_tile_opens_its_rows_and_their_sum_is_the_tile(browser, workspace, books):
    year(workspace, books)
    shown = page(browser, "?period=all")
    tiles = re.findall(r'<a class="stat tile" href="([^"]+)"><span class="name">([^<]+)</span><span class="value">([^<]+)</span>', shown)
    assert {name for _, name, _ in tiles} >= {"Received", "Invoiced", "Spent", "Profit", "Utilisation", "Win rate", "Owed to you today"}
    for url, name, value in tiles:
        answer = browser.get(url)
        assert answer.status_code == 200, url
        if name in {"Received", "Invoiced", "Spent", "Owed to you today"}:
            assert f"<strong>{value}</strong>" in unescape(answer.content.decode()), name


def test_a_negative_month_one_client_and_too_few_proposals_are_said(browser, workspace, books):
    books.pay(books.invoice(books.client("Linde"), day(9, 1), "100"), day(9, 5))
    books.invoice(books.client("Linde"), day(10, 2), "300", kind="credit_note", due=None)
    shown = page(browser)
    assert "-€200.00" in shown
    assert "All of it came from one client, Linde." in shown
    assert "can be told from 5 months with income; there is 1" in shown
    assert "0 of 5 proposals that came to an end" in shown
    assert "A month of the year is shown once there are 2 of it." in shown
    assert "No time was written down" in shown


def test_a_currency_without_a_rate_is_named_and_left_out(browser, workspace, books):
    books.invoice(books.client("Far"), day(9, 1), "100", currency="XAU")
    books.invoice(books.client("Near"), day(9, 1), "50")
    shown = page(browser)
    assert "2 rows (XAU: 2) have no exchange rate that is known" in shown, "once invoiced and once owed"
    assert "€50.00" in shown
    assert "1 row (XAU: 1) has no exchange rate" in page(browser, "", "insights:rows", "invoiced")


def test_any_currency_can_be_the_base_and_others_fall_back_to_the_own(browser, workspace, books):
    year(workspace, books)
    assert "Counted in" in page(browser, "?base=USD&period=all")
    assert "by the European Central Bank's rate of the first day of the month" in page(browser, "?base=USD&period=all")
    assert "first day of the month" not in page(browser, "?base=%00XXX&period=all")


def test_charts_come_as_files_and_an_unknown_one_is_not_there(browser, workspace, books):
    year(workspace, books)
    address = reverse("insights:overview") + "?period=all&chart=months&as="
    table = browser.get(address + "csv").content.decode("utf-8-sig")
    assert len(table.splitlines()) == 24
    assert browser.get(address + "svg")["Content-Type"].startswith("image/svg+xml")
    assert browser.get(address.replace("months", "nothing") + "csv").status_code == 404


def test_how_work_is_won_comes_after_the_page_and_stands_alone_without_javascript(browser, workspace, books):
    year(workspace, books)
    books.invoice(books.client("Linde"), day(9, 1), "900", kind="quote")
    address = reverse("insights:won") + "?period=all"
    assert f'hx-get="{address}' in page(browser, "?period=all")
    part = unescape(browser.get(address, headers={"HX-Request": "true"}).content.decode())
    assert "<h1" not in part and "How far does work come on its way to you?" in part
    whole = page(browser, "?period=all", "insights:won")
    assert whole.count("<h1") == 1 and "How far does work come on its way to you?" in whole
    table = browser.get(address + "&chart=funnel&as=csv").content.decode("utf-8-sig")
    assert "Quotes issued,1" in table and "Ordered,0" in table
    assert browser.get(address + "&chart=nothing&as=csv").status_code == 404


def test_clients_and_channels_open_their_own_rows(browser, workspace, books):
    year(workspace, books)
    shown = page(browser, "?period=all")
    assert "What is each channel truly worth?" in shown
    assert "Upwork" in shown
    assert "Direct" in shown
    rows = page(browser, "?period=all&channel=Upwork", "insights:rows", "received")
    assert "Ulm Ltd" in rows
    assert "Hotel Linde" not in rows
    assert "Hotel Linde" in page(browser, "?period=all&channel=", "insights:rows", "received")
    for key in ("clients", "channels", "unpaid", "hours", "fees", "bids", "costs", "exchange", "proposals", "opportunities", "quotes"):
        assert page(browser, "?period=all", "insights:rows", key).count("<h1") == 1
    assert browser.get(reverse("insights:rows", args=["nothing"])).status_code == 404


def test_rows_come_in_pages_with_the_sum_of_all_and_as_csv_without_formulas(browser, workspace, books):
    linde = books.client("=cmd()")
    for _ in range(60):
        books.invoice(linde, day(3, 1), "10")
    first = page(browser, "?period=year", "insights:rows", "invoiced")
    assert "1–50 of 60" in first
    assert "<strong>€600.00</strong>" in first
    assert "51–60 of 60" in page(browser, "?period=year&page=2", "insights:rows", "invoiced")
    answer = browser.get(reverse("insights:rows", args=["invoiced"]) + "?period=year&as=csv")
    assert answer["Content-Disposition"] == 'attachment; filename="invoiced.csv"'
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 61
    assert "'=cmd()" in lines[1]


def test_all_rows_come_as_one_archive_that_is_noted_in_the_log(browser, workspace, books):
    year(workspace, books)
    answer = browser.get(reverse("insights:export") + "?period=all")
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        names = archive.namelist()
        assert {"settings.csv", "invoices.csv", "income.csv", "costs.csv", "fees.csv", "time.csv", "open.csv", "proposals.csv"} <= set(
            names
        )
        assert len(archive.read("income.csv").decode().splitlines()) == 31
    assert AuditEntry.objects.filter(action="insights.exported").count() == 1


def test_another_workspace_sees_nothing_of_it(browser, workspace, other, books):
    year(workspace, books)
    browser.session.flush()
    from freehold.apps.insights.selectors.tables import TABLES, table
    from freehold.kit.design.periods import Period

    span = Period("all", day(1, 1, 1990), day(12, 31), "")
    for key in TABLES:
        assert table(other, key, span, "EUR", NOW.date()).rows == (), key


def test_a_rate_for_waiting_adds_its_cost(browser, workspace, books):
    books.pay(books.invoice(books.client("Linde"), day(3, 1), "1000"), day(6, 1))
    assert "late_cost" not in page(browser)
    BillingSettings.objects.create(workspace=workspace, interest="terms", interest_percent=Decimal("9"))
    assert "€19.23" in page(browser)


def test_the_page_asks_a_fair_number_of_queries_however_much_there_is(browser, workspace, books, django_assert_max_num_queries):
    year(workspace, books)
    page(browser, "?period=all&base=USD")
    with django_assert_max_num_queries(32):
        page(browser, "?period=all&base=USD")
    with django_assert_max_num_queries(20):
        page(browser, "?period=all", "insights:rows", "received")
