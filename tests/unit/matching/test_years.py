"""Years of experience: what a posting asks for is held against what the profile says, with the words of both."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from freehold.domain.matching import weights
from freehold.domain.matching.evidence import Evidence
from freehold.domain.matching.gazetteer import Gazetteer
from freehold.domain.matching.matcher import Matcher
from freehold.domain.matching.profile import Experience, Profile, ProfileSkill
from freehold.domain.matching.years_asked import asked_in, years_of
from freehold.domain.postings.analyse import analyse
from freehold.domain.postings.posting import Posting
from tests.unit.matching.conftest import TODAY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5+ years of Django", [(5, "Django")]),
        ("At least 3-5 years' hands-on experience with Python and Django", [(3, "Python")]),
        ("Django (4 years), Kubernetes", [(4, "Django")]),
        ("Mindestens 6 Jahre Erfahrung", [(6, "")]),
        ("10 years experience", [(10, "")]),
        ("We have 10 years of experience with Django", []),
        ("A 10-year mission. 3 years old. 2 years warranty.", []),
        ("over 99 years of experience", []),
    ],
)
def test_years_asked_for_are_read(gazetteer: Gazetteer, text: str, expected: list[tuple[int, str]]) -> None:
    assert [(one.least, one.skill) for one in asked_in(text, gazetteer.find(text))] == expected
    assert all(one.quote in text for one in asked_in(text, gazetteer.find(text)))


def test_enough_years_earn_and_missing_ones_cost_with_both_quotes(matcher: Matcher, gazetteer: Gazetteer) -> None:
    for asked, is_enough in ((5, True), (12, False), (25, False)):
        posting = Posting("p", "Developer", f"You bring {asked}+ years of Django.")
        match = matcher.match(posting, analyse(posting, gazetteer=gazetteer, today=TODAY))
        found = next(one for one in match.reasons if one.template == "years_asked")
        assert (found.points > 0) is is_enough
        assert found.points >= weights.YEARS_SHORT
        assert found.quote in posting.description
        assert "Rebuilt the booking system of a ferry line in Django." in found.text and "8" in found.text


def test_years_that_the_profile_does_not_tell_cost_nothing(gazetteer: Gazetteer) -> None:
    profile = Profile(name="", skills=(ProfileSkill("Django"),))
    posting = Posting("p", "Developer", "You bring 12+ years of Django.")
    match = Matcher(profile, gazetteer=gazetteer, today=TODAY).match(posting, analyse(posting, gazetteer=gazetteer, today=TODAY))
    assert not [one for one in match.reasons if one.template.startswith("years")]


def test_years_of_work_are_counted_from_dated_experience_without_overlap() -> None:
    experience = (Experience("A", "", "2020-03", "2024"), Experience("B", "", "2022", "2025-01"), Experience("C", "", "2028", ""))
    assert years_of(Profile(name="", experience=experience), TODAY) == 7  # 2021 to 2025 and 2029 to 2030
    assert years_of(Profile(name=""), TODAY) is None


def test_a_skill_not_used_for_long_is_weaker_evidence_and_more_years_are_stronger(gazetteer: Gazetteer) -> None:
    def strength(years: int | None, last: int | None) -> float:
        profile = Profile(name="", skills=(ProfileSkill("Django", Decimal(years) if years is not None else None, last),))
        shown = Evidence(profile, gazetteer, TODAY).of("Django")
        assert shown is not None
        return shown.strength

    assert strength(8, 2030) > strength(2, 2030) > strength(None, None) > strength(None, 2024) > strength(None, 2020)
    assert strength(None, 2028) == strength(None, 2030) == weights.LISTED
    assert strength(None, 1990) == pytest.approx(weights.LISTED - weights.STALE_MOST)


def test_the_reason_for_likeness_names_where_in_the_profile(profile: Profile, gazetteer: Gazetteer) -> None:
    told = replace(
        profile,
        skills=(),
        experience=(Experience("Ferry booking", "", "2022", "", "Rebuilt the booking system of a ferry line in Django."),),
    )
    posting = Posting("p", "Developer", "We rebuild the booking system of a small ferry line in Django.")
    match = Matcher(told, gazetteer=gazetteer, today=TODAY).match(posting, analyse(posting, gazetteer=gazetteer, today=TODAY))
    similar = next(one for one in match.reasons if one.kind == "similar")
    assert similar.template == "similar_where" and similar.params["where"] == "Ferry booking"
    assert "“Ferry booking” in your profile" in similar.text
