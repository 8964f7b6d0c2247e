"""The guard over edits: what must be told, and what may change."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.writing import guard


def kinds(before: str, after: str, **more) -> list[str]:
    return [problem.kind for problem in guard(before, after, **more).problems]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The logo costs 1,200 EUR.", "The logo costs €1200."),
        ("Das Logo kostet 1.200 EUR.", "Das Logo kostet 1 200 €."),
        ("It costs 1.2k USD and takes three weeks.", "It costs 1,200 USD and takes 3 weeks."),
        ("It takes two weeks.", "It takes 14 days."),
        ("We meet on 3 November at 3 pm.", "We meet on Nov 3 at 15:00."),
        ("We meet on 3 Nov.", "We meet on 11/3."),
        ("Wir treffen uns am 3.11.2026.", "Wir treffen uns am 3. November 2026."),
        ("I don't offer hosting.", "I do not offer hosting."),
        ("Ich biete kein Hosting an.", "Hosting biete ich nicht an."),
        ("Call +49 151 2345678.", "Call 0049 151 234 56 78."),
        ("See https://a.example/x/.", "See a.example/x."),
        ("1. Draft\n2. Print", "- Draft\n- Print"),
        ("Anna's draft is done.", "The draft of Anna is done."),
        ("I can send it by Friday.", "By Friday I can send it."),
        ("", ""),
    ],
)
def test_the_same_said_otherwise_is_no_problem(before: str, after: str):
    assert kinds(before, after) == []


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("It takes three weeks.", "It takes four weeks.", "number"),
        ("It takes 3 weeks.", "It takes 3 days.", "number"),
        ("You save 10 %.", "You save 20 %.", "number"),
        ("The workshop is for up to 12 people.", "The workshop is for at least 12 people.", "number"),
        ("Pay to DE89 3704 0044 0532 0130 00.", "Pay to DE89 3704 0044 0523 0130 00.", "number"),
        ("It costs 900 EUR.", "It costs 900 USD.", "money"),
        ("It costs 85 EUR per hour.", "It costs 85 EUR per day.", "money"),
        ("It costs 900 EUR.", "It costs 900.", "money"),
        ("Es kostet zweihundert Euro.", "Es kostet dreihundert Euro.", "money"),
        ("We meet on 3 Nov.", "We meet on 4 Nov.", "date"),
        ("We meet tomorrow.", "We meet on Friday.", "date"),
        ("We meet at 3 pm.", "We meet at 4 pm.", "date"),
        ("Wir treffen uns am 3.11.", "Wir treffen uns am 13.11.", "date"),
        ("Dear Ms Miller, thanks.", "Dear Mr Miller, thanks.", "name"),
        ("Guten Tag Frau Weber, danke.", "Guten Tag Frau Becker, danke.", "name"),
        ("I use WordPress.", "I use Joomla.", "name"),
        ("Write to a@b.example.", "Write to c@b.example.", "url"),
        ("See https://a.example/x.", "See https://a.example/y.", "url"),
        ("I don't offer hosting.", "I offer hosting.", "negation"),
        ("The price includes travel.", "The price excludes travel.", "negation"),
        ("Reisekosten sind nicht enthalten.", "Reisekosten sind enthalten.", "negation"),
        ("I can deliver it soon.", "I will deliver it soon.", "added"),
        ("The draft is done.", "The draft is done. I won two design prizes.", "added"),
        ("The draft is done. Travel costs are included.", "The draft is done.", "dropped"),
    ],
)
def test_a_changed_fact_is_told_by_its_kind_alone(before: str, after: str, kind: str):
    assert kinds(before, after) == [kind]


def test_a_problem_shows_the_literal_words_with_their_places():
    before, after = "Hi Anna, the logo costs 900 EUR.", "Hi Anna, the logo costs 950 EUR."
    (problem,) = guard(before, after).problems
    assert (problem.before, problem.after) == ("900 EUR", "950 EUR")
    assert before[slice(*problem.before_at)] == "900 EUR"
    assert after[slice(*problem.after_at)] == "950 EUR"


def test_not_hesitating_denies_nothing():
    assert guard("Please call me.", "Please don't hesitate to call me.").ok


def test_a_name_that_the_workspace_knows_is_found_however_it_is_written():
    assert kinds("the site runs on brightwater now", "the site runs on harbour now", known_names=["Brightwater"]) == ["name"]


def test_of_a_translation_only_what_no_language_changes_is_compared():
    english = "The logo costs 900 EUR and the draft is with you by 3 November. I do not offer hosting."
    assert guard(english, "Das Logo kostet 900 EUR und der Entwurf ist am 3. November bei Ihnen. Hosting biete ich nicht an.").ok
    assert kinds(english, "Das Logo kostet 800 EUR und der Entwurf ist am 3. November bei Ihnen. Hosting biete ich nicht an.") == ["money"]


def test_a_long_text_is_compared_in_seconds():
    text = "The logo costs 900 EUR and Anna needs it by 3 November. " * 1_800
    started = time.process_time()
    assert guard(text, text.replace("900", "950", 1) + " ").ok is False
    assert time.process_time() - started < 20


@given(st.text(max_size=300))
def test_no_text_differs_from_itself(text: str):
    assert guard(text, text).ok


@given(st.text(max_size=120), st.text(max_size=120))
def test_any_two_texts_can_be_compared_and_places_hold_the_words(before: str, after: str):
    for problem in guard(before, after).problems:
        for text, place in ((before, problem.before_at), (after, problem.after_at)):
            assert place is None or 0 <= place[0] <= place[1] <= len(text)
