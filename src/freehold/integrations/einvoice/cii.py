"""UN/CEFACT Cross Industry Invoice, the syntax of Factur-X, ZUGFeRD and half of XRechnung."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

from freehold.integrations.einvoice import orders
from freehold.integrations.einvoice.means import gather_means, spread_means
from freehold.integrations.einvoice.paths import Element, children
from freehold.integrations.einvoice.tree import first_text

_BASE = "urn:un:unece:uncefact:data:standard:"
NAMESPACES = {
    "rsm": f"{_BASE}CrossIndustryInvoice:100",
    "ram": f"{_BASE}ReusableAggregateBusinessInformationEntity:100",
    "qdt": f"{_BASE}QualifiedDataType:100",
    "udt": f"{_BASE}UnqualifiedDataType:100",
}
ROOT = "CrossIndustryInvoice"
_ROOT_CHILDREN = {"ExchangedDocumentContext", "ExchangedDocument", "SupplyChainTradeTransaction"}
_SETTLEMENT = ("SupplyChainTradeTransaction", "ApplicableHeaderTradeSettlement")
# BT-8 is coded by UNTDID 2475 here and by UNTDID 2005 in the term model.
_TAX_POINT = {"5": "3", "29": "35", "72": "432"}
_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{9,30}")


class Cii:
    """CII as a syntax of the term table."""

    name = "cii"
    order: Mapping[str, tuple[str, ...]] = orders.CII

    def qualified(self, name: str) -> str:
        """Return the element name with its namespace."""
        prefix = "rsm" if name in _ROOT_CHILDREN else "udt" if name in {"DateTimeString", "DateString", "Indicator"} else "ram"
        return f"{{{NAMESPACES[prefix]}}}{name}"

    def read_day(self, element: Element, seen: set[Element]) -> str:
        """Return the day as ISO date; a day that is written another way is returned as it stands."""
        inner = next((child for name in ("DateTimeString", "DateString", "DateTime", "Date") for child in children(element, name)), element)
        seen.add(inner)
        text = (inner.text or "").strip()
        found = _DAY.match(text)
        return "-".join(found.groups()) if found else text[:10]

    def write_day(self, element: Element, day: str) -> None:
        """Write the day in format 102 (CCYYMMDD)."""
        tag = etree.QName(element).localname
        if tag == "FormattedIssueDateTime":
            name = f"{{{NAMESPACES['qdt']}}}DateTimeString"
        else:
            name = self.qualified("DateString" if tag == "TaxPointDate" else "DateTimeString")
        inner = etree.SubElement(element, name)
        inner.text = day.replace("-", "")
        inner.set("format", "102")


def new_root(_values: dict[str, Any]) -> Element:
    """Return the empty document element."""
    return etree.Element(f"{{{NAMESPACES['rsm']}}}{ROOT}", nsmap=NAMESPACES)


def context_of(root: Element) -> dict[str, str]:
    """Return what fills the braces of the paths when this document is read."""
    return _context(first_text(root, *_SETTLEMENT, "InvoiceCurrencyCode"), first_text(root, *_SETTLEMENT, "TaxCurrencyCode"))


def context_for(values: dict[str, Any]) -> dict[str, str]:
    """Return what fills the braces when these values are written."""
    return _context(values.get("currency", ""), values.get("vat_currency", ""))


def _context(currency: str, vat_currency: str) -> dict[str, str]:
    currency, vat_currency = (code if re.fullmatch(r"[A-Z]{3}", code) else "" for code in (currency, vat_currency))
    # Amounts carry no currency of their own, but for the tax total, where the path sets it.
    return {"currency": currency, "vat_currency": "" if vat_currency == currency else vat_currency, "amount_currency": ""}


def after_reading(values: dict[str, Any]) -> None:
    """Turn the halfway forms of CII into the fields of the invoice."""
    for party in (values.get("seller"), values.get("buyer")):
        if party is not None and (known := party.pop("_global", None)):
            party["identifiers"] = [*party.get("identifiers", ()), *known]
    for holder, field in ((values.get("payee"), "identifier"), (values.get("delivery"), "location")):
        if holder is not None and (known := holder.pop("_global_one", None)):
            holder[field] = known
    for row in values.get("vat", ()):
        day, code = row.pop("_tax_point_date", ""), row.pop("_tax_point_code", "")
        values["tax_point_date"] = values.get("tax_point_date") or day
        values["tax_point_code"] = values.get("tax_point_code") or _TAX_POINT.get(code, code)
    for line in values.get("lines", ()):
        base, unit = line.pop("_gross_base", None), line.pop("_gross_base_unit", None)
        if base and "price_base" not in line:
            line["price_base"] = base
            line.setdefault("price_base_unit", unit)
    means = values.pop("_means", [])
    for item in means:
        item["iban"] = item.get("iban") or item.pop("account", "")
    remittance, mandate, creditor = (values.pop(name, "") for name in ("_remittance", "_mandate", "_creditor_id"))
    gather_means(values, means, remittance=remittance, mandate=mandate, creditor=creditor)


def before_writing(values: dict[str, Any]) -> None:
    """Turn the fields of the invoice into the halfway forms of CII."""
    for party in (values.get("seller"), values.get("buyer")):
        if party is not None and (known := party.get("identifiers")):
            party["identifiers"] = [item for item in known if not item.get("scheme")]
            party["_global"] = [item for item in known if item.get("scheme")]
    if values.get("vat_currency") == values.get("currency"):
        # It says nothing then, and BR-53 would ask for a second tax total.
        values.pop("vat_currency", None)
    # BT-32 is the seller's alone; UBL tolerates it for the buyer, CII does not.
    values.get("buyer", {}).pop("tax_number", None)
    for holder, field in ((values.get("payee"), "identifier"), (values.get("delivery"), "location")):
        if holder is not None and holder.get(field, {}).get("scheme"):
            holder["_global_one"] = holder.pop(field)
    codes = {ours: theirs for theirs, ours in _TAX_POINT.items()}
    for row in values.get("vat", ()):
        row["_tax_point_date"] = values.get("tax_point_date", "")
        row["_tax_point_code"] = codes.get(values.get("tax_point_code", ""), values.get("tax_point_code", ""))
    for line in values.get("lines", ()):
        if line.get("price_discount") is not None and line.get("gross_price") is None:
            line.pop("price_discount")
        if line.get("gross_price") is not None:
            line["_gross_base"], line["_gross_base_unit"] = line.get("price_base"), line.get("price_base_unit")
    means = spread_means(values)
    for item in means:
        if not _IBAN.fullmatch(item.get("iban", "").replace(" ", "")):
            item["account"] = item.pop("iban", "")
    first = (values.pop("payment", None) or [{}])[0]
    values["_means"] = means
    values["_remittance"], values["_mandate"] = first.get("remittance", ""), first.get("mandate", "")
    values["_creditor_id"] = first.get("creditor_id", "")


def finish(root: Element) -> None:
    """Add the groups that the schema wants even when they are empty."""
    transaction = next(children(root, "SupplyChainTradeTransaction"))
    for name in ("ApplicableHeaderTradeAgreement", "ApplicableHeaderTradeDelivery", "ApplicableHeaderTradeSettlement"):
        if next(children(transaction, name), None) is None:
            etree.SubElement(transaction, f"{{{NAMESPACES['ram']}}}{name}")
