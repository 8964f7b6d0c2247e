"""Makes up invoices over all tax cases, currencies and corners of EN 16931; the same seed gives the same ones."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from freehold.domain.invoicing import invoice as terms
from freehold.domain.invoicing.invoice import (
    AllowanceCharge,
    Classification,
    CreditTransfer,
    Invoice,
    ItemAttribute,
    Line,
    Note,
    PaymentInstructions,
    Period,
    PrecedingInvoice,
    SupportingDocument,
)
from freehold.domain.invoicing.parties import Address, ContactPerson, Delivery, Identifier, Party, Payee, TaxRepresentative
from freehold.domain.invoicing.totals import NO_TOTALS, totalled
from freehold.domain.money.rounding import percent_of, round_on_document
from freehold.integrations.einvoice.writing import ProfileName

PROFILES: tuple[ProfileName, ...] = ("en16931", "xrechnung", "peppol")
CASES = ("S", "S+S", "S+Z+E", "Z", "E", "AE", "K", "G", "O")
CURRENCIES = ("EUR", "USD", "GBP", "CHF", "SEK", "PLN", "HUF", "CZK", "JPY", "KWD")
_RATES = ("19", "7", "20", "5.5", "25", "25.5", "21", "8.1", "10", "24")
_WORDS = ("Translation", "Überarbeitung", "Website & shop", "Fotografie <Innenräume>", "Conseil «été»", "Бухгалтерия", "設計", 'Review "B"')
_UNITS = ("HUR", "DAY", "C62", "XPP", "MON", "KMT")
_START = date(2025, 1, 1)


def invoices(count: int, seed: int) -> Iterator[Invoice]:
    """Yield `count` invoices; every tax case meets every currency."""
    chance = random.Random(seed)
    for number in range(count):
        yield _invoice(chance, number, CASES[number % len(CASES)], CURRENCIES[number // len(CASES) % len(CURRENCIES)])


def profile_for(number: int, invoice: Invoice) -> ProfileName:
    """Return a profile in turn; XRechnung knows no prepayment invoice."""
    profile = PROFILES[number % len(PROFILES)]
    return "en16931" if profile == "xrechnung" and invoice.type_code == terms.PREPAYMENT_INVOICE else profile


def _invoice(chance: random.Random, number: int, case: str, currency: str) -> Invoice:
    day = _START + timedelta(days=chance.randrange(700))
    rates = chance.sample(_RATES, 2)
    type_code = chance.choice((terms.INVOICE,) * 6 + (terms.CREDIT_NOTE, terms.CORRECTED_INVOICE, terms.PREPAYMENT_INVOICE))
    lines = tuple(_line(chance, position, case, currency, rates, day) for position in range(chance.randint(1, 7)))
    paid = Decimal(chance.randrange(0, 2000)) / 100 if chance.random() < 0.3 and currency != "JPY" else Decimal(0)
    made = Invoice(
        number=f"{day.year}-{number:05}",
        issue_date=day,
        currency=currency,
        type_code=type_code,
        due_date=day + timedelta(days=14),
        seller=_seller(case),
        buyer=_buyer(chance, case),
        lines=lines,
        vat=(),
        totals=NO_TOTALS,
        allowances=tuple(_document_allowance(chance, lines, currency) for _ in range(chance.choice((0, 0, 0, 1, 2)))),
        notes=tuple(Note(text=f"Thank you, {word}.", subject=chance.choice(("", "AAI"))) for word in _WORDS[: chance.randrange(3)]),
        preceding=(PrecedingInvoice(number="2024-00017", issue_date=_START),) if type_code != terms.INVOICE else (),
        payment=_payment(chance, number),
        payment_terms="Within 14 days" if chance.random() < 0.5 else "",
        buyer_reference="04011000-12345-34",
        purchase_order="PO-7" if chance.random() < 0.3 else "",
        sales_order="SO-8" if chance.random() < 0.2 else "",
        contract_reference="C-9" if chance.random() < 0.2 else "",
        project_reference="Project 5" if chance.random() < 0.2 else "",
        tender_reference="T-1" if chance.random() < 0.1 else "",
        object_identifier=Identifier(value="Object 3", scheme="ABZ") if chance.random() < 0.1 else None,
        accounting_reference="4400" if chance.random() < 0.2 else "",
        tax_point_code=chance.choice(("", "", "3", "35", "432")),
        delivery_date=day - timedelta(days=3) if case == "K" or chance.random() < 0.5 else None,
        delivery=_delivery(chance) if case == "K" or chance.random() < 0.2 else None,
        period=Period(start=day.replace(day=1), end=day) if chance.random() < 0.3 else None,
        payee=Payee(name="Factoring Ltd", identifier=Identifier(value="F-1")) if chance.random() < 0.1 else None,
        tax_representative=_representative() if case != "O" and chance.random() < 0.1 else None,
        documents=_documents(chance),
    )
    made = _in_vat_currency(chance, made) if case != "O" and currency != "EUR" else made
    rate = Decimal("0.9137") if made.vat_currency else None
    return totalled(made, paid=paid, rounding=Decimal("0.01") if chance.random() < 0.1 and currency != "JPY" else None, vat_exchange=rate)


def _in_vat_currency(chance: random.Random, made: Invoice) -> Invoice:
    return replace(made, vat_currency="EUR") if chance.random() < 0.5 else made


def _category(chance: random.Random, case: str, rates: list[str]) -> tuple[str, Decimal | None]:
    category = chance.choice(case.split("+"))
    if category == "O":
        return "O", None
    return category, Decimal(chance.choice(rates) if case == "S+S" else rates[0]) if category == "S" else Decimal(0)


def _line(chance: random.Random, position: int, case: str, currency: str, rates: list[str], day: date) -> Line:
    category, rate = _category(chance, case, rates)
    quantity = Decimal(chance.randrange(1, 40_000)) / chance.choice((1, 10, 100, 1000, 10_000))
    price = Decimal(chance.randrange(0, 2_000_000)) / chance.choice((100, 1000, 10_000))
    base = Decimal(chance.choice((10, 100, 1000))) if chance.random() < 0.1 else None
    discount = round(price * Decimal("0.1"), 4) if chance.random() < 0.2 else None
    return Line(
        id=str(position + 1),
        quantity=-quantity if position and chance.random() < 0.15 else quantity,
        unit=chance.choice(_UNITS),
        net=Decimal(0),
        name=chance.choice(_WORDS),
        price=price,
        vat_category=category,
        vat_rate=rate,
        price_base=base,
        price_discount=discount,
        gross_price=price + discount if discount is not None else None,
        description="Two lines\nof text" if chance.random() < 0.2 else "",
        note="As agreed" if chance.random() < 0.1 else "",
        order_line="3" if chance.random() < 0.1 else "",
        accounting_reference="4401" if chance.random() < 0.1 else "",
        period=Period(start=day - timedelta(days=20), end=day) if chance.random() < 0.2 else None,
        allowances=tuple(_line_allowance(chance, currency) for _ in range(chance.choice((0, 0, 0, 1, 2)))),
        seller_item_id="A-1" if chance.random() < 0.2 else "",
        buyer_item_id="B-1" if chance.random() < 0.1 else "",
        standard_item_id=Identifier(value="4012345678901", scheme="0160") if chance.random() < 0.1 else None,
        classifications=(Classification(code="81112", list_id="STI"),) if chance.random() < 0.1 else (),
        origin_country="DE" if chance.random() < 0.1 else "",
        attributes=(ItemAttribute(name="Language", value="de → en"),) if chance.random() < 0.2 else (),
    )


def _line_allowance(chance: random.Random, currency: str) -> AllowanceCharge:
    amount = round_on_document(Decimal(chance.randrange(1, 5000)) / 100, currency)
    return AllowanceCharge(is_charge=chance.random() < 0.4, amount=amount, reason="By agreement")


def _document_allowance(chance: random.Random, lines: tuple[Line, ...], currency: str) -> AllowanceCharge:
    line = chance.choice(lines)
    base = round_on_document(Decimal(chance.randrange(1000, 90_000)) / 100, currency)
    percent = Decimal(chance.choice(("2", "2.5", "10")))
    return AllowanceCharge(
        is_charge=chance.random() < 0.3,
        amount=round_on_document(percent_of(base, percent), currency),
        base=base,
        percent=percent,
        vat_category=line.vat_category,
        vat_rate=line.vat_rate,
        reason="Rabatt für Stammkunden",
    )


def _seller(case: str) -> Party:
    return Party(
        name="Ines Falk Übersetzungen",
        trading_name="Falk & Wort",
        vat_id="" if case == "O" else "DE123456788",
        tax_number="123/456/78901" if case in {"S", "O"} else "",
        legal_registration=Identifier(value="HRA 4711"),
        address=Address(country="DE", line1="Markt 1", line2="Hof 2", city="Leipzig", postcode="04109", region="Sachsen"),
        electronic_address=Identifier(value="ines@example.org", scheme="EM"),
        contact=ContactPerson(name="Ines Falk", phone="+49 341 5550100", email="ines@example.org"),
    )


def _buyer(chance: random.Random, case: str) -> Party:
    country, vat_id = {"AE": ("AT", "ATU12345675"), "K": ("FR", "FR40303265045"), "G": ("US", "")}.get(case, ("DE", ""))
    return Party(
        name=chance.choice(("Nordlicht GmbH", "Kunde & Söhne KG", "Société « Été » SARL", "O'Neill <Design> Ltd")),
        vat_id=vat_id,
        identifiers=(Identifier(value="K-138"),) if chance.random() < 0.3 else (),
        address=Address(country=country, line1="Hafen 5", line3="3. Stock", city="Kiel", postcode="24103"),
        electronic_address=Identifier(value="rechnung@example.com", scheme="EM"),
    )


def _representative() -> TaxRepresentative:
    return TaxRepresentative(name="Steuer AG", vat_id="DE136695976", address=Address(country="DE", city="Bonn", postcode="53111"))


def _delivery(chance: random.Random) -> Delivery:
    location = Identifier(value="7300010000001", scheme="0088") if chance.random() < 0.5 else None
    return Delivery(name="Entrepôt", location=location, address=Address(country="FR", city="Lyon", postcode="69001", line1="Quai 3"))


def _payment(chance: random.Random, number: int) -> tuple[PaymentInstructions, ...]:
    first = CreditTransfer(account="DE02120300000000202051", name="Ines Falk", bic="BYLADEM1001")
    second = CreditTransfer(account="NL91ABNA0417164300")
    by_transfer = PaymentInstructions(
        means_code="58", means_text="SEPA", remittance=f"RF{number:05}", transfers=(first, second) if chance.random() < 0.2 else (first,)
    )
    by_debit = PaymentInstructions(
        means_code="59", mandate="M-1", creditor_id="DE98ZZZ09999999999", debited_account="DE02100500000054540402", remittance="M-1"
    )
    by_card = PaymentInstructions(means_code="48", card_number="123456", card_holder="Kim Lee")
    return (chance.choices((by_transfer, by_debit, by_card, PaymentInstructions(means_code="10")), weights=(7, 1, 1, 1))[0],)


def _documents(chance: random.Random) -> tuple[SupportingDocument, ...]:
    if chance.random() < 0.8:
        return ()
    sheet = SupportingDocument(reference="T-1", description="Hours", content=b"day,hours\n", mime="text/csv", filename="hours.csv")
    return (sheet, SupportingDocument(reference="T-2", url="https://example.org/terms"))
