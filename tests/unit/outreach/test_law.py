"""What each country allows, what is missing, and what to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.outreach.law import BASES, FORMS, ContactFacts, may_approach, months_later
from freehold.domain.outreach.rules import AS_OF, known_countries, rule_of
from freehold.domain.outreach.wording import TEMPLATES, say

TODAY = date(2026, 11, 24)
FACTS = ContactFacts(country="GB", legal_form="company", basis="interest", source="their site", on=date(2026, 11, 1), today=TODAY)


def said(**more):
    return may_approach(replace(FACTS, **more))


@pytest.mark.parametrize(
    ("country", "form", "basis", "allowed"),
    [
        ("US", "company", "interest", True),
        ("US", "person", "interest", True),
        ("US", "", "interest", True),
        ("GB", "company", "interest", True),
        ("GB", "public", "interest", True),
        ("GB", "sole_trader", "interest", False),
        ("GB", "partnership", "interest", False),
        ("GB", "person", "interest", False),
        ("GB", "sole_trader", "customer", True),
        ("GB", "sole_trader", "consent", True),
        ("uk", "company", "interest", True),
        ("FR", "sole_trader", "interest", True),
        ("FR", "person", "interest", False),
        ("DE", "company", "interest", False),
        ("DE", "company", "customer", True),
        ("DE", "company", "consent", True),
        ("AT", "company", "interest", False),
        ("IT", "company", "interest", False),
        ("ES", "public", "interest", False),
        ("ES", "company", "customer", True),
        ("PL", "company", "customer", False),
        ("PL", "company", "consent", True),
        ("CH", "company", "interest", False),
        ("SE", "company", "interest", True),
        ("SE", "sole_trader", "interest", False),
        ("RO", "company", "interest", False),
        ("RO", "company", "customer", True),
        ("CA", "company", "interest", False),
        ("CA", "company", "customer", True),
        ("BR", "company", "customer", False),
        ("BR", "company", "consent", True),
    ],
)
def test_each_country_has_its_rule(country, form, basis, allowed):
    permission = said(country=country, legal_form=form, basis=basis)
    assert permission.allowed is allowed
    assert permission.rule
    assert permission.why
    assert bool(permission.todo) is not allowed


@pytest.mark.parametrize(
    ("missing", "code"),
    [
        ({"country": ""}, "no_country"),
        ({"country": "Germany"}, "no_country"),
        ({"legal_form": ""}, "no_form"),
        ({"basis": ""}, "no_basis"),
        ({"basis": "a hunch"}, "no_basis"),
        ({"source": "  "}, "no_source"),
        ({"on": None}, "no_date"),
        ({"on": TODAY + timedelta(days=1)}, "no_future"),
    ],
)
def test_what_is_missing_refuses_and_says_what_to_do(missing, code):
    permission = said(**missing)
    assert (permission.allowed, permission.code) == (False, code)
    assert permission.todo


def test_canada_counts_months():
    customer = {"country": "CA", "basis": "customer"}
    assert said(**customer, on=date(2024, 11, 24)).allowed
    old = said(**customer, on=date(2024, 11, 23))
    assert (old.allowed, old.code) == (False, "no_canada_old")
    assert "2026-11-23" in old.why
    assert said(country="CA", enquired_on=date(2026, 5, 24)).allowed
    assert not said(country="CA", enquired_on=date(2026, 5, 23)).allowed
    # An enquiry of last month carries somebody whose purchase is too long ago.
    assert said(**customer, on=date(2020, 1, 1), enquired_on=date(2026, 11, 1)).allowed


def test_the_first_mail_names_the_source_where_the_law_wants_it():
    assert "source" in said().duties
    assert "source" not in said(basis="consent").duties
    assert "source" not in said(country="US").duties
    assert {"identity", "postal_address", "opt_out"} <= set(said(country="US").duties)


def test_the_note_says_how_old_the_rules_are_and_that_they_are_no_advice():
    assert AS_OF.isoformat() in said().note()
    assert "no legal advice" in said().note()


def test_every_rule_has_a_name_a_link_and_a_day():
    for country in known_countries():
        rule = rule_of(country)
        assert rule.name and rule.link and rule.since <= AS_OF
        assert rule.country == country


def test_sentences_are_translated_before_values_are_filled_in():
    words = said(basis="consent").explained(lambda text: text.replace("They agreed to such mail on", "Zugestimmt am"))
    assert words == "Zugestimmt am 2026-11-01 (their site)."
    assert all(say(code, {"on": "a", "source": "b", "until": "c"}) for code in TEMPLATES)


def test_braces_in_a_source_are_left_alone():
    assert "{on}" in said(country="GB", basis="consent", source="{on} {nothing}").why


def test_months_end_where_the_month_does():
    assert months_later(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_later(date(2024, 2, 29), 24) == date(2026, 2, 28)
    assert months_later(date(2026, 12, 15), 1) == date(2027, 1, 15)


COUNTRIES = st.sampled_from([*known_countries(), "BR", "IN", "", "XX", "Germany"])
ANY = st.builds(
    ContactFacts,
    country=COUNTRIES,
    legal_form=st.sampled_from([*sorted(FORMS), ""]),
    basis=st.sampled_from([*sorted(BASES), ""]),
    source=st.sampled_from(["", "their site"]),
    on=st.none() | st.dates(date(2015, 1, 1), date(2030, 1, 1)),
    today=st.just(TODAY),
    enquired_on=st.none() | st.dates(date(2015, 1, 1), date(2030, 1, 1)),
    objected=st.booleans(),
)


@given(ANY)
def test_an_objection_or_a_gap_is_never_overruled(facts):
    permission = may_approach(facts)
    if facts.objected or not facts.basis or not facts.source or facts.on is None or facts.on > TODAY or len(facts.country) != 2:
        assert not permission.allowed
    if permission.allowed:
        assert (permission.rule and permission.link) or facts.basis == "consent"
    assert permission.why
    assert permission.allowed or permission.todo


@given(ANY)
def test_a_better_basis_never_forbids_what_a_weaker_one_allows(facts):
    if may_approach(facts).allowed:
        assert may_approach(replace(facts, basis="consent")).allowed
