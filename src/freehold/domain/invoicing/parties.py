"""The parties of an invoice and their addresses (EN 16931-1, BG-4 to BG-15)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """A value with the scheme that gave it (ISO 6523 for parties, EAS for electronic addresses); `scheme` may be empty."""

    value: str
    scheme: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A postal address: BG-5, BG-8, BG-12 or BG-15. `country` is ISO 3166-1 alpha-2 (BT-40, 55, 69, 80)."""

    country: str
    line1: str = ""  # BT-35, 50, 64, 75
    line2: str = ""  # BT-36, 51, 65, 76
    line3: str = ""  # BT-162, 163, 164, 165
    city: str = ""  # BT-37, 52, 66, 77
    postcode: str = ""  # BT-38, 53, 67, 78
    region: str = ""  # BT-39, 54, 68, 79


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPerson:
    """Whom to ask: BG-6 of the seller, BG-9 of the buyer."""

    name: str = ""  # BT-41, 56
    phone: str = ""  # BT-42, 57
    email: str = ""  # BT-43, 58


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """The seller (BG-4) or the buyer (BG-7). Only a seller has `tax_number` and `legal_information`."""

    name: str  # BT-27, 44
    address: Address | None = None  # BG-5, 8
    trading_name: str = ""  # BT-28, 45
    identifiers: tuple[Identifier, ...] = ()  # BT-29, 46
    legal_registration: Identifier | None = None  # BT-30, 47
    vat_id: str = ""  # BT-31, 48
    tax_number: str = ""  # BT-32
    legal_information: str = ""  # BT-33
    electronic_address: Identifier | None = None  # BT-34, 49
    contact: ContactPerson | None = None  # BG-6, 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Payee:
    """Who is paid when it is not the seller (BG-10)."""

    name: str  # BT-59
    identifier: Identifier | None = None  # BT-60
    legal_registration: Identifier | None = None  # BT-61


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxRepresentative:
    """Who pays the seller's VAT in another country (BG-11)."""

    name: str  # BT-62
    vat_id: str  # BT-63
    address: Address | None = None  # BG-12


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Where it was delivered (BG-13); the day (BT-72) stands in the invoice."""

    name: str = ""  # BT-70
    location: Identifier | None = None  # BT-71
    address: Address | None = None  # BG-15
