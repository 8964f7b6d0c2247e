"""The JSON Schema of Invoice JSON, with the business term (BT) or group (BG) of EN 16931 beside every field."""

from __future__ import annotations

from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from freehold.domain.invoicing.as_json import COMPUTED, Shape, shapes
from freehold.domain.invoicing.invoice import Invoice

DIALECT = "https://json-schema.org/draft/2020-12/schema"

# Record → field → terms. Where a record serves several parties, their terms stand in the order in which the record's docstring names them.
TERMS: dict[str, dict[str, str]] = {
    "Invoice": {
        "number": "BT-1", "issue_date": "BT-2", "currency": "BT-5", "seller": "BG-4", "buyer": "BG-7", "totals": "BG-22", "lines": "BG-25",
        "vat": "BG-23", "type_code": "BT-3", "vat_currency": "BT-6", "tax_point_date": "BT-7", "tax_point_code": "BT-8",
        "due_date": "BT-9", "buyer_reference": "BT-10", "project_reference": "BT-11", "contract_reference": "BT-12",
        "purchase_order": "BT-13", "sales_order": "BT-14", "receiving_advice": "BT-15", "despatch_advice": "BT-16",
        "tender_reference": "BT-17", "object_identifier": "BT-18", "accounting_reference": "BT-19", "payment_terms": "BT-20",
        "notes": "BG-1", "business_process": "BT-23", "specification": "BT-24", "preceding": "BG-3", "payee": "BG-10",
        "tax_representative": "BG-11", "delivery": "BG-13", "delivery_date": "BT-72", "period": "BG-14", "payment": "BG-16",
        "allowances": "BG-20, BG-21", "documents": "BG-24",
    },
    "Note": {"text": "BT-22", "subject": "BT-21"},
    "PrecedingInvoice": {"number": "BT-25", "issue_date": "BT-26"},
    "Period": {"start": "BT-73, BT-134", "end": "BT-74, BT-135"},
    "CreditTransfer": {"account": "BT-84", "name": "BT-85", "bic": "BT-86"},
    "PaymentInstructions": {
        "means_code": "BT-81", "means_text": "BT-82", "remittance": "BT-83", "transfers": "BG-17", "card_number": "BT-87",
        "card_holder": "BT-88", "mandate": "BT-89", "creditor_id": "BT-90", "debited_account": "BT-91",
    },
    "AllowanceCharge": {
        "is_charge": "BG-20, BG-21, BG-27, BG-28", "amount": "BT-92, BT-99, BT-136, BT-141", "base": "BT-93, BT-100, BT-137, BT-142",
        "percent": "BT-94, BT-101, BT-138, BT-143", "vat_category": "BT-95, BT-102", "vat_rate": "BT-96, BT-103",
        "reason": "BT-97, BT-104, BT-139, BT-144", "reason_code": "BT-98, BT-105, BT-140, BT-145",
    },
    "VatBreakdown": {
        "taxable": "BT-116", "tax": "BT-117", "category": "BT-118", "rate": "BT-119", "exemption_reason": "BT-120",
        "exemption_code": "BT-121",
    },
    "Totals": {
        "line_net": "BT-106", "tax_exclusive": "BT-109", "tax_inclusive": "BT-112", "due": "BT-115", "allowances": "BT-107",
        "charges": "BT-108", "tax": "BT-110", "tax_in_vat_currency": "BT-111", "paid": "BT-113", "rounding": "BT-114",
    },
    "SupportingDocument": {
        "reference": "BT-122", "description": "BT-123", "url": "BT-124", "content": "BT-125", "mime": "BT-125-1", "filename": "BT-125-2",
    },
    "ItemAttribute": {"name": "BT-160", "value": "BT-161"},
    "Classification": {"code": "BT-158", "list_id": "BT-158-1", "list_version": "BT-158-2"},
    "Line": {
        "id": "BT-126", "quantity": "BT-129", "unit": "BT-130", "net": "BT-131", "name": "BT-153", "price": "BT-146",
        "vat_category": "BT-151", "vat_rate": "BT-152", "note": "BT-127", "object_identifier": "BT-128", "order_line": "BT-132",
        "accounting_reference": "BT-133", "period": "BG-26", "allowances": "BG-27, BG-28", "price_discount": "BT-147",
        "gross_price": "BT-148", "price_base": "BT-149", "price_base_unit": "BT-150", "description": "BT-154", "seller_item_id": "BT-155",
        "buyer_item_id": "BT-156", "standard_item_id": "BT-157", "classifications": "BT-158", "origin_country": "BT-159",
        "attributes": "BG-32",
    },
    "Identifier": {
        "value": "BT-18, BT-29, BT-30, BT-34, BT-46, BT-47, BT-49, BT-60, BT-61, BT-71, BT-128, BT-157",
        "scheme": "the part -1 of the same term",
    },
    "Address": {
        "country": "BT-40, BT-55, BT-69, BT-80", "line1": "BT-35, BT-50, BT-64, BT-75", "line2": "BT-36, BT-51, BT-65, BT-76",
        "line3": "BT-162, BT-163, BT-164, BT-165", "city": "BT-37, BT-52, BT-66, BT-77", "postcode": "BT-38, BT-53, BT-67, BT-78",
        "region": "BT-39, BT-54, BT-68, BT-79",
    },
    "ContactPerson": {"name": "BT-41, BT-56", "phone": "BT-42, BT-57", "email": "BT-43, BT-58"},
    "Party": {
        "name": "BT-27, BT-44", "address": "BG-5, BG-8", "trading_name": "BT-28, BT-45", "identifiers": "BT-29, BT-46",
        "legal_registration": "BT-30, BT-47", "vat_id": "BT-31, BT-48", "tax_number": "BT-32", "legal_information": "BT-33",
        "electronic_address": "BT-34, BT-49", "contact": "BG-6, BG-9",
    },
    "Payee": {"name": "BT-59", "identifier": "BT-60", "legal_registration": "BT-61"},
    "TaxRepresentative": {"name": "BT-62", "vat_id": "BT-63", "address": "BG-12"},
    "Delivery": {"name": "BT-70", "location": "BT-71", "address": "BG-15"},
}  # fmt: skip

