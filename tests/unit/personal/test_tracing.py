"""A personal sentence against its facts: what holds, and what is caught."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.personal import StoredFact, traces, why_untraced
from freehold.domain.personal.dates import Day, dates
from freehold.domain.personal.fact_words import fact_text, listed

FACT = StoredFact(
    "posting",
    "Hotel Linde GmbH posted “Django developer” on November 12, 2026, 10 days ago, pays €80 an hour, and asks for Django, Python and Redis; "
    "see https://linde.example/jobs.",
)
GERMAN = StoredFact("project", "„Shop relaunch“ für Weber & Söhne wurde am 3. März 2026 abgeschlossen, vor 8 Monaten.")


@pytest.mark.parametrize(
    "words",
    [
        "I saw your posting “Django developer” of November 12, 2026.",
        "I saw your posting of 12 November.",
        "I saw it on 12.11.2026.",
        "It came on 2026-11-12.",
        "Ten days ago you asked for Redis.",
        "It pays 80 € an hour.",
        "You ask for Python and Django at Hotel Linde GmbH.",
        "I read https://linde.example/jobs with interest.",
        "In November you posted for Django.",
    ],
)
def test_what_stands_in_the_fact_may_be_said_in_other_forms(words):
    assert why_untraced(words, [FACT]) == ""


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("I saw your posting of November 13, 2026.", "date"),
        ("I saw your posting of November 12, 2025.", "date"),
        ("Since March you look for Django.", "date"),
        ("You asked 11 days ago for Redis.", "number"),
        ("You pay €90 an hour.", "number"),
        ("You pay $80 an hour.", "number"),
        ("You pay 80 a day.", "number"),
        ("You look for twenty people.", "number"),
        ("You ask for Django and Kafka.", "name"),
        ("Hotel Linden asks for Django.", "name"),
        ("Anna Berger asks for Django.", "name"),
        ("See https://linde.example.evil/jobs for Django.", "address"),
        ("Write to jobs@linde.example about Django.", "address"),
        ("Call +49 221 5550100 about Django.", "address"),
        ("I guarantee Django and Redis.", "promise"),
        ("I will deliver Django.", "promise"),
        ("You never asked for Django.", "negation"),
        ("Your website is slow.", "claim"),
        ("I can start tomorrow.", "claim"),
        ("Your wonderful hotel asks for Django.", "claim"),
        ("<b>Django</b> for you.", "unfit"),
        ("Django " * 200, "unfit"),
    ],
)
def test_what_does_not_is_caught_by_its_kind(words, why):
    assert why_untraced(words, [FACT]) == why
    assert not traces(words, [FACT])


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("„Shop relaunch“ wurde im März 2026 abgeschlossen.", ""),
        ("Vor acht Monaten haben wir „Shop relaunch“ abgeschlossen.", ""),
        ("„Shop relaunch“ wurde am 4. März 2026 abgeschlossen.", "date"),
        ("Vor neun Monaten haben wir „Shop relaunch“ abgeschlossen.", "number"),
        ("Wie bei Siemens haben wir „Shop relaunch“ abgeschlossen.", "name"),
        ("Ich garantiere Ihnen „Shop relaunch“.", "promise"),
        ("„Shop relaunch“ war nie abgeschlossen.", "negation"),
        ("Ihr Laden läuft schlecht.", "name"),
    ],
)
def test_german_sentences_are_held_against_german_facts(words, why):
    assert why_untraced(words, [GERMAN]) == why


def test_the_templates_own_words_excuse_words_but_no_figures():
    assert why_untraced("Our gardens need Django.", [FACT], own="Our gardens need .") == ""
    assert why_untraced("Our 40 gardens need Django.", [FACT], own="Our 40 gardens need .") == "number"


def test_without_facts_nothing_traces():
    assert why_untraced("Hello.", []) == "no_facts"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("on November 12, 2026", [Day(2026, 11, 12)]),
        ("am 12. November 2026", [Day(2026, 11, 12)]),
        ("12.11.26 und 3.4.", [Day(2026, 11, 12), Day(0, 4, 3)]),
        ("2026-02-30 is none, 2026-02-28 is", [Day(2026, 2, 28)]),
        ("since 2019", [Day(2019, 0, 0)]),
        ("in March", [Day(0, 3, 0)]),
        ("may I ask, May Costa?", []),
        ("the 3rd of May 2026", [Day(2026, 5, 3)]),
        ("version 2.1, 24/7, 3.5 hours", []),
        ("March 2026", [Day(2026, 3, 0)]),
    ],
)
def test_dates_are_read_in_all_their_forms(text, found):
    assert sorted(day for meanings in dates(text)[0] for day in meanings) == sorted(found)


def test_a_date_of_two_meanings_has_both():
    assert dates("on 11/3")[0] == [frozenset({Day(0, 11, 3), Day(0, 3, 11)})]


@given(st.text(max_size=200))
def test_no_text_breaks_the_tracing(text):
    why_untraced(text, [FACT], own=text)
    dates(text)


def test_facts_leave_out_what_is_not_known():
    known = {"company": "Linde", "posting_title": "Job", "posting_on": "May 3"}
    assert fact_text("posting", known, "en") == "Linde posted “Job” on May 3."
    assert (
        fact_text("posting", {**known, "posting_skills": listed(["A", "B", "C"], "de")}, "de")
        == "Linde hat am May 3 „Job“ ausgeschrieben, und sucht A, B und C."
    )
