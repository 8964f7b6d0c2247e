"""A quote is answered once, runs out by itself, and is invoiced at once or in parts that add up to it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from freehold.apps.billing.models import Document, DocumentKind, DocumentState
from freehold.apps.billing.services import corrections, drafts, issue, quotes
from freehold.apps.billing.services.lines import LineInput
from freehold.apps.billing.services.verify import verify
from freehold.domain.errors import UserError
from freehold.integrations import einvoice
from freehold.kit.outbox.models import Event
from tests.apps.billing.conftest import NOW, TODAY

LINES = [
    LineInput(name="Concept", quantity=Decimal(10), unit="HUR", price=Decimal("85.55")),
    LineInput(name="Printed handbook", quantity=Decimal(3), price=Decimal("19.99"), vat_rate=Decimal(7)),
]


@pytest.fixture
def quote(workspace, seller, linde) -> Document:
    made = drafts.new_draft(workspace, kind="quote", client_id=linde.pk, now=NOW, lines=LINES, deposit_percent=Decimal(30))
    return issue.issue(workspace, made.pk, now=NOW)


def test_a_quote_is_frozen_without_an_e_invoice_and_owes_nothing(quote):
    assert (quote.number, quote.state, quote.open, quote.frozen.xml) == ("Q-2026-0001", DocumentState.ISSUED, 0, None)
    assert quote.valid_until == TODAY + timedelta(days=30)


def test_an_accepted_quote_keeps_who_when_and_what(workspace, quote):
    quotes.accept_quote(workspace, quote.pk, name="Eva Linde", now=NOW, address="203.0.113.7")
    quote.refresh_from_db()
    answer = quote.answer
    assert (quote.state, answer.name, answer.sha256) == (DocumentState.ACCEPTED, "Eva Linde", quote.frozen.pdf_sha256)
    assert Event.objects.filter(name="QuoteAccepted").count() == 1


def test_the_first_answer_stands(workspace, quote):
    quotes.decline_quote(workspace, quote.pk, name="Eva", reason="Too dear", now=NOW)
    with pytest.raises(UserError, match="first answer stands"):
        quotes.accept_quote(workspace, quote.pk, name="Eva", now=NOW)
    assert Event.objects.filter(name="QuoteDeclined").count() == 1


def test_a_quote_that_ran_out_is_not_accepted(workspace, quote):
    late = NOW + timedelta(days=31)
    with pytest.raises(UserError, match="run out"):
        quotes.accept_quote(workspace, quote.pk, name="Eva", now=late)
    assert quotes.expire_quotes(late.date(), now=late) == 1
    quote.refresh_from_db()
    assert quote.state == DocumentState.EXPIRED
    assert quotes.expire_quotes(late.date(), now=late) == 0


def test_a_quote_must_be_accepted_before_it_is_invoiced(workspace, quote):
    with pytest.raises(UserError, match="not accepted yet"):
        quotes.invoice_from_quote(workspace, quote.pk, now=NOW)


def test_all_of_it_becomes_one_invoice_and_only_one(workspace, quote):
    quotes.accept_quote(workspace, quote.pk, name="Eva", now=NOW)
    invoice = quotes.invoice_from_quote(workspace, quote.pk, now=NOW)
    assert (invoice.kind, invoice.gross, invoice.quote_id) == (DocumentKind.INVOICE, quote.gross, quote.pk)
    with pytest.raises(UserError, match="invoiced already"):
        quotes.invoice_from_quote(workspace, quote.pk, now=NOW)


@pytest.mark.parametrize("discount", [Decimal(0), Decimal("7.5")])
def test_deposit_milestone_and_final_invoice_ask_for_the_quote_exactly(workspace, seller, linde, discount):
    made = drafts.new_draft(
        workspace, kind="quote", client_id=linde.pk, now=NOW, lines=LINES, deposit_percent=Decimal(30), discount_percent=discount
    )
    quote = issue.issue(workspace, made.pk, now=NOW)
    quotes.accept_quote(workspace, quote.pk, name="Eva", now=NOW)
    deposit = issue.issue(workspace, quotes.invoice_from_quote(workspace, quote.pk, part="deposit", now=NOW).pk, now=NOW)
    milestone = issue.issue(workspace, quotes.invoice_from_quote(workspace, quote.pk, part=Decimal("33.3"), now=NOW).pk, now=NOW)
    draft = quotes.invoice_from_quote(workspace, quote.pk, part="rest", now=NOW)
    final = issue.issue(workspace, draft.pk, now=NOW)
    assert [deposit.kind, milestone.kind, final.kind] == ["deposit", "deposit", "final"]
    assert deposit.payable + milestone.payable + final.payable == quote.payable
    read = einvoice.read(bytes(final.frozen.xml)).invoice
    assert [one.number for one in read.preceding] == [deposit.number, milestone.number]
    assert final.prepaid == deposit.gross + milestone.gross
    assert verify(workspace).whole


def test_parts_never_exceed_the_whole_and_wait_for_each_other(workspace, quote):
    quotes.accept_quote(workspace, quote.pk, name="Eva", now=NOW)
    quotes.invoice_from_quote(workspace, quote.pk, part=Decimal(80), now=NOW)
    with pytest.raises(UserError, match="more than the whole"):
        quotes.invoice_from_quote(workspace, quote.pk, part=Decimal(30), now=NOW)
    with pytest.raises(UserError, match="still a draft"):
        quotes.invoice_from_quote(workspace, quote.pk, part="rest", now=NOW)
    for wrong in ("0", "100", "-5", "much"):
        with pytest.raises(UserError, match="between 0 and 100"):
            quotes.invoice_from_quote(workspace, quote.pk, part=wrong, now=NOW)


def test_a_cancelled_invoice_lets_the_quote_be_invoiced_again(workspace, quote):
    quotes.accept_quote(workspace, quote.pk, name="Eva", now=NOW)
    first = issue.issue(workspace, quotes.invoice_from_quote(workspace, quote.pk, now=NOW).pk, now=NOW)
    corrections.cancel_invoice(workspace, first.pk, now=NOW)
    assert quotes.invoice_from_quote(workspace, quote.pk, now=NOW).gross == quote.gross