_SCALARS: dict[type, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    Decimal: {"type": "string", "pattern": r"^[+-]?\d{1,30}(\.\d{1,30})?$"},
    date: {"type": "string", "format": "date"},
    bytes: {"type": "string", "contentEncoding": "base64"},
}


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of Invoice JSON. Sums that are computed when they are left out are not required."""
    records: dict[str, dict[str, Any]] = {}
    _describe(Invoice, records)
    root = records.pop("Invoice")
    return {
        "$schema": DIALECT,
        "title": "Invoice",
        "description": "An invoice or credit note by the terms of EN 16931-1. Amounts are decimal strings, days ISO dates, files base64.",
        **root,
        "$defs": dict(sorted(records.items())),
    }


def _describe(record: type, records: dict[str, dict[str, Any]]) -> None:
    if record.__name__ in records:
        return
    schema: dict[str, Any] = {"type": "object", "additionalProperties": False, "properties": {}, "required": []}
    records[record.__name__] = schema
    # Totals as a whole may be left out, so each of them may.
    optional = {shape.name for shape in shapes(record)} if record.__name__ == "Totals" else set(COMPUTED.get(record, ()))
    for shape in shapes(record):
        schema["properties"][shape.name] = _property(record, shape, records)
        if shape.required and shape.name not in optional:
            schema["required"].append(shape.name)


def _property(record: type, shape: Shape, records: dict[str, dict[str, Any]]) -> dict[str, Any]:
    if is_dataclass(shape.type):
        _describe(shape.type, records)
        inner: dict[str, Any] = {"$ref": f"#/$defs/{shape.type.__name__}"}
    else:
        inner = dict(_SCALARS[shape.type])
    described = {"description": TERMS[record.__name__][shape.name]}
    return described | ({"type": "array", "items": inner} if shape.many else inner)
