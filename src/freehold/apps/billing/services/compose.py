"""From a stored document to what leaves: the invoice by the terms of EN 16931."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_decimal
from django.utils import translation
from django.utils.translation import gettext as _

from freehold.apps.billing.models import Attachment, BillingSettings, Document, DocumentKind, EInvoice, Line
from freehold.apps.billing.selectors.settings import billing_settings, vat_currency
from freehold.apps.billing.services.parties import buyer, seller
from freehold.apps.billing.services.rates import rates_on
from freehold.apps.clients.types import Client
from freehold.domain.invoicing import invoice as terms
from freehold.domain.invoicing.parties import Delivery
from freehold.domain.invoicing.reference import make_reference
from freehold.domain.invoicing.settlement import Deposit, final_invoice, machine_terms
from freehold.domain.invoicing.totals import NO_TOTALS, Exemption, percentage_off, totalled
from freehold.domain.money.exchange import ExchangeRates
from freehold.domain.money.rounding import percent_of, round_on_document
from freehold.kit.design.formats import money, reader_locale
from freehold.kit.scoping.ref import Workspace

ZERO = Decimal(0)
PROVISIONAL = "00000000"  # stands for a number while none is taken
OUTSIDE_SCOPE = "O"
XRECHNUNG = (EInvoice.XRECHNUNG_CII, EInvoice.XRECHNUNG_UBL)


@dataclass(frozen=True, slots=True)
class Papers:
    """Everything that a paper is composed of, read once. `deposits` are the invoices that a final one nets."""

    document: Document
    client: Client
    settings: BillingSettings
    lines: Sequence[Line]
    attachments: Sequence[Attachment] = ()
    deposits: Sequence[Document] = ()
    corrects: Document | None = None

    @property
    def is_quote(self) -> bool:
        """Whether it is a quote, which no e-invoice is made of."""
        return self.document.kind == DocumentKind.QUOTE

    @property
    def is_credit(self) -> bool:
        """Whether it is a credit note."""
        return self.document.kind == DocumentKind.CREDIT_NOTE


@dataclass(frozen=True, slots=True)
class Composed:
    """The invoice of a paper, and what comes off or is said beside the terms of the standard."""

    invoice: terms.Invoice
    withheld: Decimal = ZERO
    prepaid: Decimal = ZERO
    early: str = ""
    rate: Decimal | None = None
    rate_on: date | None = None

    @property
    def payable(self) -> Decimal:
        """What is to be paid: the amount due less what the client withholds."""
        return self.invoice.totals.due - self.withheld


def papers_of(document: Document, settings: BillingSettings | None = None) -> Papers:
    """Read what a paper is composed of."""
    return Papers(
        document=document,
        client=document.client,
        settings=settings or billing_settings(document.workspace_id),
        lines=list(document.lines.all()),
        attachments=list(document.attachments.all()),
        deposits=list(document.settles.order_by("issue_date", "pk")) if document.kind == DocumentKind.FINAL else [],
        corrects=document.corrects,
    )


def read_papers(workspace: Workspace, document_id: int) -> Papers | None:
    """Read the papers of one document of this workspace, or None when there is none of that id."""
    rows = Document.objects.for_workspace(workspace).select_related("client")
    found = rows.filter(pk=document_id).first()
    return papers_of(found) if found else None


def compose(papers: Papers, *, number: str = "", on: date, rates: ExchangeRates | None = None) -> Composed:
    """Return the invoice as it would be issued on a day, with its totals.

    Without a `number` the document's own is taken, or a placeholder while it has none; without an issue date of its own the
    document is dated `on`. `rates` default to the bundled table of the European Central Bank for that day.
    Raises UserError for lines whose tax cannot stand.
    """
    document = papers.document
    day = document.issue_date or on
    home = papers.settings.workspace.currency
    vat_in = "" if papers.is_quote else vat_currency(papers.settings, document.currency)
    table = rates or (rates_on(day) if vat_in or document.currency != home else None)
    with translation.override(document.language):
        draft = _draft(papers, number or document.number or PROVISIONAL, day)
        if table and vat_in and table.knows(vat_in) and table.knows(document.currency) and not _outside(draft.lines):
            draft = replace(draft, vat_currency=vat_in)
        exchange = table.rate(document.currency, vat_in) if table and draft.vat_currency else None
        whole = _totalled(papers, draft, exchange)
        withheld = round_on_document(percent_of(whole.totals.tax_exclusive, document.withholding_percent), document.currency)
        whole = replace(whole, notes=_notes(papers, whole, withheld, exchange, table))
        early = _early_words(papers, day)
    converts = table is not None and home != document.currency and table.knows(home) and table.knows(document.currency)
    return Composed(
        invoice=whole,
        withheld=withheld,
        prepaid=sum((row.gross for row in papers.deposits), ZERO),
        early=early,
        rate=table.rate(document.currency, home) if table and converts else None,
        rate_on=table.as_of if table and converts else None,
    )


def due_date(document: Document, on: date) -> date | None:
    """Return until when a paper of that day is to be paid; None for quotes and credit notes."""
    if document.kind in {DocumentKind.QUOTE, DocumentKind.CREDIT_NOTE}:
        return None
    return document.due_date or on + timedelta(days=document.payment_days or 0)


def _draft(papers: Papers, number: str, on: date) -> terms.Invoice:
    document, settings = papers.document, papers.settings
    lines = tuple(_line(line, document.currency) for line in papers.lines)
    outside = _outside(lines)
    needs_delivery = any(line.vat_category == "K" for line in lines)
    files = [
        terms.SupportingDocument(reference=row.name, filename=row.name, mime=row.mime, content=bytes(row.content))
        for row in papers.attachments
    ]
    day, period = _when(document, on)
    bought = buyer(papers.client, outside=outside)
    return terms.Invoice(
        number=number,
        issue_date=on,
        currency=document.currency,
        type_code=_type_code(papers),
        seller=seller(settings, outside=outside),
        buyer=bought,
        due_date=due_date(document, on),
        buyer_reference=document.buyer_reference or (papers.client.number if settings.einvoice == EInvoice.PEPPOL else ""),
        purchase_order=document.purchase_order,
        contract_reference=document.contract,
        preceding=_preceding(papers),
        payment=_payment(papers, number),
        payment_terms=_payment_terms(papers, on),
        delivery_date=day,
        period=period,
        delivery=Delivery(address=bought.address) if needs_delivery and bought.address else None,
        lines=lines,
        vat=(),
        totals=NO_TOTALS,
        documents=tuple(files),
    )


def _outside(lines: Sequence[terms.Line]) -> bool:
    return any(line.vat_category == OUTSIDE_SCOPE for line in lines)


def _totalled(papers: Papers, draft: terms.Invoice, exchange: Decimal | None) -> terms.Invoice:
    exemptions: dict[str, Exemption] = {}
    for line in papers.lines:
        if line.exemption_reason or line.exemption_code:
            exemptions.setdefault(line.vat_category, Exemption(line.exemption_reason, line.exemption_code))
    whole = totalled(replace(draft, vat_currency=""), exemptions=exemptions)
    if papers.document.discount_percent:
        off = percentage_off(whole.lines, papers.document.discount_percent, currency=draft.currency, reason=_("Discount"))
        whole = totalled(replace(whole, allowances=off), exemptions=exemptions)
    if papers.deposits:
        whole = _netted(papers, whole)
    if not draft.vat_currency:
        return whole
    in_two = replace(whole, vat_currency=draft.vat_currency)
    return totalled(in_two, rounding=whole.totals.rounding, exemptions=exemptions, vat_exchange=exchange)


def _line(line: Line, currency: str) -> terms.Line:
    allowances: tuple[terms.AllowanceCharge, ...] = ()
    if line.discount_percent:
        base = round_on_document(line.quantity * line.price, currency)
        off = round_on_document(percent_of(base, line.discount_percent), currency)
        reason = _("Discount")
        allowances = (
            terms.AllowanceCharge(is_charge=False, amount=off, base=base, percent=line.discount_percent, reason=reason, reason_code="95"),
        )
    period = terms.Period(start=line.service_from, end=line.service_to) if line.service_from or line.service_to else None
    return terms.Line(
        id=str(line.position),
        name=line.name,
        description=line.description,
        quantity=plain(line.quantity),
        unit=line.unit,
        price=plain(line.price),
        net=ZERO,
        vat_category=line.vat_category or OUTSIDE_SCOPE,
        vat_rate=line.vat_rate,
        allowances=allowances,
        period=period,
    )


def _netted(papers: Papers, whole: terms.Invoice) -> terms.Invoice:
    """Take off what was asked for in advance, so that its VAT comes off with it and all papers together ask for the whole."""
    deposits = []
    for row in papers.deposits:
        asked = compose(papers_of(row, papers.settings), on=row.issue_date or whole.issue_date).invoice
        deposits.append(Deposit(row.number, asked.issue_date, asked.vat, asked.totals.tax_inclusive))

    def label(deposit: Deposit) -> str:
        day = format_date(deposit.issue_date, "long", locale=reader_locale())
        return _("Less deposit invoice %(number)s of %(day)s") % {"number": deposit.number, "day": day}

    return final_invoice(whole, deposits, label=label)


def plain(value: Decimal) -> Decimal:
    """Return the number without the zeros that the database adds."""
    short = value.normalize()
    return short if short.as_tuple().exponent in range(-60, 1) else short.quantize(Decimal(1))


def _type_code(papers: Papers) -> str:
    if papers.is_credit:
        return terms.CREDIT_NOTE
    if papers.document.kind == DocumentKind.DEPOSIT:
        # XRechnung knows no prepayment invoice (386) but a partial one.
        return terms.PARTIAL_INVOICE if papers.settings.einvoice in XRECHNUNG else terms.PREPAYMENT_INVOICE
    return terms.INVOICE


def _preceding(papers: Papers) -> tuple[terms.PrecedingInvoice, ...]:
    row = papers.corrects
    return (terms.PrecedingInvoice(number=row.number, issue_date=row.issue_date),) if row and row.number else ()


def _when(document: Document, on: date) -> tuple[date | None, terms.Period | None]:
    """Return the day of the supply (BT-72) or its period (BG-14); an invoice that says neither was done on its own day."""
    start, end = document.service_from, document.service_to
    if start and end and start != end:
        return None, terms.Period(start=start, end=end)
    if start or end:
        return start or end, None
    supplied = document.kind in {DocumentKind.INVOICE, DocumentKind.FINAL}
    return (on if supplied else None), None


def _payment(papers: Papers, number: str) -> tuple[terms.PaymentInstructions, ...]:
    settings = papers.settings
    if papers.is_quote:
        return ()
    if not settings.iban:
        words = " ".join(settings.other_account.split()) or _("As agreed")
        return (terms.PaymentInstructions(means_code="1", means_text=words[:200], remittance=number),)
    account = terms.CreditTransfer(account=settings.iban.replace(" ", ""), name=settings.account_holder or settings.name, bic=settings.bic)
    sepa = papers.document.currency == "EUR"
    remittance = number if number == PROVISIONAL else make_reference(number)
    return (terms.PaymentInstructions(means_code="58" if sepa else "30", remittance=remittance, transfers=(account,)),)


def _payment_terms(papers: Papers, on: date) -> str:
    due = due_date(papers.document, on)
    if due is None:
        return ""
    words = _("Payable by %(day)s.") % {"day": format_date(due, "long", locale=reader_locale())} if due > on else _("Payable at once.")
    early = _early_words(papers, on)
    document = papers.document
    if early and papers.settings.einvoice in XRECHNUNG:
        # The way in which German public bodies read an early-payment discount (BR-DE-18): its own line, closed by a line break.
        return f"{words}\n{machine_terms(document.early_percent or ZERO, document.early_days or 0)}"
    return f"{words} {early}".strip()


def _early_words(papers: Papers, on: date) -> str:
    document = papers.document
    if not document.early_percent or not document.early_days or due_date(document, on) is None:
        return ""
    day = format_date(on + timedelta(days=document.early_days), "long", locale=reader_locale())
    percent = format_decimal(document.early_percent, locale=reader_locale())
    return _("%(percent)s %% discount when paid by %(day)s.") % {"percent": percent, "day": day}


def _notes(
    papers: Papers, whole: terms.Invoice, withheld: Decimal, exchange: Decimal | None, table: ExchangeRates | None
) -> tuple[terms.Note, ...]:
    document = papers.document
    texts = [document.intro.strip(), document.outro.strip()]
    if withheld:
        words = _("Withheld tax of %(percent)s %%: %(withheld)s. To be paid: %(payable)s.")
        texts.append(
            words
            % {
                "percent": format_decimal(document.withholding_percent, locale=reader_locale()),
                "withheld": money(withheld, document.currency, locale=reader_locale()),
                "payable": money(whole.totals.due - withheld, document.currency, locale=reader_locale()),
            }
        )
    if exchange and table and whole.totals.tax_in_vat_currency is not None:
        words = _("VAT: %(tax)s, at the reference rate of the European Central Bank of %(day)s: 1 %(from)s = %(rate)s %(to)s.")
        texts.append(
            words
            % {
                "tax": money(whole.totals.tax_in_vat_currency, whole.vat_currency, locale=reader_locale()),
                "day": format_date(table.as_of, "long", locale=reader_locale()),
                "from": document.currency,
                "to": whole.vat_currency,
                "rate": f"{exchange:.5f}",
            }
        )
    return tuple(terms.Note(text=text) for text in texts if text)
