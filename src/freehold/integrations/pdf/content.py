"""A sheet as the tree of finished texts that the templates lay out; nothing in it is ever run."""

from __future__ import annotations

from typing import Any

from freehold.domain.invoicing.sheet import Sheet
from freehold.integrations.pdf import parties
from freehold.integrations.pdf.colours import palette
from freehold.integrations.pdf.desk import CLAIMS, Desk, set_up
from freehold.integrations.pdf.lines import table
from freehold.integrations.pdf.logo import Logo, read_logo
from freehold.integrations.pdf.payment import payment
from freehold.integrations.pdf.sums import sums
from freehold.integrations.pdf.text import clean, everywhere, paragraphs

LOOKS = ("plain", "modern", "letter")
_NORTH_AMERICA = frozenset({"US", "CA"})
#: Keys under which no prose stands: pictures, addresses of links, files.
RAW = frozenset({"logo", "qr", "href", "attachment", "colours", "page_of"})


def content(sheet: Sheet) -> dict[str, Any]:
    """Return everything that the templates print, in the client's language. Raises UserError for a logo that cannot be read."""
    desk = set_up(sheet)
    invoice, word = sheet.invoice, desk.word
    # A paper always says what it is: only letters about papers are called as their writer likes.
    free = sheet.kind in {"reminder", "statement"}
    title = (free and sheet.title) or desk.titled("title")
    tree = {
        "look": sheet.look if sheet.look in LOOKS else "plain",
        "paper": _paper(desk),
        "lang": desk.write.locale.language,
        "region": desk.write.locale.territory or "",
        "colours": palette(sheet.colour),
        "logo": _picture(read_logo(sheet.logo)) if sheet.logo else None,
        "title": title,
        "number": invoice.number,
        "subject": "" if free else sheet.title,
        "labels": {"to": word["to"], "from": word["from"]},
        "sender": parties.sender(desk),
        "recipient": parties.recipient(desk),
        "facts": facts(desk),
        "watermark": word[f"watermark.{sheet.watermark}"] if sheet.watermark else "",
        "intro": paragraphs(sheet.intro),
        "table": table(desk),
        "sums": sums(desk),
        "payment": payment(desk),
        "terms": _terms(desk),
        "outro": paragraphs(sheet.outro),
        "footer": parties.footer(desk),
        "page_of": word["page"],
        "summary": f"{title} {invoice.number} · {invoice.seller.trading_name or invoice.seller.name}",
        "attachment": None,
    }
    cleaned: dict[str, Any] = everywhere(tree, clean, but=RAW)
    return cleaned


def facts(desk: Desk) -> list[list[str]]:
    """Return the labels and values that a bookkeeper looks for first."""
    invoice, word, write, sheet = desk.invoice, desk.word, desk.write, desk.sheet
    supplied = write.period(invoice.period) if invoice.period else ""
    if not supplied and invoice.delivery_date:
        supplied = write.short_day(invoice.delivery_date)
    preceding = ", ".join(
        f"{before.number} ({write.short_day(before.issue_date)})" if before.issue_date else before.number for before in invoice.preceding
    )
    due = invoice.due_date if sheet.kind in CLAIMS else None
    named = [
        (desk.titled("number"), invoice.number),
        (word["date"], write.short_day(invoice.issue_date)),
        (word["period" if invoice.period and invoice.period.start != invoice.period.end else "supplied"], supplied),
        (word["was_due" if due and sheet.kind == "reminder" and due < invoice.issue_date else "due"], write.short_day(due) if due else ""),
        (word["valid_until"], write.short_day(sheet.valid_until) if sheet.valid_until else ""),
        (word["preceding"], preceding),
        (word["reference"], invoice.buyer_reference),
        (word["order"], invoice.purchase_order),
        (word["contract"], invoice.contract_reference),
        (word["project"], invoice.project_reference),
        (word["customer"], invoice.buyer.identifiers[0].value if invoice.buyer.identifiers else ""),
        (word["your_vat_id"], invoice.buyer.vat_id),
        (word["deliver"], parties.delivered_to(desk)),
    ]
    return [[label, value] for label, value in named if value]


def _terms(desk: Desk) -> list[str]:
    """Return the sentences under the sums: terms of payment, the early discount, the notes of the invoice."""
    sentences = [*desk.invoice.payment_terms.splitlines(), *desk.sheet.early_discount.splitlines()]
    for note in desk.invoice.notes:
        sentences += note.text.splitlines()
    return [sentence for sentence in sentences if sentence.strip()]


def _paper(desk: Desk) -> str:
    if desk.sheet.paper:
        return desk.sheet.paper
    address = desk.invoice.buyer.address or desk.invoice.seller.address
    return "us-letter" if address and address.country in _NORTH_AMERICA else "a4"


def _picture(logo: Logo) -> dict[str, Any]:
    return {"svg": logo.svg, "ratio": logo.ratio}
