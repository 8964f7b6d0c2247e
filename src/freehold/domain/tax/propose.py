"""Which tax case an invoice is: between which places, of what, to whom. Proposed with its reason, for a person to overrule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from freehold.domain.errors import UserError
from freehold.domain.tax.outside_eu import from_outside
from freehold.domain.tax.places import EU, in_eu, tax_country, tax_region
from freehold.domain.tax.proposal import RateLookup, Supply, TaxBuyer, TaxPart, TaxProposal, TaxSeller
from freehold.domain.tax.rates import TaxRate, rates_on
from freehold.domain.tax.shared import charged, percent_text, unregistered
from freehold.domain.tax.vat_ids import is_vat_id

_HALF = Decimal("0.5")


def propose(seller: TaxSeller, buyer: TaxBuyer, *, on: date, supply: Supply = "service", rates: RateLookup = rates_on) -> TaxProposal:
    """Return the tax case of an invoice for a supply made on the day `on`, with its reason and what else may be right.

    Raises UserError when the seller's country is not known.
    """
    if not seller.country.strip():
        raise UserError("Your own country is not known, so no tax can be proposed. Enter your address under Settings, Invoices.")
    home = tax_country(seller.country)
    away = tax_country(buyer.country) or home
    here, there = tax_region(home, seller.region), tax_region(away, buyer.region)
    domestic = home == away and in_eu(home, on, here) == in_eu(away, on, there)
    if domestic:
        found = _domestic(seller, buyer, on, rates)
        return found if buyer.country.strip() else replace(found, reason="buyer_country_unknown", needs_check=True)
    if not in_eu(home, on, here):
        return from_outside(seller, buyer, on=on, supply=supply, rates=rates)
    if in_eu(away, on, there):
        return _within_eu(seller, buyer, on, supply, rates)
    return _out_of_eu(seller, buyer, on, supply, rates)


def _domestic(seller: TaxSeller, buyer: TaxBuyer, on: date, rates: RateLookup) -> TaxProposal:
    country, region = tax_country(seller.country), tax_region(seller.country, seller.region)
    if country == "US":
        return TaxProposal(
            case="us_none", category="O", rate=None, country="US", reason="us_none", exemption_code="VATEX-EU-O", wording_key="no_sales_tax"
        )
    if seller.scheme != "regular":
        return unregistered(seller)
    if country == "CA":
        return _canadian(tax_region("CA", buyer.region) or region, region, rates("CA", on, ""), rates, on)
    in_force = rates(country, on, region)
    proposal = charged(country, region, in_force, reason="domestic", case="domestic")
    if country == "IN" and proposal.rate is not None:
        return _indian(seller, buyer, proposal)
    others = tuple(_other_rate(proposal, rate) for rate in in_force if rate.kind not in {"standard", "second"})
    return replace(proposal, alternatives=others)


def _other_rate(standard: TaxProposal, rate: TaxRate) -> TaxProposal:
    return replace(
        standard,
        case="domestic_zero" if not rate.percent else "domestic_reduced",
        # Also on the Canary Islands: the official rules for UBL refuse their own category at 0 % (BR-AF-05).
        category=standard.category if rate.percent else "Z",
        rate=rate.percent,
        reason="domestic_other_rate",
        values={"country": rate.country, "rate": percent_text(rate.percent)},
        alternatives=(),
    )


def _canadian(region: str, own_region: str, federal: Iterable[TaxRate], rates: RateLookup, on: date) -> TaxProposal:
    """Canada taxes by the client's province: one harmonised tax, or the federal one with a provincial one beside it."""
    in_force = rates("CA", on, region) if region else tuple(federal)
    proposal = charged("CA", region, in_force, reason="domestic", case="domestic")
    if not region or proposal.rate is None:
        return proposal
    values = {"region": region, "rate": percent_text(proposal.rate)}
    second = next((rate for rate in in_force if rate.kind == "second"), None)
    if second is None:
        name = "HST" if any(rate.region for rate in in_force) else "GST"
        return replace(proposal, reason="ca_province", values=values, parts=(TaxPart(name, proposal.rate),))
    name = "QST" if region == "QC" else "PST"
    both = replace(
        proposal,
        case="domestic_two_taxes",
        rate=proposal.rate + second.percent,
        reason="ca_second_tax",
        values={"region": region, "rate": percent_text(second.percent)},
        parts=(TaxPart("GST", proposal.rate), TaxPart(name, second.percent)),
    )
    one = replace(proposal, reason="ca_province", values=values, parts=(TaxPart("GST", proposal.rate),))
    # Quebec's tax follows the federal one in what it taxes; the others tax few services.
    first, rest = (both, one) if region == own_region == "QC" else (one, both)
    return replace(first, alternatives=(rest,))


