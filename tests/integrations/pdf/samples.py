"""Invented documents that the tests of the sheets print."""

from dataclasses import replace
from datetime import date
from decimal import Decimal as D

from freehold.domain.invoicing import epc
from freehold.domain.invoicing.invoice import CreditTransfer, Invoice, Line, PaymentInstructions, Period, Totals, VatBreakdown
from freehold.domain.invoicing.parties import Address, ContactPerson, Identifier, Party
from freehold.domain.invoicing.sheet import Row, Sheet

IBAN = "DE02120300000000202051"
SELLER = Party(
    name="Mara Lindqvist",
    trading_name="Studio Lindqvist",
    address=Address(line1="Kastanienallee 14", postcode="10435", city="Berlin", country="DE"),
    vat_id="DE136695976",
    tax_number="31/415/92653",
    contact=ContactPerson(name="Mara Lindqvist", phone="+49 30 5550142", email="mara@lindqvist.example"),
)
BUYER = Party(
    name="Nordwind Verlag GmbH",
    address=Address(line1="Speicherstraße 7", line2="3. Etage", postcode="20457", city="Hamburg", country="DE"),
    identifiers=(Identifier(value="K-1042"),),
    contact=ContactPerson(name="Jonas Petersen"),
)
LINES = (
    Line(
        id="1", quantity=D("12.5"), unit="HUR", net=D("1187.50"), name="Redaktion und Lektorat", price=D("95.00"), vat_category="S",
        vat_rate=D(19), description="Durchsicht des Manuskripts „Gezeiten“, Kapitel 1 bis 9, mit Anmerkungen in zwei Durchgängen.",
        period=Period(start=date(2026, 11, 2), end=date(2026, 11, 13)),
    ),
    Line(id="2", quantity=D(3), unit="DAY", net=D("2280.00"), name="Gestaltung der Reihe", price=D("760.00"), vat_category="S", vat_rate=D(19)),
    Line(
        id="3", quantity=D(40), unit="H87", net=D("380.00"), name="Gedruckte Leseexemplare", price=D("9.50"), vat_category="S",
        vat_rate=D(7), seller_item_id="LX-40",
    ),
)  # fmt: skip
INVOICE = Invoice(
    number="2026-0042",
    issue_date=date(2026, 11, 22),
    due_date=date(2026, 12, 6),
    currency="EUR",
    seller=SELLER,
    buyer=BUYER,
    lines=LINES,
    period=Period(start=date(2026, 11, 2), end=date(2026, 11, 20)),
    buyer_reference="PO/2026/118",
    vat=(
        VatBreakdown(taxable=D("3467.50"), tax=D("658.83"), category="S", rate=D(19)),
        VatBreakdown(taxable=D("380.00"), tax=D("26.60"), category="S", rate=D(7)),
    ),
    totals=Totals(line_net=D("3847.50"), tax_exclusive=D("3847.50"), tax=D("685.43"), tax_inclusive=D("4532.93"), due=D("4532.93")),
    payment=(
        PaymentInstructions(
            means_code="58",
            remittance="RF49 2026 0042",
            transfers=(CreditTransfer(account=IBAN, name="Mara Lindqvist", bic="BYLADEM1001"),),
        ),
    ),
    payment_terms="Bitte zahlen Sie innerhalb von 14 Tagen ohne Abzug.",
)
LOGO = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 64"><circle cx="32" cy="32" r="28" fill="#1f5f5b"/>'
    b'<path d="M20 42V20h6v17h14v5z" fill="#fff"/><rect x="76" y="20" width="150" height="10" rx="5" fill="#1f5f5b"/>'
    b'<rect x="76" y="38" width="96" height="8" rx="4" fill="#9bb9b6"/></svg>'
)
GERMAN = Sheet(
    kind="invoice",
    invoice=INVOICE,
    language="de",
    intro="Guten Tag Herr Petersen,\n\nvielen Dank für die Zusammenarbeit. Hier ist die Rechnung für November.",
    outro="Herzliche Grüße\nMara Lindqvist",
    epc=epc.payload(name="Mara Lindqvist", iban=IBAN, bic="BYLADEM1001", amount=D("4532.93"), text="2026-0042"),
    payment_url="https://pay.lindqvist.example/i/2026-0042",
)


def with_lines(number: int) -> Sheet:
    """A sheet with so many lines."""
    lines = tuple(replace(LINES[place % 3], id=str(place + 1), name=f"{LINES[place % 3].name} {place + 1}") for place in range(number))
    return replace(GERMAN, invoice=replace(INVOICE, lines=lines))


def quote() -> Sheet:
    """A quote in British English to a client abroad, reverse charge."""
    lines = tuple(replace(line, vat_category="AE", vat_rate=D(0)) for line in LINES[:2])
    invoice = replace(
        INVOICE, number="Q-2026-017", due_date=None, period=None, lines=lines, payment=(), payment_terms="",
        buyer=Party(name="Harbour & Finch Ltd", vat_id="IE6388047V", address=Address(line1="12 Quay Street", city="Dublin", postcode="D02 X285", country="IE")),
        vat=(VatBreakdown(taxable=D("3467.50"), tax=D(0), category="AE", rate=D(0)),),
        totals=Totals(line_net=D("3467.50"), tax_exclusive=D("3467.50"), tax=D(0), tax_inclusive=D("3467.50"), due=D("3467.50")),
    )  # fmt: skip
    return Sheet(
        kind="quote", invoice=invoice, language="en", look="modern", valid_until=date(2026, 12, 20), colour="#7a3e9d",
        accept_url="https://lindqvist.example/q/2026-017", intro="Thank you for asking. This is what I propose.", watermark="PREVIEW",
    )  # fmt: skip


def reminder() -> Sheet:
    """A second reminder with interest."""
    rows = (
        Row(text="Rechnung 2026-0042", day=date(2026, 11, 22), detail="fällig am 06.12.2026", amount=D("4532.93")),
        Row(text="Verzugszinsen", detail="11,27 % im Jahr, 21 Tage", day=date(2026, 12, 27), amount=D("29.39")),
        Row(text="Pauschale nach § 288 Abs. 5 BGB", day=date(2026, 12, 27), amount=D("40.00")),
    )
    return replace(GERMAN, kind="reminder", look="letter", title="2. Mahnung", rows=rows, invoice=replace(INVOICE, lines=()), epc="")


def statement() -> Sheet:
    """A statement of account in English for an American client."""
    usa = Party(
        name="Prairie Post Inc.", address=Address(line1="88 Wabash Ave", city="Chicago", region="IL", postcode="60601", country="US")
    )
    rows = (
        Row(text="Brought forward", day=date(2026, 9, 30), balance=D("1200.00")),
        Row(text="Invoice 2026-0031", day=date(2026, 10, 2), amount=D("2500.00"), balance=D("3700.00")),
        Row(text="Payment, thank you", detail="Wire transfer", day=date(2026, 10, 20), paid=D("3700.00"), balance=D("0.00")),
        Row(text="Invoice 2026-0040", day=date(2026, 11, 12), amount=D("980.00"), balance=D("980.00")),
    )
    invoice = replace(INVOICE, number="S-7", currency="USD", buyer=usa, lines=(), vat=(), due_date=None, payment_terms="", payment=())
    return Sheet(kind="statement", invoice=invoice, language="en", rows=rows)
