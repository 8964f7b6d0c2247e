"""Invoices whose tax is what the product itself proposes, for sellers and clients of many countries, services and goods."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import get_args

from evals.invoices import invoices
from freehold.domain.invoicing.invoice import INVOICE, Invoice
from freehold.domain.invoicing.parties import Address, Delivery, Identifier, Party
from freehold.domain.invoicing.totals import totalled
from freehold.domain.tax.proposal import Scheme, Supply, TaxBuyer, TaxProposal, TaxSeller
from freehold.domain.tax.propose import propose

# Numbers that pass their check digits; made up or those of the documentation of public libraries.
VAT_IDS = {
    "DE": "DE136695976", "AT": "ATU12345675", "FR": "FR40303265045", "NL": "NL004495445B01", "IT": "IT00743110157", "BE": "BE0428759497",
    "PL": "PL8567346215", "PT": "PT501964843", "LU": "LU15027442", "DK": "DK13585628", "FI": "FI20774740", "CZ": "CZ25123891",
    "ES": "ESB58378431", "GB": "GB980780684", "CH": "CHE107787577MWST", "NO": "NO988077917MVA",
    "CA": "CA100728494", "AU": "AU83914571673", "NZ": "NZ49091850", "IN": "IN27AAPFU0939F1ZV", "US": "",
}  # fmt: skip
_REGIONS = {"CA": "ON", "US": "ME", "IN": "KA"}
_FIRST = date(2025, 1, 1)


def proposed_invoices(count: int, seed: int) -> Iterator[tuple[str, Invoice]]:
    """Yield (case, invoice) `count` times; the base is a plain invoice whose tax is replaced by the proposal."""
    chance = random.Random(seed)
    countries = sorted(VAT_IDS)
    for base in invoices(count, seed + 1):
        day = _FIRST + timedelta(days=chance.randrange(690))
        home, abroad = chance.choice(countries), chance.choice(countries)
        buyer_country = home if chance.random() < 0.3 else abroad
        is_business = chance.random() < 0.7
        scheme = chance.choice(get_args(Scheme)) if chance.random() < 0.3 else "regular"
        seller = TaxSeller(country=home, region=_REGIONS.get(home, ""), vat_id=VAT_IDS[home] if scheme == "regular" else "", scheme=scheme)
        buyer = TaxBuyer(
            country=buyer_country,
            region=_REGIONS.get(buyer_country, ""),
            vat_id=VAT_IDS[buyer_country] if is_business else "",
            is_business=is_business,
        )
        proposal = propose(seller, buyer, on=day, supply=chance.choice(get_args(Supply)))
        yield proposal.case, _invoice(base, day, seller, buyer, proposal, chance.choice(("en", "de", "fr")))


def _invoice(base: Invoice, day: date, seller: TaxSeller, buyer: TaxBuyer, proposal: TaxProposal, language: str) -> Invoice:
    without = proposal.without_vat_ids
    # A small business has no VAT number but where a case asks for one; its tax number stands on every invoice.
    seller_id = VAT_IDS[seller.country] if "seller_vat_id" in proposal.requires else seller.vat_id
    lines = tuple(replace(line, vat_category=proposal.category, vat_rate=proposal.rate) for line in base.lines)
    allowances = tuple(replace(item, vat_category=proposal.category, vat_rate=proposal.rate) for item in base.allowances)
    place = Address(country=buyer.country, city="Somewhere", postcode="12345", line1="Street 1")
    made = replace(
        base,
        issue_date=day,
        type_code=INVOICE,
        due_date=day + timedelta(days=14),
        seller=_party("Ines Falk", seller.country, "" if without else seller_id, "HRA 4711", "" if without else "12/345/6789"),
        buyer=_party("Some client", buyer.country, "" if without else buyer.vat_id),
        lines=lines,
        allowances=allowances,
        tax_representative=None,
        vat_currency="",
        delivery_date=day if "delivery_date" in proposal.requires else None,
        period=None,
        tax_point_code="",
        delivery=Delivery(address=place) if "delivery_country" in proposal.requires else None,
        vat=(),
    )
    return totalled(made, paid=base.totals.paid or Decimal(0), exemptions={proposal.category: proposal.exemption(language)})


def _party(name: str, country: str, vat_id: str, registration: str = "", tax_number: str = "") -> Party:
    return Party(
        name=name,
        vat_id=vat_id,
        tax_number=tax_number,
        legal_registration=Identifier(value=registration) if registration else None,
        address=Address(country=country, city="Somewhere", postcode="12345", line1="Street 1"),
        electronic_address=Identifier(value="someone@example.org", scheme="EM"),
    )
