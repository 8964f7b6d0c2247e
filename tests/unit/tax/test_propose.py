"""The tax case of an invoice: proposed with its reason, by where both sides are and what is supplied."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.errors import UserError
from freehold.domain.tax.places import EU
from freehold.domain.tax.proposal import TaxBuyer, TaxProposal, TaxSeller
from freehold.domain.tax.propose import propose
from freehold.domain.tax.reasons import TEMPLATES, reason_text
from freehold.domain.tax.wording import WORDING_KEYS, wording

DAY = date(2026, 2, 1)
DE, FR_ID, AT_ID = "DE136695976", "FR40303265045", "ATU13585627"


def case(seller: TaxSeller, buyer: TaxBuyer, **more) -> TaxProposal:
    return propose(seller, buyer, on=more.pop("on", DAY), **more)


def german(**more) -> TaxSeller:
    return TaxSeller(**{"country": "DE", "vat_id": DE, **more})


@pytest.mark.parametrize(
    ("seller", "buyer", "supply", "name", "category", "rate", "code"),
    [
        (german(), TaxBuyer(country="DE"), "service", "domestic", "S", 19, ""),
        (german(), TaxBuyer(country="FR", vat_id=FR_ID), "service", "eu_reverse_charge", "AE", 0, "VATEX-EU-AE"),
        (german(), TaxBuyer(country="FR", vat_id=FR_ID), "goods", "eu_goods", "K", 0, "VATEX-EU-IC"),
        (german(), TaxBuyer(country="FR"), "service", "eu_business_unproven", "S", 19, ""),
        (german(), TaxBuyer(country="FR", vat_id=FR_ID, vat_id_confirmed=False), "service", "eu_business_unproven", "S", 19, ""),
        (german(), TaxBuyer(country="FR", vat_id="FR1"), "service", "eu_business_unproven", "S", 19, ""),
        (german(), TaxBuyer(country="FR", vat_id=AT_ID), "service", "eu_reverse_charge", "AE", 0, "VATEX-EU-AE"),
        (german(), TaxBuyer(country="FR", vat_id=DE), "service", "eu_business_unproven", "S", 19, ""),
        (german(), TaxBuyer(country="FR", is_business=False), "service", "eu_consumer", "S", 19, ""),
        (german(), TaxBuyer(country="FR", is_business=False), "digital", "eu_consumer_below", "S", 19, ""),
        (german(oss=True), TaxBuyer(country="FR", is_business=False), "digital", "eu_consumer_oss", "S", 20, ""),
        (german(oss=True), TaxBuyer(country="HU", is_business=False), "goods", "eu_consumer_oss", "S", 27, ""),
        (german(), TaxBuyer(country="US"), "service", "export_service", "O", None, "VATEX-EU-O"),
        (german(), TaxBuyer(country="CH", is_business=False), "digital", "export_service", "O", None, "VATEX-EU-O"),
        (german(), TaxBuyer(country="CH", is_business=False), "service", "export_consumer", "S", 19, ""),
        (german(), TaxBuyer(country="US"), "goods", "export_goods", "G", 0, "VATEX-EU-G"),
        (german(), TaxBuyer(country="GB", vat_id="XI980780684"), "goods", "eu_goods", "K", 0, "VATEX-EU-IC"),
        (german(), TaxBuyer(country="GB", vat_id="GB980780684"), "service", "export_service", "O", None, "VATEX-EU-O"),
        (german(scheme="small"), TaxBuyer(country="DE"), "service", "small_business", "E", 0, ""),
        (german(scheme="small"), TaxBuyer(country="FR", vat_id=FR_ID), "service", "eu_reverse_charge", "AE", 0, "VATEX-EU-AE"),
        (german(scheme="small"), TaxBuyer(country="FR", vat_id=FR_ID), "goods", "small_business", "E", 0, ""),
        (german(scheme="small"), TaxBuyer(country="US"), "service", "export_service", "O", None, "VATEX-EU-O"),
        (german(scheme="small"), TaxBuyer(country="FR", is_business=False), "service", "small_business", "E", 0, ""),
        (TaxSeller(country="FR", scheme="small"), TaxBuyer(country="FR"), "service", "small_business", "E", 0, "VATEX-FR-FRANCHISE"),
        (TaxSeller(country="ES"), TaxBuyer(country="ES", region="Canarias"), "service", "export_service", "O", None, "VATEX-EU-O"),
        (TaxSeller(country="ES", region="CN"), TaxBuyer(country="ES", region="CN"), "service", "domestic", "L", 7, ""),
        (TaxSeller(country="GB"), TaxBuyer(country="GB"), "service", "domestic", "S", 20, ""),
        (TaxSeller(country="GB"), TaxBuyer(country="DE", vat_id=DE), "service", "outside_scope", "O", None, "VATEX-EU-O"),
        (TaxSeller(country="GB"), TaxBuyer(country="DE", is_business=False), "service", "export_consumer", "S", 20, ""),
        (TaxSeller(country="GB"), TaxBuyer(country="DE"), "goods", "zero_export", "G", 0, ""),
        (TaxSeller(country="GB", scheme="none"), TaxBuyer(country="GB"), "service", "not_registered", "O", None, "VATEX-EU-O"),
        (TaxSeller(country="CH"), TaxBuyer(country="CH"), "service", "domestic", "S", Decimal("8.1"), ""),
        (TaxSeller(country="CH"), TaxBuyer(country="DE", is_business=False), "service", "outside_scope", "O", None, "VATEX-EU-O"),
        (TaxSeller(country="NO"), TaxBuyer(country="DE"), "service", "zero_export", "G", 0, ""),
        (TaxSeller(country="IN"), TaxBuyer(country="US"), "service", "zero_export", "G", 0, ""),
        (TaxSeller(country="US"), TaxBuyer(country="US"), "service", "us_none", "O", None, "VATEX-EU-O"),
        (TaxSeller(country="US"), TaxBuyer(country="DE"), "service", "outside_scope", "O", None, "VATEX-EU-O"),
        (TaxSeller(country="BR"), TaxBuyer(country="BR"), "service", "no_table", "O", None, "VATEX-EU-O"),
        (TaxSeller(country="AU"), TaxBuyer(country="AU"), "service", "domestic", "S", 10, ""),
        (TaxSeller(country="CA", region="ON"), TaxBuyer(country="CA", region="Nova Scotia"), "service", "domestic", "S", 14, ""),
    ],
)
def test_the_case_of_a_supply(seller, buyer, supply, name, category, rate, code) -> None:
    found = case(seller, buyer, supply=supply)
    assert (found.case, found.category, found.rate, found.exemption_code) == (name, category, rate, code)


def test_a_case_that_is_not_certain_asks_to_be_checked_and_names_the_other() -> None:
    unproven = case(german(), TaxBuyer(country="FR"))
    assert unproven.needs_check and [other.category for other in unproven.alternatives] == ["AE"]
    consumer = case(german(), TaxBuyer(country="US", is_business=False))
    assert consumer.needs_check and [other.category for other in consumer.alternatives] == ["O"]
    below = case(german(), TaxBuyer(country="FR", is_business=False), supply="digital")
    assert below.needs_check and [other.rate for other in below.alternatives] == [Decimal(20)]


def test_what_the_invoice_must_have_is_named() -> None:
    assert case(german(), TaxBuyer(country="FR", vat_id=FR_ID)).requires == ("seller_vat_id", "buyer_vat_id")
    assert "delivery_country" in case(german(), TaxBuyer(country="FR", vat_id=FR_ID), supply="goods").requires
    assert case(german(), TaxBuyer(country="US")).without_vat_ids


def test_the_rate_is_that_of_the_day_of_supply() -> None:
    assert case(german(), TaxBuyer(country="DE"), on=date(2020, 9, 1)).rate == 16
    assert [other.rate for other in case(german(), TaxBuyer(country="DE"), on=date(2020, 9, 1)).alternatives] == [5]
    zero = case(german(), TaxBuyer(country="DE")).alternatives[-1]
    assert (zero.category, zero.rate) == ("Z", 0)


def test_before_the_united_kingdom_left_it_was_a_member_state() -> None:
    assert case(german(), TaxBuyer(country="GB", vat_id="GB980780684"), on=date(2020, 12, 31)).category == "AE"


def test_several_taxes_are_shown_apart() -> None:
    same = case(TaxSeller(country="IN", region="Kerala"), TaxBuyer(country="IN", region="kerala "))
    other = case(TaxSeller(country="IN", region="Kerala"), TaxBuyer(country="IN", region="Goa"))
    assert [(part.name, part.percent) for part in same.parts] == [("CGST", 9), ("SGST", 9)]
    assert [(part.name, part.percent) for part in other.parts] == [("IGST", 18)]
    quebec = case(TaxSeller(country="CA", region="QC"), TaxBuyer(country="CA", region="Quebec"))
    assert quebec.rate == Decimal("14.975") and [part.name for part in quebec.parts] == ["GST", "QST"]
    west = case(TaxSeller(country="CA", region="ON"), TaxBuyer(country="CA", region="BC"))
    assert west.rate == 5 and [other.rate for other in west.alternatives] == [12]


def test_an_unknown_country_is_told_or_asked_for() -> None:
    with pytest.raises(UserError, match="Your own country is not known"):
        case(TaxSeller(country=" "), TaxBuyer(country="DE"))
    found = case(german(), TaxBuyer(country=""))
    assert (found.rate, found.reason, found.needs_check) == (19, "buyer_country_unknown", True)


def test_the_words_are_those_of_the_law_in_the_language_of_the_invoice() -> None:
    reverse = case(german(), TaxBuyer(country="FR", vat_id=FR_ID))
    assert reverse.exemption("de").reason == "Steuerschuldnerschaft des Leistungsempfängers"
    assert reverse.exemption("fr-FR").reason == "Autoliquidation"
    assert reverse.exemption("ja").reason == "Reverse charge"
    small = case(german(scheme="small"), TaxBuyer(country="DE"))
    assert small.exemption("de").reason == "Steuerfrei nach § 19 UStG (Kleinunternehmerregelung)"
    assert small.exemption("en").reason.startswith("No VAT is charged") and "§ 19 UStG" in small.exemption("en").reason
    assert case(german(), TaxBuyer(country="DE")).exemption("de").reason == ""


@pytest.mark.parametrize("country", [*sorted(EU), "GB", "CH", "NO", "AU", "US", "ZZ"])
@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "it", "nl", "pl", "pt", "sv", "ja"])
def test_every_wording_is_there_without_a_hole(country: str, language: str) -> None:
    for key in WORDING_KEYS:
        text = wording(key, country, language)
        assert text and "{" not in text and len(text) < 300


places = st.sampled_from(
    [
        ("DE", ""),
        ("FR", ""),
        ("GR", ""),
        ("ES", "CN"),
        ("GB", ""),
        ("CH", ""),
        ("NO", ""),
        ("US", ""),
        ("CA", "QC"),
        ("IN", "Goa"),
        ("NZ", ""),
        ("BR", ""),
    ]
)
ids = st.sampled_from(["", DE, FR_ID, AT_ID, "XI980780684", "nonsense"])


@given(
    home=places,
    away=places,
    own_id=ids,
    their_id=ids,
    scheme=st.sampled_from(["regular", "small", "none"]),
    business=st.booleans(),
    oss=st.booleans(),
    confirmed=st.sampled_from([None, True, False]),
    supply=st.sampled_from(["service", "digital", "goods"]),
    on=st.dates(min_value=date(2018, 1, 1), max_value=date(2027, 12, 31)),
)
def test_every_pair_of_parties_gets_one_coherent_case(home, away, own_id, their_id, scheme, business, oss, confirmed, supply, on) -> None:
    seller = TaxSeller(country=home[0], region=home[1], vat_id=own_id, scheme=scheme, oss=oss)
    buyer = TaxBuyer(country=away[0], region=away[1], vat_id=their_id, is_business=business, vat_id_confirmed=confirmed)
    found = propose(seller, buyer, on=on, supply=supply)
    for proposal in (found, *found.alternatives):
        assert proposal.reason in TEMPLATES and "{" not in reason_text(proposal.reason, proposal.values)
        exemption = proposal.exemption("en")
        assert len(proposal.case) <= 40
        if proposal.category == "O":
            assert proposal.rate is None
        elif proposal.category in {"S", "L"}:
            assert proposal.rate and not exemption.reason and not exemption.code
        else:
            assert proposal.rate == 0
        assert (proposal.category in {"S", "L", "Z"} or proposal.case == "no_table") or exemption.reason
        if proposal.parts:
            assert sum(part.percent for part in proposal.parts) == proposal.rate
    if scheme != "regular" and home[0] != "US":
        assert found.category in {"E", "O", "AE"}
