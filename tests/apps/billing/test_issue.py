"""Issuing takes the number and freezes the paper in one step, or does nothing and says what is missing."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest

from freehold.apps.billing.models import BillingSettings, DocumentState, FrozenDocument, Series
from freehold.apps.billing.services import drafts, issue
from freehold.apps.billing.services.checks import NotReady
from freehold.apps.billing.services.lines import LineInput
from freehold.apps.billing.services.settings import save_settings
from freehold.apps.billing.services.verify import verify
from freehold.apps.clients import services as clients
from freehold.domain.errors import UserError
from freehold.integrations import einvoice
from freehold.kit.outbox.models import Event
from tests.apps.billing.conftest import NOW, TODAY

WORK = LineInput(name="Booking system", quantity=Decimal("12.5"), unit="HUR", price=Decimal(80))


def issued(workspace, client, *lines, kind="invoice", now=NOW, **values):
    document = drafts.new_draft(workspace, kind=kind, client_id=client.pk, now=now, lines=lines or (WORK,), **values)
    return issue.issue(workspace, document.pk, now=now, actor="Mara")


def test_an_issued_invoice_has_a_number_a_reference_and_is_frozen_in_every_form(workspace, seller, linde):
    document = issued(workspace, linde)
    assert document.number == "INV-2026-0001"
    assert document.reference.startswith("RF")
    assert (document.issue_date, document.due_date, document.state) == (TODAY, TODAY + timedelta(days=14), DocumentState.ISSUED)
    assert (document.open, document.payable) == (Decimal(1190), Decimal(1190))
    frozen = document.frozen
    assert bytes(frozen.pdf).startswith(b"%PDF")
    assert frozen.keep_until == date(2034, 12, 31)
    assert frozen.rules["valid"]
    read = einvoice.read(bytes(frozen.pdf))
    assert read.invoice.number == "INV-2026-0001"
    assert read.invoice.totals.due == Decimal(1190)
    assert read.xml == bytes(frozen.xml)
    assert json.loads(frozen.canonical)["invoice"]["number"] == "INV-2026-0001"
    assert Event.objects.filter(name="InvoiceIssued").count() == 1
    assert verify(workspace).whole


def test_numbers_follow_each_other_and_each_kind_counts_for_itself(workspace, seller, linde, tulip):
    numbers = [issued(workspace, client, kind=kind).number for client, kind in ((linde, "invoice"), (tulip, "deposit"), (linde, "quote"))]
    assert numbers == ["INV-2026-0001", "INV-2026-0002", "Q-2026-0001"]
    report = verify(workspace)
    assert (report.documents, report.problems) == (3, ())


def test_the_count_begins_anew_with_the_year_and_a_paper_dated_back_goes_on_where_it_ended(workspace, seller, linde):
    issued(workspace, linde)
    later = NOW + timedelta(days=60)
    assert issued(workspace, linde, now=later).number == "INV-2027-0001"
    assert issued(workspace, linde, now=later, issue_date=date(2026, 12, 30)).number == "INV-2026-0002"
    assert issued(workspace, linde, now=later).number == "INV-2027-0002"
    assert verify(workspace).whole


def test_what_is_missing_is_told_all_at_once_and_nothing_is_taken(workspace, linde):
    document = drafts.new_draft(workspace, kind="invoice", client_id=linde.pk, now=NOW)
    with pytest.raises(NotReady) as caught:
        issue.issue(workspace, document.pk, now=NOW)
    told = {(one.place, one.field) for one in caught.value.complaints}
    assert {("settings", "name"), ("settings", "line1"), ("settings", "vat_id"), ("settings", "iban"), ("lines", "lines")} <= told
    assert "no number was taken" in str(caught.value)
    assert not FrozenDocument.objects.exists()
    assert not Series.objects.exclude(next_number=1).exists()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"issue_date": TODAY + timedelta(days=3)}, "issue_date"),
        ({"due_date": TODAY - timedelta(days=1)}, "due_date"),
        ({"service_from": TODAY, "service_to": TODAY - timedelta(days=9)}, "service_to"),
    ],
)
def test_dates_that_cannot_be_are_told_at_their_field(workspace, seller, linde, values, field):
    with pytest.raises(NotReady) as caught:
        issued(workspace, linde, **values)
    assert [one.field for one in caught.value.complaints] == [field]


def test_a_broken_rule_is_told_in_plain_words_and_no_number_is_lost(workspace, seller, tulip):
    document = drafts.new_draft(workspace, kind="invoice", client_id=tulip.pk, now=NOW, lines=[WORK])
    BillingSettings.objects.filter(workspace=workspace).update(vat_id="", tax_number="215/5555/0815")
    with pytest.raises(NotReady) as caught:
        issue.issue(workspace, document.pk, now=NOW)
    assert {one.place for one in caught.value.complaints} == {"settings"}
    save_settings(workspace, now=NOW, vat_id="DE136695976")
    assert issue.issue(workspace, document.pk, now=NOW).number == "INV-2026-0001"


def test_what_is_issued_cannot_be_issued_changed_or_deleted_again(workspace, seller, linde):
    document = issued(workspace, linde)
    for work in (
        lambda: issue.issue(workspace, document.pk, now=NOW),
        lambda: drafts.update(workspace, document.pk, now=NOW, intro="x"),
        lambda: drafts.set_lines(workspace, document.pk, [WORK], now=NOW),
        lambda: drafts.delete_draft(workspace, document.pk, now=NOW),
    ):
        with pytest.raises(UserError, match="INV-2026-0001"):
            work()


def test_a_draft_whose_tax_is_stale_is_not_issued_until_somebody_looked(workspace, seller, linde):
    document = drafts.new_draft(workspace, kind="invoice", client_id=linde.pk, now=NOW, lines=[WORK])
    clients.change_client(workspace, linde.pk, now=NOW, country="NL", vat_id="NL004495445B01")
    with pytest.raises(NotReady) as caught:
        issue.issue(workspace, document.pk, now=NOW)
    assert [one.field for one in caught.value.complaints] == ["tax_case"]
    assert drafts.freshen(workspace, document.pk, now=NOW)
    assert issue.issue(workspace, document.pk, now=NOW).tax_case == "eu_reverse_charge"


def test_an_invoice_in_dollars_keeps_the_rate_of_the_day_and_is_valid(workspace, seller, harbour):
    document = issued(workspace, harbour)
    assert document.currency == "USD"
    assert document.base_rate is not None
    assert document.base_rate_on is not None
    assert document.tax == 0
    assert document.frozen.rules["valid"]


def test_vat_of_an_invoice_in_another_currency_is_shown_in_the_sellers_too(workspace, seller, linde):
    document = issued(workspace, linde, currency="CHF")
    invoice = einvoice.read(bytes(document.frozen.xml)).invoice
    assert (invoice.currency, invoice.vat_currency) == ("CHF", "EUR")
    assert invoice.totals.tax_in_vat_currency
    assert any("European Central Bank" in note.text or "Europäischen" in note.text for note in invoice.notes)


@pytest.mark.parametrize("wanted", ["facturx", "xrechnung_cii", "xrechnung_ubl", "peppol", "none"])
def test_each_kind_of_e_invoice_is_written_and_valid(workspace, seller, linde, wanted):
    save_settings(workspace, now=NOW, einvoice=wanted)
    values = {"buyer_reference": "04011000-12345-03", "early_percent": Decimal(2), "early_days": 7, "service_from": date(2026, 11, 1)}
    document = issued(workspace, linde, **values, intro="Vielen Dank", purchase_order="PO 1")
    frozen = document.frozen
    assert frozen.xml_format == ("" if wanted == "none" else wanted)
    if wanted.startswith("xrechnung"):
        assert b"#SKONTO#TAGE=7#PROZENT=2.00#" in bytes(frozen.xml)
    if wanted != "none":
        assert einvoice.validate(bytes(frozen.xml)).valid


def test_an_american_seller_needs_no_tax_number_and_no_e_invoice(owner, workspace, harbour):
    save_settings(
        workspace, now=NOW, name="Ann Lee", line1="2 Elm St", city="Austin", postcode="78701", region="TX", country="US",
        tax_scheme="none", other_account="Routing 021000021, account 1234567", einvoice="none",
    )  # fmt: skip
    document = issued(workspace, harbour)
    assert (document.tax_case, document.frozen.xml) == ("us_none", None)
    assert verify(workspace).whole


def test_what_costs_nothing_is_paid_when_it_is_issued(workspace, seller, linde):
    document = issued(workspace, linde, LineInput(name="A gift", price=Decimal(0)))
    assert (document.state, document.open) == (DocumentState.PAID, 0)


def test_somebody_who_saves_meanwhile_makes_the_papers_be_made_again(workspace, seller, linde):
    document = drafts.new_draft(workspace, kind="invoice", client_id=linde.pk, now=NOW, lines=[WORK])
    made = []

    def renderer(sheet, *, attachment, at):
        made.append(sheet.invoice.totals.due)
        if len(made) == 1:
            drafts.set_lines(workspace, document.pk, [LineInput(name="Other", price=Decimal(10))], now=NOW)
        return b"%PDF-test"

    done = issue.issue(workspace, document.pk, now=NOW, renderer=renderer)
    assert made == [Decimal("1190.00"), Decimal("11.90")]
    assert done.gross == Decimal("11.90")
    assert verify(workspace).whole
