"""The invoice as EN 16931-1 names it: every field carries its business term (BT) or group (BG).

Amounts are Decimals in the invoice's currency, already rounded to its minor unit; dates are calendar days.
An empty string means that the term is not given.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from freehold.domain.invoicing.parties import Delivery, Identifier, Party, Payee, TaxRepresentative

INVOICE = "380"
CORRECTED_INVOICE = "384"
CREDIT_NOTE = "381"
SELF_BILLED = "389"
PREPAYMENT_INVOICE = "386"
PARTIAL_INVOICE = "326"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A free text (BG-1) with its UNTDID 4451 subject code."""

    text: str  # BT-22
    subject: str = ""  # BT-21


@dataclass(frozen=True, slots=True, kw_only=True)
class PrecedingInvoice:
    """An earlier invoice that this one corrects or completes (BG-3)."""

    number: str  # BT-25
    issue_date: date | None = None  # BT-26


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From the first to the last day, both included (BG-14, BG-26)."""

    start: date | None = None  # BT-73, 134
    end: date | None = None  # BT-74, 135


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditTransfer:
    """An account to transfer to (BG-17)."""

    account: str  # BT-84, an IBAN where there is one
    name: str = ""  # BT-85
    bic: str = ""  # BT-86


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentInstructions:
    """How to pay (BG-16)."""

    means_code: str  # BT-81, UNTDID 4461: 30 transfer, 58 SEPA transfer, 59 SEPA direct debit, 48 card, 10 cash
    means_text: str = ""  # BT-82
    remittance: str = ""  # BT-83
    transfers: tuple[CreditTransfer, ...] = ()  # BG-17
    card_number: str = ""  # BT-87
    card_holder: str = ""  # BT-88
    mandate: str = ""  # BT-89
    creditor_id: str = ""  # BT-90
    debited_account: str = ""  # BT-91


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowanceCharge:
    """Money off (BG-20, on a line BG-27) or on top (BG-21, BG-28). On a line the VAT is the line's own and stays empty here."""

    is_charge: bool
    amount: Decimal  # BT-92, 99, 136, 141
    base: Decimal | None = None  # BT-93, 100, 137, 142
    percent: Decimal | None = None  # BT-94, 101, 138, 143
    vat_category: str = ""  # BT-95, 102
    vat_rate: Decimal | None = None  # BT-96, 103
    reason: str = ""  # BT-97, 104, 139, 144
    reason_code: str = ""  # BT-98, 105, 140, 145


@dataclass(frozen=True, slots=True, kw_only=True)
class VatBreakdown:
    """One category and rate of the invoice (BG-23)."""

    taxable: Decimal  # BT-116
    tax: Decimal  # BT-117
    category: str  # BT-118, UNTDID 5305: S standard, Z zero, E exempt, AE reverse charge, K intra-community, G export, O outside scope
    rate: Decimal | None = None  # BT-119, percent; None where none may stand (category O)
    exemption_reason: str = ""  # BT-120
    exemption_code: str = ""  # BT-121, VATEX


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The sums of the document (BG-22)."""

    line_net: Decimal  # BT-106
    tax_exclusive: Decimal  # BT-109
    tax_inclusive: Decimal  # BT-112
    due: Decimal  # BT-115
    allowances: Decimal | None = None  # BT-107
    charges: Decimal | None = None  # BT-108
    tax: Decimal | None = None  # BT-110
    tax_in_vat_currency: Decimal | None = None  # BT-111
    paid: Decimal | None = None  # BT-113
    rounding: Decimal | None = None  # BT-114


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportingDocument:
    """A file or address that belongs to the invoice (BG-24); `content` is the file itself."""

    reference: str  # BT-122
    description: str = ""  # BT-123
    url: str = ""  # BT-124
    content: bytes = b""  # BT-125
    mime: str = ""
    filename: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAttribute:
    """A property of the item (BG-32)."""

    name: str  # BT-160
    value: str  # BT-161


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """A class of the item (BT-158) with the list it is from (UNTDID 7143) and that list's version."""

    code: str
    list_id: str = ""
    list_version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line (BG-25)."""

    id: str  # BT-126
    quantity: Decimal  # BT-129
    unit: str  # BT-130, UN/ECE Recommendation 20: HUR hour, DAY day, C62 one, XPP piece
    net: Decimal  # BT-131
    name: str  # BT-153
    price: Decimal  # BT-146, net, per `price_base`
    vat_category: str  # BT-151
    vat_rate: Decimal | None = None  # BT-152, percent
    note: str = ""  # BT-127
    object_identifier: Identifier | None = None  # BT-128
    order_line: str = ""  # BT-132
    accounting_reference: str = ""  # BT-133
    period: Period | None = None  # BG-26
    allowances: tuple[AllowanceCharge, ...] = ()  # BG-27, BG-28
    price_discount: Decimal | None = None  # BT-147
    gross_price: Decimal | None = None  # BT-148
    price_base: Decimal | None = None  # BT-149
    price_base_unit: str = ""  # BT-150
    description: str = ""  # BT-154
    seller_item_id: str = ""  # BT-155
    buyer_item_id: str = ""  # BT-156
    standard_item_id: Identifier | None = None  # BT-157
    classifications: tuple[Classification, ...] = ()  # BT-158
    origin_country: str = ""  # BT-159
    attributes: tuple[ItemAttribute, ...] = ()  # BG-32


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """An invoice or credit note. A credit note (type 381) has positive amounts, as the standard wants."""

    number: str  # BT-1
    issue_date: date  # BT-2
    currency: str  # BT-5, ISO 4217
    seller: Party  # BG-4
    buyer: Party  # BG-7
    totals: Totals  # BG-22
    lines: tuple[Line, ...]  # BG-25
    vat: tuple[VatBreakdown, ...]  # BG-23
    type_code: str = INVOICE  # BT-3, UNTDID 1001
    vat_currency: str = ""  # BT-6
    tax_point_date: date | None = None  # BT-7
    tax_point_code: str = ""  # BT-8, UNTDID 2005: 3 issue, 35 delivery, 432 payment
    due_date: date | None = None  # BT-9
    buyer_reference: str = ""  # BT-10
    project_reference: str = ""  # BT-11
    contract_reference: str = ""  # BT-12
    purchase_order: str = ""  # BT-13
    sales_order: str = ""  # BT-14
    receiving_advice: str = ""  # BT-15
    despatch_advice: str = ""  # BT-16
    tender_reference: str = ""  # BT-17
    object_identifier: Identifier | None = None  # BT-18
    accounting_reference: str = ""  # BT-19
    payment_terms: str = ""  # BT-20
    notes: tuple[Note, ...] = ()  # BG-1
    business_process: str = ""  # BT-23
    specification: str = ""  # BT-24
    preceding: tuple[PrecedingInvoice, ...] = ()  # BG-3
    payee: Payee | None = None  # BG-10
    tax_representative: TaxRepresentative | None = None  # BG-11
    delivery: Delivery | None = None  # BG-13
    delivery_date: date | None = None  # BT-72
    period: Period | None = None  # BG-14
    payment: tuple[PaymentInstructions, ...] = ()  # BG-16
    allowances: tuple[AllowanceCharge, ...] = ()  # BG-20, BG-21
    documents: tuple[SupportingDocument, ...] = ()  # BG-24
