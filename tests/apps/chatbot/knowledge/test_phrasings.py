"""Proposed phrasings: other words for the same, by rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.apps.chatbot.services.phrasings import MOST, language_of, proposals


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("How much is a logo?", {"What does a logo cost?", "Price of a logo", "How expensive is a logo?", "Price of logos"}),
        ("What does a website cost?", {"How much is a website?", "Price of a website"}),
        ("Do you offer workshops?", {"I need workshops", "Can you do workshops?"}),
        ("How long does a portrait take?", {"When will a portrait be finished?", "How much time do you need for a portrait?"}),
        ("Was kostet ein Logo?", {"Wie teuer ist ein Logo?", "Preis für ein Logo"}),
        ("Bieten Sie Übersetzungen an?", {"Ich suche Übersetzungen", "Bietest du Übersetzungen an?"}),
        ("Kann ich in Raten zahlen?", {"Darf ich in Raten zahlen?", "Ich möchte in Raten zahlen"}),
    ],
)
def test_usual_questions_are_put_in_other_words(question, wanted):
    assert wanted <= set(proposals(question))


@pytest.mark.parametrize("question", ["How much is a logo?", "Do you ship abroad?", "What are your payment terms?", "Was kostet ein Logo?"])
def test_at_least_five_are_proposed_for_a_usual_question(question):
    assert len(proposals(question)) >= 5


def test_what_is_known_is_not_proposed_again():
    first = proposals("How much is a logo?")
    assert first[0] not in proposals("How much is a logo?", known=[first[0].upper()])


def test_polite_openings_are_taken_off():
    assert "What does a logo cost?" in proposals("Hi, can you tell me how much is a logo?")


@given(st.text(max_size=400), st.sampled_from(["", "en", "de", "fr", "xx-YY"]))
def test_any_text_gives_few_short_distinct_lines(text, language):
    found = proposals(text, language=language)
    assert len(found) <= MOST
    assert len({line.casefold() for line in found}) == len(found)
    assert all(0 < len(line) <= 300 and "\n" not in line for line in found)


def test_the_language_is_guessed_by_little_words():
    assert (language_of("Was kostet das?"), language_of("How much is the logo?"), language_of("")) == ("de", "en", "en")
