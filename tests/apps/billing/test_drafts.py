"""A draft begins with what is known, is saved without losing anybody's words, and goes without a trace."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from freehold.apps.billing.models import Document, DocumentState, Expense, TimeEntry
from freehold.apps.billing.services import drafts
from freehold.apps.billing.services.lines import LineInput
from freehold.apps.billing.services.settings import save_settings
from freehold.apps.clients import services as clients
from freehold.domain.errors import UserError
from tests.apps.billing.conftest import NOW

WORK = LineInput(name="Booking system", quantity=Decimal("12.5"), unit="HUR", price=Decimal(80))


def draft(workspace, client, *lines, kind="invoice", **values) -> Document:
    return drafts.new_draft(workspace, kind=kind, client_id=client.pk, now=NOW, lines=lines or (WORK,), **values)


def test_a_draft_takes_language_currency_days_and_tax_from_client_and_settings(workspace, seller, linde):
    document = draft(workspace, linde)
    assert (document.language, document.currency, document.payment_days, document.state) == ("de", "EUR", 14, DocumentState.DRAFT)
    assert (document.tax_case, document.tax_reason["reason"]) == ("domestic", "domestic")
    line = document.lines.get()
    assert (line.net, line.vat_category, line.vat_rate) == (Decimal(1000), "S", Decimal(19))
    assert (document.net, document.tax, document.gross, document.payable) == (Decimal(1000), Decimal(190), Decimal(1190), Decimal(1190))
    assert document.number == ""


def test_a_business_in_another_eu_country_is_proposed_reverse_charge_in_its_language(workspace, seller, tulip):
    document = draft(workspace, tulip)
    line = document.lines.get()
    assert (document.tax_case, line.vat_category, document.tax, document.gross) == ("eu_reverse_charge", "AE", 0, Decimal(1000))
    assert line.exemption_reason == "Reverse charge"
    drafts.update(workspace, document.pk, now=NOW, language="de")
    assert document.lines.get().exemption_reason == "Steuerschuldnerschaft des Leistungsempfängers"


def test_a_small_business_charges_no_tax_and_says_why(workspace, seller, linde):
    save_settings(workspace, now=NOW, tax_scheme="small")
    document = draft(workspace, linde)
    line = document.lines.get()
    assert (line.vat_category, document.tax) == ("E", 0)
    assert "§ 19" in line.exemption_reason


def test_a_rate_that_did_not_exist_is_refused_with_those_that_did(workspace, seller, linde):
    document = draft(workspace, linde)
    with pytest.raises(UserError, match=r"19 %, 7 %"):
        drafts.set_lines(workspace, document.pk, [LineInput(name="Book", price=Decimal(10), vat_rate=Decimal(8))], now=NOW)
    assert document.lines.get().name == "Booking system"
    changed = drafts.set_lines(workspace, document.pk, [LineInput(name="Book", price=Decimal(10), vat_rate=Decimal(7))], now=NOW)
    assert changed.gross == Decimal("10.70")


def test_a_note_overrules_the_proposal_and_stays(workspace, seller, linde):
    document = draft(workspace, linde)
    changed = drafts.update(workspace, document.pk, now=NOW, tax_case="exempt_by_note", tax_note="§ 4 Nr. 21 UStG")
    assert changed.lines.get().exemption_reason == "§ 4 Nr. 21 UStG"
    assert (changed.tax, changed.tax_case) == (0, "exempt_by_note")
    again = drafts.update(workspace, document.pk, now=NOW, intro="Thank you")
    assert again.tax_case == "exempt_by_note"


def test_changed_settings_reach_drafts_that_nobody_decided_otherwise(workspace, seller, linde):
    follows, decided = draft(workspace, linde), draft(workspace, linde, tax_case="domestic", tax_note="As agreed with the tax office")
    save_settings(workspace, now=NOW, tax_scheme="small")
    follows.refresh_from_db()
    decided.refresh_from_db()
    assert (follows.tax_case, follows.tax) == ("small_business", 0)
    assert decided.tax == Decimal(190)


def test_a_discount_a_negative_line_and_two_rates_add_up(workspace, seller, linde):
    lines = [
        LineInput(name="Design", price=Decimal(1000)),
        LineInput(name="Printed book", quantity=Decimal(3), price=Decimal("19.99"), vat_rate=Decimal(7), discount_percent=Decimal(10)),
        LineInput(name="Less: what you lent", quantity=Decimal(-1), price=Decimal(50)),
    ]
    document = draft(workspace, linde, *lines, discount_percent=Decimal(5))
    nets = list(document.lines.values_list("net", flat=True))
    assert nets == [Decimal(1000), Decimal("53.97"), Decimal(-50)]
    # 5 % off 950.00 and off 53.97, each rounded: 47.50 and 2.70
    assert document.net == Decimal("953.77")
    assert document.tax == Decimal("171.48") + Decimal("3.59")
    assert document.gross == document.net + document.tax


def test_a_spanish_withholding_comes_off_what_is_paid_and_not_off_the_tax(workspace, seller):
    save_settings(workspace, now=NOW, country="ES", vat_id="ESB58378431")
    client = clients.add_client(workspace, now=NOW, name="Mar SL", country="ES", city="Vigo", postcode="36201", vat_id="ESB58378431")
    document = draft(workspace, client, LineInput(name="Diseño", price=Decimal(1000)))
    assert (document.withholding_percent, document.tax, document.gross) == (15, Decimal(210), Decimal(1210))
    assert (document.withheld, document.payable) == (Decimal(150), Decimal(1060))


def test_whoever_saves_over_somebody_else_is_told_and_nothing_is_overwritten(workspace, seller, linde):
    document = draft(workspace, linde)
    seen = document.changed_at
    drafts.update(workspace, document.pk, now=NOW + timedelta(minutes=1), seen=seen, intro="First")
    with pytest.raises(UserError, match="Somebody else has saved"):
        drafts.save_draft(workspace, document.pk, {"intro": "Second"}, [WORK], now=NOW + timedelta(minutes=2), seen=seen)
    document.refresh_from_db()
    assert document.intro == "First"


def test_two_saves_within_one_tick_of_the_clock_are_told_apart(workspace, seller, linde):
    document = draft(workspace, linde)
    seen = document.changed_at
    drafts.update(workspace, document.pk, now=NOW, intro="First")
    with pytest.raises(UserError):
        drafts.update(workspace, document.pk, now=NOW, seen=seen, intro="Second")


def test_a_deleted_draft_frees_time_and_expenses(workspace, seller, linde):
    document = draft(workspace, linde)
    line = document.lines.get()
    entry = TimeEntry.objects.create(workspace=workspace, client_id=linde.pk, day=date(2026, 11, 3), minutes=90, line=line, created_at=NOW)
    cost = Expense.objects.create(
        workspace=workspace, day=date(2026, 11, 3), supplier="Bahn", currency="EUR", net=10, gross=10, line=line, created_at=NOW
    )
    drafts.delete_draft(workspace, document.pk, now=NOW)
    entry.refresh_from_db()
    cost.refresh_from_db()
    assert entry.line_id is None
    assert cost.line_id is None
    assert not Document.objects.exists()


def test_lines_keep_what_they_bill_when_they_are_reordered_and_free_it_when_removed(workspace, seller, linde):
    document = draft(workspace, linde, WORK, LineInput(name="Second", price=Decimal(5)))
    first, second = document.lines.all()
    entry = TimeEntry.objects.create(workspace=workspace, day=date(2026, 11, 3), minutes=90, line=first, created_at=NOW)
    other = TimeEntry.objects.create(workspace=workspace, day=date(2026, 11, 3), minutes=30, line=second, created_at=NOW)
    drafts.set_lines(workspace, document.pk, [LineInput(name="New"), LineInput.of(first)], now=NOW)
    entry.refresh_from_db()
    other.refresh_from_db()
    assert [row.name for row in document.lines.all()] == ["New", "Booking system"]
    assert (entry.line_id, other.line_id) == (first.pk, None)


def test_a_line_of_another_paper_cannot_be_taken_by_its_id(workspace, seller, linde):
    mine, theirs = draft(workspace, linde), draft(workspace, linde)
    taken = theirs.lines.get()
    drafts.set_lines(workspace, mine.pk, [LineInput(name="Taken", id=taken.pk)], now=NOW)
    taken.refresh_from_db()
    assert (taken.document_id, taken.name) == (theirs.pk, "Booking system")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (LineInput(name="  "), "says nothing"),
        (LineInput(name="A", price=Decimal("NaN")), "too large"),
        (LineInput(name="A", quantity=Decimal(10) ** 12), "too large"),
        (LineInput(name="A", discount_percent=Decimal(101)), "between 0 and 100"),
        (LineInput(name="A", service_from=date(2026, 2, 2), service_to=date(2026, 2, 1)), "ends before it begins"),
    ],
)
def test_a_line_that_cannot_stand_is_named_and_the_former_ones_are_kept(workspace, seller, linde, line, words):
    document = draft(workspace, linde)
    with pytest.raises(UserError, match=words):
        drafts.set_lines(workspace, document.pk, [line], now=NOW)
    assert document.lines.get().name == "Booking system"


def test_a_negative_price_becomes_a_negative_quantity(workspace, seller, linde):
    document = draft(workspace, linde, WORK, LineInput(name="Less", price=Decimal(-100)))
    line = document.lines.last()
    assert (line.quantity, line.price, line.net) == (-1, 100, -100)


def test_lines_travel_through_json_unchanged():
    line = LineInput(name="A", price=Decimal("9.50"), vat_rate=Decimal(7), service_from=date(2026, 1, 2), id=7)
    assert LineInput.from_json(line.to_json()) == line.copy()
    with pytest.raises(UserError):
        LineInput.from_json({"name": "A", "price": "many"})


def test_a_copy_has_the_content_and_none_of_the_dates(workspace, seller, linde):
    document = draft(workspace, linde, issue_date=date(2026, 1, 2), purchase_order="PO 7")
    copy = drafts.duplicate(workspace, document.pk, now=NOW)
    assert (copy.purchase_order, copy.issue_date, copy.gross) == ("PO 7", None, document.gross)
    assert copy.pk != document.pk


def test_papers_of_another_workspace_are_not_there(workspace, other_workspace, seller, linde):
    document = draft(workspace, linde)
    for work in (
        lambda: drafts.update(other_workspace, document.pk, now=NOW, intro="x"),
        lambda: drafts.set_lines(other_workspace, document.pk, [WORK], now=NOW),
        lambda: drafts.delete_draft(other_workspace, document.pk, now=NOW),
        lambda: drafts.duplicate(other_workspace, document.pk, now=NOW),
        lambda: drafts.new_draft(other_workspace, kind="invoice", client_id=linde.pk, now=NOW),
    ):
        with pytest.raises(UserError, match="not there any more"):
            work()


def test_a_draft_can_be_begun_before_any_settings_are_made(workspace, linde):
    document = draft(workspace, linde)
    assert document.tax_case == "domestic"  # the workspace's country is enough to propose
    assert document.payment_days == 14
