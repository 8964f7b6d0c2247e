"""The pure parts: JSON and back, bounds, merging, and the fields that take what people write."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from freehold.apps.accounts import countries
from freehold.apps.accounts.forms.fields import AmountField, NamesField
from freehold.apps.accounts.profile_bounds import within_bounds
from freehold.apps.accounts.profile_json import from_json, to_json
from freehold.apps.accounts.profile_merge import changes, merge
from freehold.apps.accounts.profile_text import whole_text
from freehold.domain.matching.profile import Constraints, Experience, Profile, ProfileSkill, RateFloor
from tests.apps.accounts.samples import MARA

words = st.text(max_size=60)
numbers = st.none() | st.decimals(allow_nan=True, allow_infinity=True)
profiles = st.builds(
    Profile,
    name=words,
    headline=words,
    summary=words,
    country=words,
    skills=st.lists(st.builds(ProfileSkill, words, numbers, st.none() | st.integers(), words), max_size=6).map(tuple),
    rates=st.lists(st.builds(RateFloor, st.just("hourly"), st.decimals(allow_nan=True), words), max_size=3).map(tuple),
    constraints=st.builds(Constraints, timezone=words, hours_per_week=numbers, avoid=st.lists(words, max_size=3).map(tuple)),
    experience=st.lists(st.builds(Experience, words, words, words, words, words), max_size=3).map(tuple),
    text=words,
)


@given(profiles)
def test_what_is_within_bounds_stays_as_it_is_and_survives_json(profile):
    bounded = within_bounds(profile)
    assert within_bounds(bounded) == bounded
    assert from_json(to_json(bounded)) == bounded


def test_two_jobs_of_one_title_and_year_are_not_taken_for_one_another():
    jobs = (Experience("Translator", "", "2019", "", ""), Experience("Translator", "", "2019", "", "Novels"))
    profile = Profile(name="Mara", experience=jobs)
    assert {change.kind for change in changes(profile, profile)} == {"kept"}
    fewer = Profile(name="Mara", experience=jobs[1:])
    assert [change.kind for change in changes(fewer, profile) if change.section == "experience"] == ["added", "kept"]


@given(profiles, profiles)
def test_an_import_loses_no_skill_and_repeating_it_changes_nothing(current, incoming):
    current, incoming = within_bounds(current), within_bounds(incoming)
    merged = within_bounds(merge(current, incoming))
    names = {skill.name.casefold() for skill in merged.skills}
    assert names == {skill.name.casefold() for skill in (*current.skills, *incoming.skills)}
    assert within_bounds(merge(merged, incoming)) == merged
    assert {change.kind for change in changes(merged, merged)} <= {"kept"}


@given(profiles)
def test_every_piece_of_evidence_can_be_quoted_from_the_text(profile):
    whole = whole_text(within_bounds(profile))
    assert all(skill.evidence in whole.text for skill in whole.skills)


def test_the_full_sample_survives_everything():
    assert within_bounds(MARA) == MARA
    assert from_json(to_json(MARA)) == MARA
    assert merge(MARA, MARA) == MARA
    assert merge(MARA, Profile(name="")) == MARA


def test_json_of_an_older_version_takes_defaults_for_what_it_lacks():
    assert from_json({"name": "Mara"}) == Profile(name="Mara")


def test_a_preview_names_before_and_after():
    after = replace(MARA, headline="New", skills=(*MARA.skills, ProfileSkill("Rust")))
    news = [change for change in changes(MARA, after) if change.kind != "kept"]
    assert [(change.kind, change.label, change.before, change.after) for change in news] == [
        ("changed", "headline", MARA.headline, "New"),
        ("added", "Rust", "", "Rust"),
    ]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("70", "70"),
        ("70,50", "70.50"),
        ("70.50", "70.50"),
        ("1.200", "1200"),
        ("1,200.50", "1200.50"),
        ("1.200,50", "1200.50"),
        ("€ 85", "85"),
        ("1'200 CHF", "1200"),
        ("0.085", "0.085"),
        ("0,085", "0.085"),
        (",5", "0.5"),
    ],
)
def test_amounts_are_understood_as_people_write_them(typed, meant):
    assert AmountField().clean(typed) == Decimal(meant)


@pytest.mark.parametrize("typed", ["many", "-5", "7 or 8", "1e9", "99999999999999"])
def test_what_is_no_amount_is_refused(typed):
    with pytest.raises(ValidationError):
        AmountField().clean(typed)


def test_names_are_taken_in_the_readers_language_and_in_english():
    from django.utils import translation

    field = NamesField(countries.country_names, "no %(name)s")
    with translation.override("de"):
        assert field.clean("Österreich, Germany, pt, Germany") == ["AT", "DE", "PT"]
        assert field.prepare_value(["AT"]) == "Österreich"


@pytest.mark.parametrize(
    ("header", "country"), [("de-AT,de;q=0.9,en", "AT"), ("de", "DE"), ("en,pt-BR", "BR"), ("en", ""), ("", ""), (";;,,-", "")]
)
def test_the_country_is_guessed_from_the_browsers_languages(header, country):
    assert countries.country_from_languages(header) == country


def test_a_country_has_a_currency_and_a_time_zone_and_an_unknown_one_a_default():
    assert (countries.currency_of("GB"), countries.time_zone_of("GB")) == ("GBP", "Europe/London")
    assert countries.time_zone_of("BR") == "America/Sao_Paulo"
    assert (countries.currency_of("XX"), countries.time_zone_of("XX")) == ("EUR", "UTC")
    assert len(countries.country_names("en")) > 240
