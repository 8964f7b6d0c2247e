"""The two ends of every tax case: tax charged at a rate of a country, and none because the seller is not in the system."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from freehold.domain.tax.places import EU, tax_country
from freehold.domain.tax.proposal import TaxProposal, TaxSeller
from freehold.domain.tax.rates import TaxRate
from freehold.domain.tax.wording_table import SMALL_BUSINESS_LAWS

# Taxes of regions that EN 16931 gives a category of their own.
_REGION_CATEGORIES = {("ES", "CN"): "L", ("ES", "CE"): "M", ("ES", "ML"): "M"}


def charged(country: str, region: str, in_force: Iterable[TaxRate], *, reason: str, case: str, named: str = "") -> TaxProposal:
    """Return the standard rate of a place as a proposal; where none is known, a proposal without tax that asks to be checked.

    `named` is the country that the reason speaks of, when it is another.
    """
    standard = next((rate for rate in in_force if rate.kind == "standard"), None)
    if standard is None:
        return TaxProposal(
            case="no_table",
            category="O",
            rate=None,
            country=country,
            reason="no_table",
            values={"country": country},
            exemption_code="VATEX-EU-O",
            wording_key="",
            needs_check=True,
        )
    return TaxProposal(
        case=case,
        category=_REGION_CATEGORIES.get((country, region), "S"),
        rate=standard.percent,
        country=country,
        reason=reason,
        values={"country": named or country, "rate": percent_text(standard.percent)},
    )


def unregistered(seller: TaxSeller) -> TaxProposal:
    """Return the case of a seller who charges no tax: exempt as a small business in the EU, outside the system elsewhere."""
    country = tax_country(seller.country)
    known = country in SMALL_BUSINESS_LAWS
    if country in EU:
        return TaxProposal(
            case="small_business",
            category="E",
            rate=Decimal(0),
            country=country,
            reason="small_business" if known else "small_business_unsure",
            values={"country": country},
            exemption_code="VATEX-FR-FRANCHISE" if country == "FR" else "",
            wording_key="small_business",
            needs_check=not known or seller.scheme == "none",
        )
    return TaxProposal(
        case="not_registered",
        category="O",
        rate=None,
        country=country,
        reason="not_registered",
        exemption_code="VATEX-EU-O",
        wording_key="small_business" if known else "not_registered",
    )


def percent_text(percent: Decimal) -> str:
    """Return a rate as people write it: without useless zeros."""
    return f"{percent.normalize():f}"
