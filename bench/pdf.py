"""Setting an invoice as PDF/A-3b: alone, with the e-invoice and its metadata inside, as a picture, and how it grows with the lines."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from bench.measure import growth, milliseconds, rss_mb, summary
from freehold.domain.invoicing import epc
from freehold.domain.invoicing.invoice import CreditTransfer, Invoice, Line, PaymentInstructions, Totals, VatBreakdown
from freehold.domain.invoicing.parties import Address, ContactPerson, Party
from freehold.domain.invoicing.sheet import Sheet
from freehold.integrations.pdf import Attachment, preview, render

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
IBAN = "DE02120300000000202051"
_XML = b'<?xml version="1.0" encoding="UTF-8"?>\n<Invoice>' + b"<Line><Amount>100.00</Amount></Line>\n" * 300 + b"</Invoice>"


def run(n: int) -> dict[str, Any]:
    """Print `n` different invoices (default 60) of three lines in each way, after one warm-up."""
    sheets = [_sheet(number, 3) for number in range(n or 60)]
    enclosed = Attachment(xml=_XML)
    first = milliseconds(lambda: render(_sheet(-1, 3), attachment=None, at=AT))
    render(_sheet(-2, 3), attachment=enclosed, at=AT)
    alone = [milliseconds(lambda sheet=sheet: render(sheet, attachment=None, at=AT)) for sheet in sheets]
    with_xml = [
        milliseconds(lambda sheet=sheet: render(replace(sheet, outro="Thank you."), attachment=enclosed, at=AT)) for sheet in sheets
    ]
    pictures = [milliseconds(lambda sheet=sheet: preview(replace(sheet, outro="Good-bye."))) for sheet in sheets[:20]]
    by_look = {look: _p50([replace(sheet, look=look) for sheet in sheets[:20]]) for look in ("plain", "modern", "letter")}
    return {
        "n": len(sheets),
        "first_ms": round(first, 1),
        "pdf": summary(alone),
        "pdf_a3_with_xml": summary(with_xml),
        "preview": summary(pictures),
        "p50_ms_by_look": by_look,
        "by_lines": growth([3, 50, 500], lambda lines: milliseconds(lambda: render(_sheet(7, lines), attachment=enclosed, at=AT))),
        "rss_mb": rss_mb(),
    }


def _p50(sheets: list[Sheet]) -> float:
    return summary([milliseconds(lambda sheet=sheet: render(sheet, attachment=None, at=AT)) for sheet in sheets])["p50_ms"]


def _sheet(number: int, lines: int) -> Sheet:
    """An invented invoice; every number makes another one, so that nothing is remembered between two."""
    price = Decimal(100 + number)
    rows = tuple(
        Line(
            id=str(place),
            quantity=Decimal(2),
            unit="HUR",
            net=2 * price,
            name=f"Translation, part {place} of order {number}",
            price=price,
            vat_category="S",
            vat_rate=Decimal(19),
            description="Two rounds of corrections, delivered as a text document with comments.",
        )
        for place in range(lines)
    )
    net = 2 * price * lines
    tax = (net * 19 / 100).quantize(Decimal("0.01"))
    seller = Party(
        name="Mara Lindqvist",
        address=Address(line1="Kastanienallee 14", postcode="10435", city="Berlin", country="DE"),
        vat_id="DE136695976",
        contact=ContactPerson(email="mara@lindqvist.example", phone="+49 30 5550142"),
    )
    buyer = Party(name=f"Verlag {number} GmbH", address=Address(line1="Speicherstraße 7", postcode="20457", city="Hamburg", country="DE"))
    invoice = Invoice(
        number=f"2026-{number:04}",
        issue_date=date(2026, 11, 22),
        due_date=date(2026, 12, 6),
        currency="EUR",
        seller=seller,
        buyer=buyer,
        lines=rows,
        vat=(VatBreakdown(taxable=net, tax=tax, category="S", rate=Decimal(19)),),
        totals=Totals(line_net=net, tax_exclusive=net, tax=tax, tax_inclusive=net + tax, due=net + tax),
        payment=(PaymentInstructions(means_code="58", transfers=(CreditTransfer(account=IBAN, name="Mara Lindqvist"),)),),
    )
    code = epc.payload(name="Mara Lindqvist", iban=IBAN, amount=net + tax, text=invoice.number)
    return Sheet(kind="invoice", invoice=invoice, language="de", epc=code, payment_url="https://pay.example/i/1")
