"""What was issued is put right by a credit note that names it, and the sums of both come out even."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from freehold.apps.billing.models import Allocation, AllocationKind, DocumentState, TimeEntry
from freehold.apps.billing.services import corrections, drafts, issue, quotes
from freehold.apps.billing.services.lines import LineInput
from freehold.apps.billing.services.settings import save_settings
from freehold.apps.billing.services.verify import verify
from freehold.domain.errors import UserError
from freehold.integrations import einvoice
from tests.apps.billing.conftest import NOW, TODAY

WORK = LineInput(name="Booking system", quantity=Decimal("12.5"), unit="HUR", price=Decimal(80))


@pytest.fixture
def invoice(workspace, seller, linde):
    made = drafts.new_draft(workspace, kind="invoice", client_id=linde.pk, now=NOW, lines=[WORK], discount_percent=Decimal(10))
    return issue.issue(workspace, made.pk, now=NOW)


def test_a_cancelled_invoice_is_settled_by_a_valid_credit_note_that_names_it(workspace, invoice):
    note = corrections.cancel_invoice(workspace, invoice.pk, now=NOW, reason="Wrong client.")
    invoice.refresh_from_db()
    assert (invoice.state, invoice.open, invoice.paid) == (DocumentState.CANCELLED, 0, invoice.payable)
    assert (note.number, note.gross, note.open) == ("CN-2026-0001", invoice.gross, 0)
    read = einvoice.read(bytes(note.frozen.xml)).invoice
    assert read.type_code == "381"
    assert (read.preceding[0].number, read.preceding[0].issue_date) == (invoice.number, TODAY)
    assert read.totals.tax_inclusive == invoice.gross
    used = Allocation.objects.get()
    assert (used.kind, used.document_id, used.credit_note_id) == (AllocationKind.CREDIT_NOTE, invoice.pk, note.pk)
    assert verify(workspace).whole


def test_a_part_credit_note_leaves_the_rest_open(workspace, invoice):
    lines = [LineInput(name="Two hours less", quantity=Decimal(2), unit="HUR", price=Decimal(80))]
    draft = corrections.credit_note(workspace, invoice.pk, now=NOW, lines=lines)
    note = issue.issue(workspace, draft.pk, now=NOW)
    invoice.refresh_from_db()
    assert note.gross == Decimal("190.40")
    assert (invoice.state, invoice.open) == (DocumentState.PARTLY_PAID, invoice.payable - note.gross)


def test_correcting_cancels_and_begins_the_same_anew(workspace, invoice):
    draft = corrections.correct_invoice(workspace, invoice.pk, now=NOW)
    invoice.refresh_from_db()
    assert invoice.state == DocumentState.CANCELLED
    assert (draft.state, draft.gross, draft.number) == (DocumentState.DRAFT, invoice.gross, "")


def test_what_is_taken_back_is_what_was_charged_whatever_the_tax_is_today(workspace, invoice):
    save_settings(workspace, now=NOW, tax_scheme="small")
    note = corrections.cancel_invoice(workspace, invoice.pk, now=NOW)
    assert (note.tax, note.gross) == (invoice.tax, invoice.gross)


def test_time_of_a_cancelled_invoice_can_be_billed_again(workspace, seller, linde):
    draft = drafts.new_draft(workspace, kind="invoice", client_id=linde.pk, now=NOW, lines=[WORK])
    entry = TimeEntry.objects.create(workspace=workspace, day=date(2026, 11, 3), minutes=90, line=draft.lines.get(), created_at=NOW)
    issue.issue(workspace, draft.pk, now=NOW)
    corrections.cancel_invoice(workspace, draft.pk, now=NOW)
    entry.refresh_from_db()
    assert entry.line_id is None


def test_more_than_all_of_it_cannot_be_taken_back(workspace, invoice):
    corrections.cancel_invoice(workspace, invoice.pk, now=NOW)
    with pytest.raises(UserError, match="cancelled already"):
        corrections.credit_note(workspace, invoice.pk, now=NOW)


def test_one_credit_note_is_begun_at_a_time(workspace, invoice):
    corrections.credit_note(workspace, invoice.pk, now=NOW)
    with pytest.raises(UserError, match="begun already"):
        corrections.credit_note(workspace, invoice.pk, now=NOW)


def test_a_draft_needs_no_credit_note(workspace, seller, linde):
    draft = drafts.new_draft(workspace, kind="invoice", client_id=linde.pk, now=NOW, lines=[WORK])
    with pytest.raises(UserError, match="still a draft"):
        corrections.credit_note(workspace, draft.pk, now=NOW)


def test_a_final_invoice_is_taken_back_with_its_deposits_and_discount(workspace, seller, linde):
    made = drafts.new_draft(
        workspace, kind="quote", client_id=linde.pk, now=NOW, lines=[WORK], deposit_percent=Decimal(30), discount_percent=Decimal(5)
    )
    quote = issue.issue(workspace, made.pk, now=NOW)
    quotes.accept_quote(workspace, quote.pk, name="Eva", now=NOW)
    issue.issue(workspace, quotes.invoice_from_quote(workspace, quote.pk, part="deposit", now=NOW).pk, now=NOW)
    final = issue.issue(workspace, quotes.invoice_from_quote(workspace, quote.pk, part="rest", now=NOW).pk, now=NOW)
    note = corrections.cancel_invoice(workspace, final.pk, now=NOW)
    assert note.gross == final.gross
    assert einvoice.validate(bytes(note.frozen.xml)).valid
