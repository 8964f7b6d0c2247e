"""Sentences stand literally in their text, and abbreviations do not end one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.retrieval.sentences import sentences


def words(text: str) -> list[str]:
    return [part.words for part in sentences(text)]


def test_a_text_is_split_at_its_sentences():
    assert words("I write. Do you read? Yes!") == ["I write.", "Do you read?", "Yes!"]


def test_abbreviations_initials_and_figures_go_on():
    assert words("Dr. J. Meyer charges approx. 80 EUR. That is z.B. for texts.") == [
        "Dr. J. Meyer charges approx. 80 EUR.",
        "That is z.B. for texts.",
    ]
    assert words("It costs 1.250,50 EUR. Paid by 3. Mai? No.") == ["It costs 1.250,50 EUR.", "Paid by 3. Mai?", "No."]


@pytest.mark.parametrize(
    "text",
    [
        "Das kostet ca. 1.200 € netto.",
        "Bzgl. Preise s. o. im Text.",
        "Mind. 3 Std. werden berechnet.",
        "Ich arbeite Mo. bis Fr. von 9-17 Uhr.",
        "Siehe https://example.com/a.b?c=1.",
        "z. B. Texte, d. h. Artikel, u. a. Blogs.",
        "Am 3. Mai um 9.30 Uhr geht es los.",
        "It opens at 9 a.m. on Monday for $5.00.",
    ],
)
def test_one_sentence_stays_one(text):
    assert words(f"{text} Danke!") == [text, "Danke!"]


def test_blank_lines_and_list_items_end_a_sentence():
    assert words("Prices\n\n- one: 10 EUR\n- two: 20 EUR") == ["Prices", "- one: 10 EUR", "- two: 20 EUR"]


@given(st.text(max_size=300))
def test_every_sentence_stands_literally_in_order_and_nothing_but_blanks_is_lost(text):
    found = sentences(text)
    assert all(text[part.start : part.end] == part.words for part in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert "".join("".join(part.words.split()) for part in found) == "".join(text.split())
