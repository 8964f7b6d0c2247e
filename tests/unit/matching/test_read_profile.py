"""Profiles are read from JSON Resume and from text, and written back without loss."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.errors import UserError
from freehold.domain.matching.gazetteer import Gazetteer
from freehold.domain.matching.profile import Profile
from freehold.domain.matching.read_profile import from_json_resume, from_text, to_json_resume

CV = """Ada Quill
Django developer from Kiel, Germany
ada@example.com

Summary
I repair slow Django sites. Rate: €80/h. Remote only, 30 hours a week.

Skills
- 8 years of Django
- Postgres (6 years), Excel

Experience
Backend developer at Ferry Line, 2022 – today
Rebuilt the booking system of a ferry line in Django.

Languages
English (fluent), German (native)
"""


def test_a_profile_survives_writing_and_reading(profile: Profile) -> None:
    again = from_json_resume(to_json_resume(profile))
    assert (again.skills, again.rates, again.constraints, again.services, again.experience) == (
        profile.skills,
        profile.rates,
        profile.constraints,
        profile.services,
        profile.experience,
    )
    assert from_json_resume(to_json_resume(again)) == again


def test_a_cv_in_plain_text_is_read(gazetteer: Gazetteer) -> None:
    profile = from_text(CV, gazetteer)
    years = {skill.name: skill.years for skill in profile.skills}
    assert profile.name == "Ada Quill"
    assert profile.headline.startswith("Django developer")
    assert profile.country == "DE"
    assert (years["Django"], years["PostgreSQL"]) == (Decimal(8), Decimal(6))
    assert "Microsoft Excel" in years
    assert [(rate.kind, rate.min, rate.currency) for rate in profile.rates] == [("hourly", Decimal(80), "EUR")]
    assert profile.constraints.languages == ("en", "de")
    assert profile.constraints.remote == "only"
    assert profile.experience[0].organisation == "Ferry Line"
    assert all(skill.evidence in CV for skill in profile.skills)


def test_three_words_give_a_usable_profile(gazetteer: Gazetteer) -> None:
    profile = from_text("Django developer", gazetteer)
    assert profile.name == ""
    assert profile.headline == "Django developer"
    assert [skill.name for skill in profile.skills] == ["Django"]


def test_keywords_are_skills_and_take_their_evidence_from_the_experience() -> None:
    profile = from_json_resume(
        {
            "basics": {"name": "A"},
            "work": [{"position": "Dev", "highlights": ["Ran Redis."]}],
            "skills": [{"name": "Data", "keywords": ["Redis"]}],
        }
    )
    assert [(skill.name, skill.evidence) for skill in profile.skills] == [("Redis", "Ran Redis.")]


def test_what_is_no_resume_is_refused_kindly() -> None:
    with pytest.raises(UserError, match="not a JSON Resume"):
        from_json_resume({"hello": 1})


@given(
    st.dictionaries(
        st.sampled_from(["basics", "work", "skills", "freehold", "languages"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=8),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(st.sampled_from(["name", "keywords", "constraints", "rates", "min", "languages"]), inner, max_size=3)
            ),
        ),
        min_size=1,
    ).filter(lambda data: any(key != "languages" for key in data))
)
def test_ill_typed_values_are_passed_over(data: dict[str, object]) -> None:
    from_json_resume(data)


@given(st.text(max_size=400))
def test_no_text_breaks_the_reader(gazetteer: Gazetteer, text: str) -> None:
    from_text(text, gazetteer)
