"""What XRechnung and Peppol ask beyond EN 16931, as far as the terms show it: their own rules, checked on the invoice itself.

Sources: KoSIT's XRechnung 3.0 specification (rules BR-DE-…) and Peppol BIS Billing 3.0 (rules PEPPOL-EN16931-R…). Their official
schematron is no part of any package; the owner may add it, and it then speaks beside this.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from stdnum import iban

from freehold.domain.invoicing.invoice import CORRECTED_INVOICE, Invoice, PaymentInstructions
from freehold.domain.invoicing.parties import Address
from freehold.domain.invoicing.profiles import Profile
from freehold.domain.money.rounding import percent_of, round_on_document

_TRANSFER, _CARD, _DEBIT = {"30", "58"}, {"48", "54", "55"}, {"59"}
_SEPA_TRANSFER = "58"
_GERMAN_TYPES = {"326", "380", "384", "389", "381", "875", "876", "877"}
_NEEDS_TAX_NUMBER = {"S", "Z", "E", "AE", "K", "G", "L", "M"}
_SKONTO = re.compile(r"#(SKONTO|VERZUG)#TAGE=\d+#PROZENT=\d+\.\d{2}(#BASISBETRAG=-?\d+\.\d{2})?#")
_MAIL = re.compile(r"[^@\s.]([^@\s]*[^@\s.])?@[^@\s.]([^@\s]*[^@\s.])?")


@dataclass(frozen=True, slots=True)
class BrokenRule:
    """A rule by its official id, and the field of Invoice JSON that breaks it. A warning does not make the invoice invalid."""

    rule: str
    field: str
    warning: bool = False


def broken_rules(invoice: Invoice, profile: Profile) -> list[BrokenRule]:
    """Return the rules of the profile that the invoice breaks; none for profiles that ask nothing beyond the standard."""
    if profile == "xrechnung":
        return [*_shared(invoice), *_xrechnung(invoice), *_payments(invoice)]
    if profile == "peppol":
        return [*_shared(invoice), *_peppol(invoice)]
    return []


def _unless(given: object, rule: str, field: str, *, warning: bool = False) -> Iterator[BrokenRule]:
    if not given:
        yield BrokenRule(rule, field, warning)


def _shared(invoice: Invoice) -> Iterator[BrokenRule]:
    yield from _unless(invoice.business_process, "PEPPOL-EN16931-R001", "business_process")
    yield from _unless(invoice.buyer.electronic_address, "PEPPOL-EN16931-R010", "buyer.electronic_address")
    yield from _unless(invoice.seller.electronic_address, "PEPPOL-EN16931-R020", "seller.electronic_address")
    for position, allowance in enumerate(invoice.allowances):
        if allowance.percent is not None and allowance.base is None:
            yield BrokenRule("PEPPOL-EN16931-R041", f"allowances[{position}].base")
        if allowance.percent is None or allowance.base is None:
            continue
        expected = round_on_document(percent_of(allowance.base, allowance.percent), invoice.currency)
        yield from _unless(abs(expected - allowance.amount) * 50 <= 1, "PEPPOL-EN16931-R040", f"allowances[{position}].amount")
    for position, line in enumerate(invoice.lines):
        if line.price_base is not None:
            yield from _unless(line.price_base > 0, "PEPPOL-EN16931-R121", f"lines[{position}].price_base")
            yield from _unless(line.price_base_unit in {"", line.unit}, "PEPPOL-EN16931-R130", f"lines[{position}].price_base_unit")
        if line.gross_price is not None:
            net = line.gross_price - (line.price_discount or 0)
            yield from _unless(net == line.price, "PEPPOL-EN16931-R046", f"lines[{position}].price")


def _peppol(invoice: Invoice) -> Iterator[BrokenRule]:
    yield from _unless(invoice.buyer_reference or invoice.purchase_order, "PEPPOL-EN16931-R003", "buyer_reference")
    yield from _unless(len(invoice.notes) < 2, "PEPPOL-EN16931-R002", "notes")
    yield from _unless(not invoice.vat_currency or invoice.vat_currency != invoice.currency, "PEPPOL-EN16931-R005", "vat_currency")
    for position, payment in enumerate(invoice.payment):
        if payment.means_code in {"49", "59"}:
            yield from _unless(payment.mandate, "PEPPOL-EN16931-R061", f"payment[{position}].mandate")


def _xrechnung(invoice: Invoice) -> Iterator[BrokenRule]:
    yield from _unless(invoice.payment, "BR-DE-1", "payment")
    yield from _unless(invoice.seller.contact, "BR-DE-2", "seller.contact")
    if contact := invoice.seller.contact:
        yield from _unless(contact.name, "BR-DE-5", "seller.contact.name")
        yield from _unless(contact.phone, "BR-DE-6", "seller.contact.phone")
        yield from _unless(contact.email, "BR-DE-7", "seller.contact.email")
        if contact.phone:
            yield from _unless(sum(char.isdigit() for char in contact.phone) > 2, "BR-DE-27", "seller.contact.phone", warning=True)
        if contact.email:
            yield from _unless(_MAIL.fullmatch(contact.email), "BR-DE-28", "seller.contact.email", warning=True)
    yield from _address(invoice.seller.address, "seller.address", "BR-DE-3", "BR-DE-4")
    yield from _address(invoice.buyer.address, "buyer.address", "BR-DE-8", "BR-DE-9")
    if invoice.delivery is not None:
        yield from _address(invoice.delivery.address, "delivery.address", "BR-DE-10", "BR-DE-11")
    for position, row in enumerate(invoice.vat):
        yield from _unless(row.rate is not None or row.category == "O", "BR-DE-14", f"vat[{position}].rate")
    yield from _unless(invoice.buyer_reference, "BR-DE-15", "buyer_reference")
    if {row.category for row in invoice.vat} & _NEEDS_TAX_NUMBER:
        known = invoice.seller.vat_id or invoice.seller.tax_number or invoice.tax_representative
        yield from _unless(known, "BR-DE-16", "seller.vat_id")
    yield from _unless(invoice.type_code in _GERMAN_TYPES, "BR-DE-17", "type_code")
    yield from _unless(_skonto_is_right(invoice.payment_terms), "BR-DE-18", "payment_terms")
    names = [document.filename.lower() for document in invoice.documents if document.filename]
    yield from _unless(len(set(names)) == len(names), "BR-DE-22", "documents")
    if invoice.type_code == CORRECTED_INVOICE:
        yield from _unless(invoice.preceding, "BR-DE-26", "preceding", warning=True)


def _address(address: Address | None, field: str, city_rule: str, postcode_rule: str) -> Iterator[BrokenRule]:
    if address is not None:
        yield from _unless(address.city, city_rule, f"{field}.city")
        yield from _unless(address.postcode, postcode_rule, f"{field}.postcode")


def _skonto_is_right(terms: str) -> bool:
    """Tell whether every line that begins with # has the form that is read by machines."""
    return all(_SKONTO.fullmatch(line.strip()) for line in terms.splitlines() if line.strip().startswith("#"))


