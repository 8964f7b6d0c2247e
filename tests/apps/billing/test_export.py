"""The accountant's archive: every paper as it was issued, tables that add up, bookings with the VAT of the paper."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from freehold.apps.billing.models import FrozenDocument
from freehold.apps.billing.services import drafts
from freehold.apps.billing.services.export import accountant_export
from freehold.apps.billing.services.issue import issue
from freehold.apps.billing.services.lines import LineInput
from freehold.apps.billing.services.payments import record_payment
from freehold.domain.errors import UserError

from .conftest import NOW, TODAY

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def paid(workspace, seller, linde):
    lines = [
        LineInput(name="=Work", quantity=Decimal(10), unit="HUR", price=Decimal("80.05")),
        LineInput(name="Book", price=Decimal("33.33"), vat_category="S", vat_rate=Decimal(7)),
    ]
    draft = drafts.new_draft(workspace, kind="invoice", client_id=linde.pk, now=NOW, lines=lines, discount_percent=Decimal(5))
    invoice = issue(workspace, draft.pk, now=NOW)
    record_payment(workspace, amount=invoice.payable, currency="EUR", paid_on=TODAY, now=NOW, document_id=invoice.pk, key="test:1")
    invoice.refresh_from_db()
    return invoice


def archive(workspace, start=YEAR[0], end=YEAR[1]) -> zipfile.ZipFile:
    out = io.BytesIO()
    accountant_export(workspace, start, end, out, now=NOW)
    return zipfile.ZipFile(out)


def table(found: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(found.read(name).decode("utf-8-sig"))))


def test_the_archive_holds_the_papers_as_they_were_issued(workspace, paid):
    found = archive(workspace)
    frozen = FrozenDocument.objects.get(document=paid)
    assert found.read(f"documents/{paid.number}.pdf") == bytes(frozen.pdf)
    assert Decimal(table(found, "invoices.csv")[0]["gross"]) == paid.gross
    assert table(found, "payments.csv")[0]["amount"] == str(paid.payable)
    assert table(found, "lines.csv")[0]["name"] == "'=Work"


def test_bookings_add_up_to_the_paper_with_its_discount(workspace, paid):
    rows = archive(workspace).read("EXTF_Buchungsstapel.csv").decode("cp1252").split("\r\n")[2:-1]
    owed = [row.split(";") for row in rows if row.split(";")[6] != "1200"]
    assert sum(Decimal(row[0].replace(",", ".")) for row in owed) == paid.gross
    assert {row[7] for row in owed} == {"8400", "8300"}
    bank = next(row.split(";") for row in rows if row.split(";")[6] == "1200")
    assert Decimal(bank[0].replace(",", ".")) == paid.payable


def test_nothing_of_another_period_or_workspace_is_in_it(workspace, other_workspace, paid):
    assert table(archive(workspace, date(2025, 1, 1), date(2025, 12, 31)), "invoices.csv") == []
    assert table(archive(other_workspace), "invoices.csv") == []


def test_a_period_upside_down_is_refused(workspace):
    with pytest.raises(UserError, match="Swap the two days"):
        archive(workspace, YEAR[1], YEAR[0])


def test_the_page_sends_the_archive_and_the_overview_adds_up(browser, workspace, paid):
    answer = browser.post(reverse("billing:export"), {"export-start": "2026-01-01", "export-end": "2026-12-31"})
    assert answer.headers["Content-Type"] == "application/zip"
    assert zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))).testzip() is None
    page = browser.get(reverse("billing:overview")).content.decode()
    assert "Nobody owes you anything" in page
    assert "Hotel Linde GmbH" in page


def test_a_clients_account_ends_at_nothing_when_all_is_paid(browser, paid):
    page = browser.get(reverse("billing:statement", args=[paid.client_id])).content.decode()
    assert "Everything is settled" in page
    assert paid.number in page
