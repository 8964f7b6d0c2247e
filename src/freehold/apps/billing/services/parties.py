"""Seller and buyer of a paper by the terms of EN 16931, from the settings and the client."""

from __future__ import annotations

from freehold.apps.billing.models import BillingSettings
from freehold.apps.clients.types import Client
from freehold.domain.invoicing.parties import Address, ContactPerson, Identifier, Party

_MAIL = "EM"  # the scheme of an electronic address that is an e-mail address


def seller(settings: BillingSettings, *, outside: bool = False) -> Party:
    """Return the seller (BG-4). `outside`: outside the scope of VAT, where the standard lets no VAT number stand (BR-O-02)."""
    named = settings.vat_id if not outside else ""
    known = bool(settings.registration or named)
    # A small business has often no number but the tax office's: it identifies the seller then (BR-CO-26).
    other = settings.vat_id or settings.tax_number
    return Party(
        name=settings.name or settings.trading_name,
        trading_name=settings.trading_name if settings.trading_name != settings.name else "",
        address=Address(
            country=settings.country,
            line1=settings.line1,
            line2=settings.line2,
            city=settings.city,
            postcode=settings.postcode,
            region=settings.region,
        ),
        identifiers=() if known or not other else (Identifier(value=other),),
        legal_registration=Identifier(value=settings.registration) if settings.registration else None,
        vat_id=named,
        tax_number=settings.tax_number,
        electronic_address=_electronic(settings.electronic_address, settings.electronic_scheme, settings.email),
        contact=ContactPerson(name=settings.contact_name or settings.name, phone=settings.phone, email=settings.email),
    )


def buyer(client: Client, *, outside: bool = False) -> Party:
    """Return the buyer (BG-7)."""
    name = client.legal_name or client.name
    return Party(
        name=name,
        trading_name=client.name if client.legal_name and client.legal_name != client.name else "",
        address=Address(
            country=client.country,
            line1=client.line1,
            line2=client.line2,
            city=client.city,
            postcode=client.postcode,
            region=client.region,
        )
        if client.country or client.line1 or client.city
        else None,
        legal_registration=Identifier(value=client.registration) if client.registration else None,
        vat_id="" if outside else client.vat_id,
        electronic_address=_electronic(client.electronic_address, client.electronic_scheme, client.email),
    )


def _electronic(address: str, scheme: str, mail: str) -> Identifier | None:
    if address:
        return Identifier(value=address, scheme=scheme or (_MAIL if "@" in address else ""))
    return Identifier(value=mail, scheme=_MAIL) if mail else None
