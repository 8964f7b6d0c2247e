"""UBL 2.1 Invoice and CreditNote, the syntax of Peppol BIS Billing and half of XRechnung."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from lxml import etree

from freehold.integrations.einvoice import orders
from freehold.integrations.einvoice.means import gather_means, spread_means
from freehold.integrations.einvoice.paths import Element
from freehold.integrations.einvoice.tree import first_text

_BASE = "urn:oasis:names:specification:ubl:schema:xsd:"
CAC, CBC = f"{_BASE}CommonAggregateComponents-2", f"{_BASE}CommonBasicComponents-2"
INVOICE, CREDIT_NOTE = "Invoice", "CreditNote"

# The types that UNTDID 1001 counts among credit notes; UBL writes them as a document of its own.
CREDIT_TYPES = frozenset({"81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "502", "503", "532"})

_SUBJECT = re.compile(r"#([A-Z]{3})#(.*)", re.DOTALL)
_NO_ORDER = "NA"


class Ubl:
    """UBL as a syntax of the term table."""

    name = "ubl"
    order: Mapping[str, tuple[str, ...]] = orders.UBL

    def qualified(self, name: str) -> str:
        """Return the element name with its namespace: elements that hold others are aggregates."""
        return f"{{{CAC if name in orders.UBL else CBC}}}{name}"

    def read_day(self, element: Element, _seen: set[Element]) -> str:
        """Return the day without the time zone that some write behind it."""
        return (element.text or "").strip()[:10]

    def write_day(self, element: Element, day: str) -> None:
        """Write an ISO date."""
        element.text = day


def new_root(values: dict[str, Any]) -> Element:
    """Return the empty document element: an invoice or a credit note, by the type code."""
    kind = CREDIT_NOTE if values.get("type_code") in CREDIT_TYPES else INVOICE
    own = f"{_BASE}{kind}-2"
    return etree.Element(f"{{{own}}}{kind}", nsmap={None: own, "cac": CAC, "cbc": CBC})


def context_of(root: Element) -> dict[str, str]:
    """Return what fills the braces of the paths when this document is read."""
    return _context(
        first_text(root, "DocumentCurrencyCode"), first_text(root, "TaxCurrencyCode"), etree.QName(root).localname == CREDIT_NOTE
    )


def context_for(values: dict[str, Any]) -> dict[str, str]:
    """Return what fills the braces when these values are written."""
    return _context(values.get("currency", ""), values.get("vat_currency", ""), values.get("type_code") in CREDIT_TYPES)


def _context(currency: str, vat_currency: str, credit: bool) -> dict[str, str]:
    currency, vat_currency = (code if re.fullmatch(r"[A-Z]{3}", code) else "" for code in (currency, vat_currency))
    return {
        "currency": currency,
        "vat_currency": "" if vat_currency == currency else vat_currency,
        "amount_currency": currency,
        "doc": CREDIT_NOTE if credit else INVOICE,
        "billed": "Credited" if credit else "Invoiced",
        # A credit note knows neither a due date nor a project of its own.
        "due": "PaymentMeans/PaymentDueDate" if credit else "DueDate",
        "project": "AdditionalDocumentReference[DocumentTypeCode=50]" if credit else "ProjectReference",
        "project_type": "50" if credit else "",
    }


def after_reading(values: dict[str, Any]) -> None:
    """Turn the halfway forms of UBL into the fields of the invoice."""
    for note in values.get("notes", ()):
        if found := _SUBJECT.match(note.get("text", "")):
            note["subject"], note["text"] = found[1], found[2].strip()
    for party in (values.get("seller"), values.get("buyer")):
        if party is not None and party.get("trading_name") == party.get("name"):
            party.pop("trading_name", None)
    if values.get("purchase_order") == _NO_ORDER and values.get("sales_order"):
        values.pop("purchase_order")
    totals = values.setdefault("totals", {})
    for name in ("tax", "tax_in_vat_currency"):
        if amount := values.pop(f"_{name}", None):
            totals[name] = amount
    means = values.pop("_means", [])
    gather_means(values, means, remittance="", mandate="", creditor=values.pop("_creditor_id", ""))


def before_writing(values: dict[str, Any]) -> None:
    """Turn the fields of the invoice into the halfway forms of UBL."""
    for note in values.get("notes", ()):
        if subject := note.pop("subject", ""):
            note["text"] = f"#{subject}#{note['text']}"
    if values.get("sales_order") and not values.get("purchase_order"):
        values["purchase_order"] = _NO_ORDER
    for line in values.get("lines", ()):
        # UBL states the gross price only beside the discount that leads to the net price.
        if line.get("gross_price") is not None and line.get("price_discount") is None:
            discount = Decimal(line["gross_price"]) - Decimal(line["price"])
            if discount > 0:
                line["price_discount"] = format(discount, "f")
            else:
                line.pop("gross_price")
    totals = values.get("totals", {})
    values["_tax"] = totals.get("tax")
    values["_tax_in_vat_currency"] = totals.get("tax_in_vat_currency") if values.get("vat_currency") else None
    if values["_tax"] is None and values.get("vat"):
        values["_tax"] = "0"
    payment = values.get("payment") or [{}]
    values["_means"] = spread_means(values)
    for item in values["_means"][1:]:
        # UBL-SR-46 and UBL-SR-55: the text and the mandate stand once in the document.
        for once in ("text", "mandate", "debited"):
            item.pop(once, None)
    values["_creditor_id"] = payment[0].get("creditor_id", "")
    if values.get("type_code") in CREDIT_TYPES and not values["_means"]:
        values.pop("due_date", None)


def finish(_root: Element) -> None:
    """UBL wants nothing beyond what was written."""