def _payments(invoice: Invoice) -> Iterator[BrokenRule]:
    for position, payment in enumerate(invoice.payment):
        field = f"payment[{position}]"
        for codes, rule, has in _MEANS:
            if payment.means_code in codes:
                yield from _unless(has(payment), f"{rule}-a", field)
                # With one way to pay, details of the other two are a contradiction.
                others = [other for _codes, _rule, other in _MEANS if other is not has]
                yield from _unless(not any(other(payment) for other in others), f"{rule}-b", field)
        if payment.means_code == _SEPA_TRANSFER:
            right = all(iban.is_valid(transfer.account) for transfer in payment.transfers)
            yield from _unless(right, "BR-DE-19", f"{field}.transfers", warning=True)
        if payment.means_code in _DEBIT and _has_debit(payment):
            yield from _unless(iban.is_valid(payment.debited_account), "BR-DE-20", f"{field}.debited_account", warning=True)
            yield from _unless(payment.creditor_id, "BR-DE-30", f"{field}.creditor_id")
            yield from _unless(payment.debited_account, "BR-DE-31", f"{field}.debited_account")


def _has_transfer(payment: PaymentInstructions) -> bool:
    return bool(payment.transfers)


def _has_card(payment: PaymentInstructions) -> bool:
    return bool(payment.card_number)


def _has_debit(payment: PaymentInstructions) -> bool:
    return bool(payment.mandate or payment.debited_account)


_MEANS: tuple[tuple[set[str], str, Callable[[PaymentInstructions], bool]], ...] = (
    (_TRANSFER, "BR-DE-23", _has_transfer),
    (_CARD, "BR-DE-24", _has_card),
    (_DEBIT, "BR-DE-25", _has_debit),
)
