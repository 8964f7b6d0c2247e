"""Reads an e-invoice, XML or PDF, of any profile into the term model."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from types import ModuleType
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from freehold.domain.errors import Problem, UserError
from freehold.domain.invoicing.as_json import from_tree
from freehold.domain.invoicing.invoice import Invoice
from freehold.domain.invoicing.profiles import Profile, profile_of
from freehold.integrations.einvoice import cii, ubl
from freehold.integrations.einvoice.parsing import parse
from freehold.integrations.einvoice.paths import Element
from freehold.integrations.einvoice.pdf import invoice_xml, is_pdf
from freehold.integrations.einvoice.tree import Syntax, TreeReader

ZUGFERD_1 = "urn:ferd:CrossIndustryDocument:invoice:1p0"


@dataclass(frozen=True, slots=True)
class ReadInvoice:
    """An invoice as it was read.

    `format` is "cii", "ubl", "ubl-creditnote" or, out of a PDF, "facturx"; `xml` is the document itself.
    """

    invoice: Invoice
    format: str
    profile: Profile
    problems: tuple[Problem, ...]
    xml: bytes


@dataclass(frozen=True, slots=True)
class Opened:
    """A payload whose XML was found and parsed, before its terms are read."""

    root: Element
    syntax: Syntax
    module: ModuleType
    format: str
    xml: bytes
    problems: tuple[Problem, ...] = ()


def open_document(payload: bytes) -> Opened:
    """Return the XML of an e-invoice. Raises UserError for anything that is none."""
    problems: tuple[Problem, ...] = ()
    in_pdf = is_pdf(payload)
    xml = payload
    if in_pdf:
        xml, problems = invoice_xml(payload)
    root = parse(xml)
    name = etree.QName(root)
    if name.localname == cii.ROOT and name.namespace == cii.NAMESPACES["rsm"]:
        return Opened(root, cii.Cii(), cii, "facturx" if in_pdf else "cii", xml, problems)
    if name.localname in {ubl.INVOICE, ubl.CREDIT_NOTE} and (name.namespace or "").startswith("urn:oasis:names:specification:ubl:"):
        return Opened(root, ubl.Ubl(), ubl, "ubl" if name.localname == ubl.INVOICE else "ubl-creditnote", xml, problems)
    if name.localname == "CrossIndustryDocument":
        raise UserError(
            _("This is a ZUGFeRD 1 invoice of before 2019, which is not read. Nothing was kept. Enter it by hand, or ask for ZUGFeRD 2.")
        )
    raise UserError(
        _("This XML is not an e-invoice: it begins with “%(name)s”. Nothing was read. Invoices are UBL or CII, also inside a PDF.")
        % {"name": name.localname[:60]}
    )


def read(payload: bytes) -> ReadInvoice:
    """Read an e-invoice of any profile. What lies beyond EN 16931 becomes a problem, never lost silently.

    Raises UserError for a file that is no e-invoice, is broken, or lacks its issue date, seller or buyer.
    """
    opened = open_document(payload)
    reader = TreeReader(opened.syntax, opened.module.context_of(opened.root), set())
    values = reader.invoice(opened.root)
    unknown = reader.unknown(opened.root)
    opened.module.after_reading(values)
    problems = list(opened.problems)
    _fill(values, problems)
    invoice = from_tree(values, problems)
    return ReadInvoice(invoice, opened.format, profile_of(invoice.specification), (*problems, *unknown), opened.xml)


def _fill(values: dict[str, Any], problems: list[Problem]) -> None:
    """Add what lean profiles (MINIMUM, BASIC WL) and careless senders leave out, and say so."""
    totals = values.setdefault("totals", {})
    if "line_net" not in totals and "tax_exclusive" in totals:
        totals["line_net"] = totals["tax_exclusive"]
    if "due" not in totals and "tax_inclusive" in totals:
        totals["due"] = totals["tax_inclusive"]
    if "tax" not in totals and values.get("vat"):
        # BR-CO-14: the total is the sum of the breakdown; CII may leave it out, UBL may not.
        totals["tax"] = _sum(row.get("tax", "0") for row in values["vat"])
    for row in values.get("vat", ()):
        # The code list is in capitals; some senders are not.
        if code := row.get("exemption_code"):
            row["exemption_code"] = code.upper()
    if not values.get("lines"):
        problems.append(Problem("lines", _("This invoice holds no lines, only sums"), _("The sums were read.")))
    elif not values.get("vat"):
        problems.append(Problem("vat", _("The VAT table is missing, though every invoice needs it"), _("The rest was read.")))
    for name in ("seller", "buyer"):
        values.setdefault(name, {})
    _fill_base_amounts(values)


def _fill_base_amounts(values: dict[str, Any]) -> None:
    for line in values.get("lines", ()):
        for allowance in line.get("allowances", ()):
            allowance.setdefault("is_charge", False)
        gross, discount, price = (line.get(name) for name in ("gross_price", "price_discount", "price"))
        if gross is None and discount is not None and price is not None:
            line["gross_price"] = _sum((price, discount))


def _sum(amounts: Iterable[str]) -> str:
    try:
        return format(sum(map(Decimal, amounts), Decimal(0)), "f")
    except InvalidOperation:
        return ""
