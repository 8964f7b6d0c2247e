"""The requirement table: everything asked stands in it once, quoted literally, with evidence that is literal too, or an open gap."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from freehold.domain.matching.profile import Profile
from freehold.domain.postings.analysis import Country
from freehold.domain.proposals.asked import Project, gaps, requirement_table, where_of
from freehold.domain.proposals.questions import questions_in
from freehold.domain.proposals.words import honest
from tests.unit.proposals.samples import DE, EN, PROFILE, SKILLS, TODAY, read


def table(text=EN, profile=PROFILE, projects=()):
    return requirement_table(read(text), profile, gazetteer=SKILLS, today=TODAY, projects=projects)


def test_every_quote_is_literal_in_the_posting_and_every_proof_in_the_profile():
    analysis = read(EN)
    told = " ".join(
        [PROFILE.summary, PROFILE.headline, PROFILE.experience[0].text, *(skill.evidence + skill.name for skill in PROFILE.skills)]
    )
    for one in table():
        assert one.quote in analysis.text
        for proof in one.evidence:
            assert proof.source == "setting" or proof.quote in told, proof


def test_a_skill_that_the_profile_shows_has_its_sentence_place_and_years():
    django = next(one for one in table() if one.text == "Django")
    assert not django.gap
    assert django.evidence[0].quote == "Eight years of Django, the last three for hotels."
    assert django.evidence[0].years == "8"
    assert any(proof.where == "Developer · Hotel Anker · 2021–2024" for proof in django.evidence)


def test_a_skill_that_the_profile_lacks_is_a_gap_and_said_openly():
    missing = {one.text: one for one in gaps(table())}
    assert {"Kubernetes", "Figma"} <= set(missing)
    assert missing["Kubernetes"].need == "must"
    assert missing["Kubernetes"].evidence == ()
    assert "no project to show" in honest(missing["Kubernetes"], "en")
    assert "kein Projekt vorweisen" in honest(missing["Kubernetes"], "de")


def test_must_haves_come_first():
    needs = [one.need for one in table() if one.kind == "skill"]
    assert needs == sorted(needs, key=["must", "mentioned", "nice"].index)


def test_languages_are_compared_with_those_of_the_profile():
    languages = {one.text.split()[0]: one for one in table() if one.kind == "language"}
    assert not languages["German"].gap
    assert languages["French"].gap


def test_hours_are_compared_and_fewer_are_told():
    enough = next(one for one in table() if one.kind == "hours")
    assert not enough.gap
    busy = replace(PROFILE, constraints=replace(PROFILE.constraints, hours_per_week=10))
    from decimal import Decimal

    busy = replace(PROFILE, constraints=replace(PROFILE.constraints, hours_per_week=Decimal(10)))
    fewer = next(one for one in table(profile=busy) if one.kind == "hours")
    assert fewer.gap
    assert "I have 10 hours a week" in honest(fewer, "en")


def test_a_start_that_comes_too_early_names_the_free_day():
    late = replace(PROFILE, constraints=replace(PROFILE.constraints, available_from=date(2027, 3, 1)))
    rows = table("We need somebody for Django. Start: 1 February 2027.", profile=late)
    start = next(one for one in rows if one.kind == "start")
    assert start.gap
    assert "2027-03-01" in honest(start, "en")


def test_screening_questions_are_found_and_selling_ones_are_not():
    words = [one.words for one in questions_in(EN)]
    assert words == ["How many booking systems have you built with Django?", "Please tell us when you could start."]
    assert [one.words for one in questions_in(DE)] == ["Wie viele Buchungssysteme haben Sie schon gebaut?"]


@pytest.mark.parametrize(
    "text",
    [
        "Are you looking for a new challenge?",
        "Interested? Apply now!",
        "Does this sound like you?",
        "Haben Sie Interesse?",
        "Lust auf etwas Neues?",
        "Who are we?",
        "Sounds interesting to you?",
    ],
)
def test_what_only_looks_like_a_question_is_none(text):
    assert questions_in(text) == []


def test_a_question_is_answered_from_the_profile_or_left_open():
    first, second = (one for one in table() if one.kind == "question")
    assert first.evidence
    assert "Built the booking system with Django for 14 rooms." in [proof.quote for proof in first.evidence]
    assert second.gap


def test_an_empty_profile_claims_nothing():
    rows = table(profile=Profile(name="Nobody"))
    assert rows
    assert all(one.gap for one in rows if one.kind == "skill")


def test_projects_done_here_are_evidence():
    rows = table("We need somebody for React.", projects=[Project("A shop with React", "Tulip")])
    react = next(one for one in rows if one.text == "React")
    # A project's name alone does not make a skill of the profile, but it answers the question about it.
    assert react.gap


def test_200_kb_of_text_are_read_in_time():
    from time import perf_counter

    text = (EN + "\n\n") * 420
    analysis = read(text)
    began = perf_counter()
    rows = requirement_table(analysis, PROFILE, gazetteer=SKILLS, today=TODAY)
    assert perf_counter() - began < 5
    assert len(rows) <= 60


def test_a_job_is_named_by_its_years_and_never_by_its_months():
    job = replace(PROFILE.experience[0], start="2024-02", end="2024-07")
    assert where_of(job).endswith(" · 2024")
    assert where_of(replace(job, start="2017-01", end="2021-02-28")).endswith(" · 2017–2021")
    assert where_of(replace(job, start="2019", end="today")).endswith(" · 2019–today")


def test_who_lives_in_one_of_the_places_that_are_named_need_not_live_in_the_others():
    only = (Country("GB", "only", "UK/EU"), Country("EU", "only", "UK/EU"))
    analysis = replace(read(EN), countries=only)

    def places(country: str) -> list[tuple[str, bool]]:
        rows = requirement_table(analysis, replace(PROFILE, country=country), gazetteer=SKILLS, today=TODAY)
        return [(one.text, one.gap) for one in rows if one.kind == "place" and one.need == "must"]

    assert places("GB") == [("GB", False)]
    assert places("FR") == [("EU", False)]
    assert places("US") == [("GB", True), ("EU", True)]