def _indian(seller: TaxSeller, buyer: TaxBuyer, proposal: TaxProposal) -> TaxProposal:
    rate = proposal.rate or Decimal(0)
    same = seller.region.strip().casefold() == buyer.region.strip().casefold() and bool(seller.region.strip())
    parts = (TaxPart("CGST", rate * _HALF), TaxPart("SGST", rate * _HALF)) if same else (TaxPart("IGST", rate),)
    return replace(proposal, parts=parts, reason="in_same_state" if same else "in_other_state")


def _within_eu(seller: TaxSeller, buyer: TaxBuyer, on: date, supply: Supply, rates: RateLookup) -> TaxProposal:
    country, region = tax_country(seller.country), tax_region(seller.country, seller.region)
    away = tax_country(buyer.country)
    own = charged(country, region, rates(country, on, region), reason="eu_consumer", case="eu_consumer", named=away)
    if buyer.is_business:
        return _eu_business(seller, buyer, own, supply)
    if seller.scheme != "regular":
        return unregistered(seller)
    if supply == "service":
        return own
    theirs = charged(away, "", rates(away, on, ""), reason="eu_consumer_oss", case="eu_consumer_oss", named=away)
    own = replace(own, reason="eu_consumer_below", case="eu_consumer_below")
    if seller.oss:
        return replace(theirs, alternatives=(own,))
    return replace(own, needs_check=True, alternatives=(theirs,))


def _eu_business(seller: TaxSeller, buyer: TaxBuyer, own: TaxProposal, supply: Supply) -> TaxProposal:
    free = _intra_community(own, "eu_goods") if supply == "goods" else _reverse_charge(own)
    if supply == "goods" and seller.scheme != "regular":
        return unregistered(seller)
    if not buyer.vat_id.strip():
        reason = "eu_business_without_id"
    elif not _fits(buyer, tax_country(seller.country)):
        reason = "eu_id_wrong"
    elif buyer.vat_id_confirmed is False:
        reason = "eu_id_refused"
    else:
        return free
    if seller.scheme != "regular":
        return replace(unregistered(seller), needs_check=True, alternatives=(free,))
    unsure = replace(free, reason="eu_goods" if supply == "goods" else "eu_reverse_charge_unsure")
    return replace(own, case="eu_business_unproven", reason=reason, needs_check=True, alternatives=(unsure,))


def _fits(buyer: TaxBuyer, home: str) -> bool:
    """Tell whether the number is one of the buyer's country, or of another member state that is not the seller's."""
    if is_vat_id(buyer.vat_id, buyer.country):
        return True
    given = tax_country(buyer.vat_id.strip()[:2])
    return given in EU and given != home and is_vat_id(buyer.vat_id, given)


def _reverse_charge(own: TaxProposal) -> TaxProposal:
    return replace(
        own,
        case="eu_reverse_charge",
        category="AE",
        rate=Decimal(0),
        reason="eu_reverse_charge",
        exemption_code="VATEX-EU-AE",
        wording_key="reverse_charge",
        needs_check=False,
        requires=("seller_vat_id", "buyer_vat_id"),
    )


def _intra_community(own: TaxProposal, reason: str) -> TaxProposal:
    return replace(
        own,
        case="eu_goods",
        category="K",
        rate=Decimal(0),
        reason=reason,
        exemption_code="VATEX-EU-IC",
        wording_key="intra_community",
        needs_check=False,
        requires=("seller_vat_id", "buyer_vat_id", "delivery_date", "delivery_country"),
    )


def _out_of_eu(seller: TaxSeller, buyer: TaxBuyer, on: date, supply: Supply, rates: RateLookup) -> TaxProposal:
    country, region = tax_country(seller.country), tax_region(seller.country, seller.region)
    away = tax_country(buyer.country)
    own = charged(country, region, rates(country, on, region), reason="export_consumer", case="export_consumer", named=away)
    if supply == "goods":
        if seller.scheme != "regular":
            return unregistered(seller)
        if buyer.is_business and buyer.vat_id.strip().upper().startswith("XI") and is_vat_id(buyer.vat_id, "GB"):
            return _intra_community(own, "northern_ireland_goods")
        return replace(
            own,
            case="export_goods",
            category="G",
            rate=Decimal(0),
            reason="export_goods",
            exemption_code="VATEX-EU-G",
            wording_key="export_goods",
            needs_check=False,
            requires=("seller_vat_id",),
        )
    free = replace(
        own, case="export_service", category="O", rate=None, exemption_code="VATEX-EU-O", wording_key="export_service", needs_check=False
    )
    if buyer.is_business:
        return replace(free, reason="export_service")
    if supply == "digital":
        return replace(free, reason="export_digital_consumer")
    other = replace(free, reason="export_consumer_free")
    if seller.scheme != "regular":
        return replace(unregistered(seller), alternatives=(other,))
    return replace(own, needs_check=True, alternatives=(other,))
