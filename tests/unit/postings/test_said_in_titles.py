"""Short titles that tie the work to a nationality, a language, a clock or a day."""

from __future__ import annotations

from datetime import date

import pytest

from freehold.domain.postings.analyse import analyse
from freehold.domain.postings.analysis import Analysis
from freehold.domain.postings.posting import Posting
from freehold.integrations.skills import load_gazetteer


def read(title: str) -> Analysis:
    return analyse(Posting("p", title, ""), gazetteer=load_gazetteer(), today=date(2030, 5, 6))


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Scriptwriter [INDIAN ONLY]", "IN"),
        ("Keyword research. Australian candidates only", "AU"),
        ("Recruiter based in thailand", "TH"),
        ("Structural engineer, uk based", "GB"),
        ("Surveyors for hospitals - Kuwait only", "KW"),
    ],
)
def test_a_nationality_or_a_name_in_small_letters_refuses_others(title: str, code: str) -> None:
    assert (code, "only") in {(one.code, one.kind) for one in read(title).countries}


@pytest.mark.parametrize(
    "title", ["Readers of novels (German only)", "Site based in supabase", "American only for customers", "Long term only"]
)
def test_a_language_or_a_tool_refuses_nobody(title: str) -> None:
    assert not [one for one in read(title).countries if one.kind == "only"]


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Video editor (french speaker)", "fr"),
        ("Guide for savers (DE natives only)", "de"),
        ("Readers of novels (German only)", "de"),
        ("Join us as our German email copywriter", "de"),
        ("VIETNAMESE customer service", "vi"),
    ],
)
def test_a_language_in_a_title_is_asked_for(title: str, code: str) -> None:
    assert (code, "must") in {(one.code, one.kind) for one in read(title).languages}


@pytest.mark.parametrize(
    "title", ["Urgent: logo", "Logo designer NEEDED  ASAP!", "Must be available immediately", "Immediate requirement of a baker"]
)
def test_urgency_in_a_title_is_a_start(title: str) -> None:
    start = read(title).start
    assert start is not None and start.date is None and start.quote in title


def test_the_hours_of_the_work_count_before_those_they_are_aligned_with() -> None:
    zone = read("Analyst, 2 PM – 10 PM IST (to align with US PST hours)").timezone
    assert zone is not None and (float(zone.utc_min or 0), float(zone.utc_max or 0)) == (5.5, 5.5)
    sydney = read("Support (7 am – 3:30 pm Sydney, AUS timezone)").timezone
    assert sydney is not None and sydney.utc_min == 11
