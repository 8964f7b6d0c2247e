"""From a composed invoice to the sheet that is printed: the look, the letter around the lines, the payment code."""

from __future__ import annotations

import re
from dataclasses import replace

from django.utils import translation
from django.utils.translation import gettext as _

from freehold.apps.billing.models import BillingSettings, Document, DocumentKind
from freehold.apps.billing.services.compose import PROVISIONAL, Composed, Papers
from freehold.domain.errors import UserError
from freehold.domain.invoicing import epc
from freehold.domain.invoicing.reference import make_reference
from freehold.domain.invoicing.sheet import Kind, Sheet, Watermark, Withholding
from freehold.domain.tax.withholding import propose_withholding

_KINDS: dict[str, Kind] = {
    DocumentKind.QUOTE: "quote",
    DocumentKind.INVOICE: "invoice",
    DocumentKind.DEPOSIT: "deposit",
    DocumentKind.FINAL: "final",
    DocumentKind.CREDIT_NOTE: "credit_note",
}


def sheet_of(papers: Papers, composed: Composed, *, watermark: Watermark = "", payment_url: str = "", accept_url: str = "") -> Sheet:
    """Return the paper as it is printed. What stands elsewhere on the sheet (greeting, terms) is not repeated in its notes."""
    document, settings, invoice = papers.document, papers.settings, composed.invoice
    said = {document.intro.strip(), document.outro.strip()}
    printed = replace(invoice, payment_terms="", notes=tuple(note for note in invoice.notes if note.text not in said))
    return Sheet(
        kind=_KINDS[document.kind],
        invoice=printed,
        language=document.language,
        look=settings.look,  # type: ignore[arg-type]  # a choice of the model, which has the same three
        colour=settings.colour or "#1f5f5b",
        logo=bytes(settings.logo or b""),
        title=document.title,
        letterhead=tuple(line.strip() for line in settings.letterhead.splitlines() if line.strip()),
        footer=columns(settings.footer),
        intro=document.intro,
        outro=document.outro,
        withholding=_withholding(papers, composed),
        early_discount=composed.early,
        valid_until=document.valid_until if papers.is_quote else None,
        epc=payment_code(document, settings, composed),
        payment_url=payment_url,
        accept_url=accept_url,
        watermark=watermark,
    )


def payment_code(document: Document, settings: BillingSettings, composed: Composed) -> str:
    """Return the payload of the payment code; "" where no bank could read one (no IBAN, not euros, nothing to pay)."""
    asks = document.kind in {DocumentKind.INVOICE, DocumentKind.DEPOSIT, DocumentKind.FINAL}
    if not asks or not settings.iban or composed.payable <= 0 or document.currency != "EUR":
        return ""
    number = composed.invoice.number
    reference = "" if number == PROVISIONAL else make_reference(number)
    try:
        return epc.payload(
            name=settings.account_holder or settings.name,
            iban=settings.iban,
            bic=settings.bic,
            amount=composed.payable,
            reference=reference,
            text="" if reference else number,
        )
    except UserError:
        # The settings page complains about the account; a paper without the code is still a paper.
        return ""


def _withholding(papers: Papers, composed: Composed) -> Withholding | None:
    if not composed.withheld:
        return None
    usual = propose_withholding(
        papers.settings.country,
        papers.client.country,
        on=composed.invoice.issue_date,
        buyer_is_business=papers.client.is_business,
    )
    percent = papers.document.withholding_percent
    with translation.override(papers.document.language):
        unnamed = _("Withheld tax")
    label = next((one.label for one in usual if one.percent == percent), usual[0].label if usual else unnamed)
    return Withholding(label=label, amount=composed.withheld, rate=percent)


def columns(footer: str) -> tuple[tuple[str, ...], ...]:
    """Read the columns of the footer: parted by an empty line, at most four."""
    parts = re.split(r"\n\s*\n", footer.replace("\r\n", "\n").strip())
    return tuple(tuple(line.strip() for line in part.splitlines() if line.strip()) for part in parts if part.strip())[:4]
