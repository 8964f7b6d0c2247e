"""The tax case of an invoice that a seller outside the European Union writes to a client abroad."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from freehold.domain.tax.places import tax_country, tax_region
from freehold.domain.tax.proposal import RateLookup, Supply, TaxBuyer, TaxProposal, TaxSeller
from freehold.domain.tax.shared import charged, unregistered
from freehold.domain.tax.wording_table import EXPORT_LAWS

# Services to clients abroad are zero-rated there, not outside the scope.
_ZERO_RATED_SERVICES = frozenset({"NO", "AU", "NZ", "CA", "IN"})
# The place of nearly every service is the recipient's, of private ones too.
_RECIPIENT_PRINCIPLE = frozenset({"CH", "LI"})


def from_outside(seller: TaxSeller, buyer: TaxBuyer, *, on: date, supply: Supply, rates: RateLookup) -> TaxProposal:
    """Return the case of a supply from a country outside the Union to one that is not the seller's own."""
    country, region = tax_country(seller.country), tax_region(seller.country, seller.region)
    if country == "US":
        return _none(country, "us_none", "no_sales_tax")
    if seller.scheme != "regular":
        return unregistered(seller)
    own = charged(country, region, rates(country, on, region), reason="outside_consumer", case="export_consumer")
    if own.case == "no_table":
        return own
    if supply == "goods" or country in _ZERO_RATED_SERVICES:
        known = country in EXPORT_LAWS
        return TaxProposal(
            case="zero_export",
            category="G",
            rate=Decimal(0),
            country=country,
            reason="zero_export",
            values={"country": country},
            exemption_code="" if known else "VATEX-EU-G",
            wording_key="zero_export",
            requires=("seller_vat_id",),
        )
    free = _none(country, "outside_scope", "outside_scope")
    if buyer.is_business or supply == "digital" or country in _RECIPIENT_PRINCIPLE:
        # Digital services to private clients may be taxable where they are.
        return replace(free, needs_check=supply == "digital" and not buyer.is_business)
    return replace(own, needs_check=True, alternatives=(free,))


def _none(country: str, reason: str, wording_key: str) -> TaxProposal:
    return TaxProposal(
        case="outside_scope",
        category="O",
        rate=None,
        country=country,
        reason=reason,
        values={"country": country},
        exemption_code="VATEX-EU-O",
        wording_key=wording_key,
    )
