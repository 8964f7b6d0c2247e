"""What XRechnung and Peppol ask beyond the European standard."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from freehold.domain.invoicing.invoice import (
    AllowanceCharge,
    CreditTransfer,
    Invoice,
    Line,
    Note,
    PaymentInstructions,
    SupportingDocument,
)
from freehold.domain.invoicing.parties import Address, ContactPerson, Delivery, Identifier, Party
from freehold.domain.invoicing.profile_rules import broken_rules
from freehold.domain.invoicing.profiles import PEPPOL_PROCESS
from freehold.domain.invoicing.totals import NO_TOTALS, totalled

SELLER = Party(
    name="Ines Falk",
    vat_id="DE123456788",
    address=Address(country="DE", city="Leipzig", postcode="04109"),
    electronic_address=Identifier(value="ines@example.org", scheme="EM"),
    contact=ContactPerson(name="Ines Falk", phone="+49 341 555", email="ines@example.org"),
)
BUYER = Party(
    name="Amt",
    address=Address(country="DE", city="Kiel", postcode="24103"),
    electronic_address=Identifier(value="a@example.com", scheme="EM"),
)
LINE = Line(id="1", quantity=Decimal(2), unit="HUR", net=Decimal(0), name="Text", price=Decimal(80), vat_category="S", vat_rate=Decimal(19))
TRANSFER = PaymentInstructions(means_code="58", transfers=(CreditTransfer(account="DE02120300000000202051"),))
GOOD = totalled(
    Invoice(
        number="1",
        issue_date=date(2026, 3, 2),
        currency="EUR",
        seller=SELLER,
        buyer=BUYER,
        lines=(LINE,),
        vat=(),
        totals=NO_TOTALS,
        business_process=PEPPOL_PROCESS,
        buyer_reference="04011000-12345-34",
        payment=(TRANSFER,),
        payment_terms="#SKONTO#TAGE=7#PROZENT=2.00#\nPlease pay soon.",
    )
)


@pytest.mark.parametrize("profile", ["xrechnung", "peppol", "en16931"])
def test_a_good_invoice_breaks_nothing(profile: Any):
    assert broken_rules(GOOD, profile) == []


@pytest.mark.parametrize(
    ("changes", "rule", "field"),
    [
        ({"payment": ()}, "BR-DE-1", "payment"),
        ({"seller": replace(SELLER, contact=None)}, "BR-DE-2", "seller.contact"),
        ({"seller": replace(SELLER, address=Address(country="DE", postcode="1"))}, "BR-DE-3", "seller.address.city"),
        ({"seller": replace(SELLER, contact=ContactPerson(name="I", email="i@example.org"))}, "BR-DE-6", "seller.contact.phone"),
        ({"seller": replace(SELLER, vat_id="")}, "BR-DE-16", "seller.vat_id"),
        ({"seller": replace(SELLER, electronic_address=None)}, "PEPPOL-EN16931-R020", "seller.electronic_address"),
        ({"buyer": replace(BUYER, address=Address(country="DE", city="Kiel"))}, "BR-DE-9", "buyer.address.postcode"),
        ({"delivery": Delivery(address=Address(country="DE", city="Kiel"))}, "BR-DE-11", "delivery.address.postcode"),
        ({"buyer_reference": ""}, "BR-DE-15", "buyer_reference"),
        ({"type_code": "386"}, "BR-DE-17", "type_code"),
        ({"payment_terms": "#SKONTO#TAGE=7#PROZENT=2,00#\n"}, "BR-DE-18", "payment_terms"),
        ({"documents": (SupportingDocument(reference="1", filename="a.pdf"),) * 2}, "BR-DE-22", "documents"),
        ({"payment": (PaymentInstructions(means_code="58"),)}, "BR-DE-23-a", "payment[0]"),
        ({"payment": (replace(TRANSFER, card_number="1234"),)}, "BR-DE-23-b", "payment[0]"),
        ({"payment": (PaymentInstructions(means_code="59", mandate="M"),)}, "BR-DE-31", "payment[0].debited_account"),
        ({"business_process": ""}, "PEPPOL-EN16931-R001", "business_process"),
    ],
)
def test_what_xrechnung_asks_is_told_at_its_field(changes: dict[str, Any], rule: str, field: str):
    found = {(broken.rule, broken.field) for broken in broken_rules(replace(GOOD, **changes), "xrechnung") if not broken.warning}
    assert (rule, field) in found


def test_a_wrong_iban_warns_only():
    wrong = replace(GOOD, payment=(replace(TRANSFER, transfers=(CreditTransfer(account="DE03120300000000202051"),)),))
    assert [(broken.rule, broken.warning) for broken in broken_rules(wrong, "xrechnung")] == [("BR-DE-19", True)]


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"buyer_reference": ""}, "PEPPOL-EN16931-R003"),
        ({"notes": (Note(text="a"), Note(text="b"))}, "PEPPOL-EN16931-R002"),
        ({"vat_currency": "EUR"}, "PEPPOL-EN16931-R005"),
        ({"payment": (PaymentInstructions(means_code="59"),)}, "PEPPOL-EN16931-R061"),
        ({"lines": (replace(LINE, gross_price=Decimal(90), price_discount=Decimal(5)),)}, "PEPPOL-EN16931-R046"),
        ({"lines": (replace(LINE, price_base=Decimal(1), price_base_unit="DAY"),)}, "PEPPOL-EN16931-R130"),
        (
            {
                "allowances": (
                    AllowanceCharge(is_charge=False, amount=Decimal(5), percent=Decimal(10), base=Decimal(100), vat_category="S"),
                )
            },
            "PEPPOL-EN16931-R040",
        ),
    ],
)
def test_what_peppol_asks_is_told(changes: dict[str, Any], rule: str):
    assert rule in {broken.rule for broken in broken_rules(replace(GOOD, **changes), "peppol")}
