"""The life of a quote: accepted, declined, run out; and the invoices that come from it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from freehold.apps.billing.events import QuoteAccepted, QuoteDeclined
from freehold.apps.billing.models import Document, DocumentKind, DocumentState, QuoteAnswer
from freehold.apps.billing.services.drafts import new_draft
from freehold.apps.billing.services.lines import LineInput
from freehold.apps.billing.services.totals import recompute
from freehold.domain.errors import UserError
from freehold.domain.money.rounding import percent_of, round_on_document
from freehold.kit.audit import record
from freehold.kit.outbox.publish import publish
from freehold.kit.scoping.ref import Workspace

Part = Literal["all", "deposit", "rest"] | Decimal
HUNDRED = Decimal(100)
_WAITING = (DocumentState.ISSUED, DocumentState.SENT)


@transaction.atomic
def accept_quote(
    workspace: Workspace, quote_id: int, *, name: str, now: datetime, actor: str = "", address: str = "", reason: str = ""
) -> Document:
    """Note that a quote was accepted: by the client on their page, or by the owner for them (`name` says who said so).

    Raises UserError when it was answered already, has run out, or was never issued.
    """
    quote = _answer(workspace, quote_id, True, name, now, actor, address, reason)
    publish(QuoteAccepted(quote.workspace_id, quote.pk), now)
    return quote


@transaction.atomic
def decline_quote(
    workspace: Workspace, quote_id: int, *, name: str, now: datetime, actor: str = "", address: str = "", reason: str = ""
) -> Document:
    """Note that a quote was declined, with the reason if one was given. Raises UserError as `accept_quote` does."""
    quote = _answer(workspace, quote_id, False, name, now, actor, address, reason)
    publish(QuoteDeclined(quote.workspace_id, quote.pk), now)
    return quote


def expire_quotes(today: date, *, now: datetime) -> int:
    """Mark every quote that ran out before today and was not answered; return how many. Run once a day."""
    # any workspace: a task that works for everybody
    due = Document.objects.filter(kind=DocumentKind.QUOTE, state__in=_WAITING, valid_until__lt=today)
    return due.update(state=DocumentState.EXPIRED, changed_at=now)


@transaction.atomic
def invoice_from_quote(workspace: Workspace, quote_id: int, *, part: Part | str = "all", now: datetime, actor: str = "") -> Document:
    """Begin a draft from an accepted quote: all of it, its deposit, a part in per cent, or the rest.

    "deposit" takes the per cent that the quote asks in advance; "rest" is a final invoice that nets every deposit and milestone issued
    before. Raises UserError when the quote is not accepted, or is invoiced already.
    """
    quote = _locked(workspace, quote_id)
    if quote.state != DocumentState.ACCEPTED:
        raise UserError(_("%(number)s is not accepted yet, so nothing was invoiced. Note the acceptance first.") % {"number": quote.number})
    made = list(quote.invoices.filter(kind__in=(DocumentKind.INVOICE, DocumentKind.FINAL)).exclude(state=DocumentState.CANCELLED))
    if made:
        number = made[0].number or _("a draft")
        raise UserError(_("This quote is invoiced already (%(number)s). Nothing was made anew.") % {"number": number})
    percent = _percent(quote, part)
    if percent is not None:
        return _milestone(workspace, quote, percent, now, actor)
    before = list(quote.invoices.filter(kind=DocumentKind.DEPOSIT).exclude(number="").exclude(state=DocumentState.CANCELLED))
    if quote.invoices.filter(kind=DocumentKind.DEPOSIT, number="").exists():
        raise UserError(_("A deposit invoice of this quote is still a draft. Nothing was made. Issue or delete it first."))
    kind = DocumentKind.FINAL if before else DocumentKind.INVOICE
    lines = [LineInput.of(line).copy() for line in quote.lines.all()]
    invoice = _draft(workspace, quote, kind, lines, now, actor, quote.discount_percent)
    if before:
        invoice.settles.set(before)
        recompute(invoice)
    return invoice


def invoiced_percent(quote: Document) -> Decimal:
    """Return how much of a quote deposits and milestones have asked for so far, in per cent of its net."""
    asked = sum((row.net for row in quote.invoices.filter(kind=DocumentKind.DEPOSIT).exclude(state=DocumentState.CANCELLED)), Decimal(0))
    return asked / quote.net * HUNDRED if quote.net else Decimal(0)


def _percent(quote: Document, part: Part | str) -> Decimal | None:
    if part in {"all", "rest"}:
        return None
    if part == "deposit":
        if not quote.deposit_percent:
            raise UserError(
                _("%(number)s asks for no deposit. Nothing was made. Say how many per cent you want.") % {"number": quote.number}
            )
        return quote.deposit_percent
    try:
        percent = Decimal(str(part))
    except InvalidOperation:
        percent = Decimal(-1)
    if not 0 < percent < HUNDRED:
        raise UserError(_("A part of a quote lies between 0 and 100 %. Nothing was made. Enter another number."))
    return percent


def _milestone(workspace: Workspace, quote: Document, percent: Decimal, now: datetime, actor: str) -> Document:
    """One line a tax rate, so that the deposit has the taxes of what it is for."""
    if invoiced_percent(quote) + percent > HUNDRED:
        raise UserError(_("That would be more than the whole quote. Nothing was made. Choose a smaller part, or the final invoice."))
    groups: dict[Decimal | None, Decimal] = {}
    for line in quote.lines.all():
        groups[line.vat_rate] = groups.get(line.vat_rate, Decimal(0)) + line.net
    with translation.override(quote.language):
        name = _("%(percent)s %% in advance of quote %(number)s") % {"percent": f"{percent.normalize():f}", "number": quote.number}
    off = (HUNDRED - quote.discount_percent) / HUNDRED
    lines = [
        LineInput(name=name, price=round_on_document(percent_of(net * off, percent), quote.currency), vat_rate=rate)
        for rate, net in groups.items()
        if net
    ]
    return _draft(workspace, quote, DocumentKind.DEPOSIT, lines, now, actor, Decimal(0))


def _draft(
    workspace: Workspace, quote: Document, kind: str, lines: Iterable[LineInput], now: datetime, actor: str, discount: Decimal
) -> Document:
    values: dict[str, Any] = {
        "title": "",
        "language": quote.language,
        "currency": quote.currency,
        "purchase_order": quote.purchase_order,
        "buyer_reference": quote.buyer_reference,
        "contract": quote.contract,
        "payment_days": quote.payment_days,
        "discount_percent": discount,
        "withholding_percent": quote.withholding_percent,
        "project_id": quote.project_id,
        "opportunity_id": quote.opportunity_id,
    }
    if quote.tax_note:
        values |= {"tax_case": quote.tax_case, "tax_note": quote.tax_note}
    return new_draft(workspace, kind=kind, client_id=quote.client_id, now=now, lines=lines, actor=actor, quote_id=quote.pk, **values)


def _answer(
    workspace: Workspace, quote_id: int, accepted: bool, name: str, now: datetime, actor: str, address: str, reason: str
) -> Document:
    quote = _locked(workspace, quote_id)
    if not name.strip():
        raise UserError(_("Who said so? Enter the name. Nothing was changed."))
    if quote.state in {DocumentState.ACCEPTED, DocumentState.DECLINED}:
        raise UserError(_("%(number)s was answered already; the first answer stands.") % {"number": quote.number})
    run_out = quote.state == DocumentState.EXPIRED or (quote.valid_until is not None and quote.valid_until < now.date())
    if run_out and accepted:
        raise UserError(_("%(number)s has run out. It was not accepted. Ask for, or make, a new one.") % {"number": quote.number})
    if quote.state not in {*_WAITING, DocumentState.EXPIRED}:
        raise UserError(_("This quote is not issued yet, so there is nothing to answer."))
    QuoteAnswer.objects.create(
        document=quote,
        accepted=accepted,
        name=name.strip()[:200],
        reason=reason.strip()[:5000],
        sha256=quote.frozen.pdf_sha256,
        address=address[:64],
        at=now,
    )
    quote.state = DocumentState.ACCEPTED if accepted else DocumentState.DECLINED
    quote.answered_at = quote.changed_at = now
    quote.save(update_fields=["state", "answered_at", "changed_at"])
    deed = "quote.accepted" if accepted else "quote.declined"
    record(deed, workspace_id=quote.workspace_id, actor=actor or name, target=quote, detail={"name": name[:200]}, at=now, address=address)
    return quote


def _locked(workspace: Workspace, quote_id: int) -> Document:
    rows = Document.objects.for_workspace(workspace).select_for_update(of=("self",))
    quote = rows.filter(pk=quote_id, kind=DocumentKind.QUOTE).first()
    if quote is None:
        raise UserError(_("This quote is not there any more. Nothing was changed."))
    return quote
