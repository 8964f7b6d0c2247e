"""Numbers are read alike however they are written, in digits and in words, and with what they count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.grounding.figures import figures
from freehold.domain.grounding.marks import marks, names
from freehold.domain.grounding.numerals import german, spoken
from freehold.domain.grounding.plain import clean, plain, plain_words


def read(text, *, parts=False):
    return [(figure.value, figure.unit) for figure in figures(plain(text).words, parts=parts)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,200", [("1200", "")]),
        ("1.200 €", [("1200", "EUR")]),
        ("1 200 EUR", [("1200", "EUR")]),
        ("1\u202f200,50 €", [("1200.5", "EUR")]),
        ("CHF 1'200.00", [("1200", "CHF")]),
        ("$1,234,567.89", [("1234567.89", "USD")]),
        ("12,5 %", [("12.5", "%")]),
        ("0.125", [("0.125", "")]),
        ("٣ Tage", [("3", "day")]),
        ("a 14-day trial", [("14", "day")]),
        ("10–14 days", [("10", "day"), ("14", "day")]),
        ("22.11.2026", [("22.11.2026", "")]),
        ("at 9:30", [("9:30", "")]),
        ("3k", [("3k", "")]),
        ("INV-2026-001", [("inv-2026-001", "")]),
        ("twenty-five percent", [("25", "%")]),
        ("two thousand five hundred dollars", [("2500", "USD")]),
        ("a hundred and five", [("105", "")]),
        ("zweihundertfünfzig Euro", [("250", "EUR")]),
        ("einundzwanzig Tage", [("21", "day")]),
        ("half a day", [("0.5", "")]),
        ("zweimal", [("2", "")]),
        ("two three", [("2", ""), ("3", "")]),
        ("ein Tag", []),
        ("a day", []),
        ("no figures here", []),
    ],
)
def test_a_number_is_read_with_what_it_counts(text, expected):
    assert read(text) == expected


def test_the_year_of_a_cited_date_may_be_named():
    assert ("2026", "") in read("22.11.2026", parts=True)


@given(st.integers(min_value=0, max_value=10**9), st.sampled_from([",", ".", " ", "'", ""]))
def test_grouping_changes_no_number(number, mark):
    assert read(f"{number:,}".replace(",", mark)) == [(str(number), "")]


@given(st.text(max_size=80) | st.text(st.characters(max_codepoint=127), max_size=80))
def test_any_text_can_be_read(text):
    found = plain(text)
    assert plain_words(text) == found.words
    assert len(found.words) == len(found.at)
    assert list(found.at) == sorted(found.at)
    marks(text)
    names(text)
    assert clean(clean(text)) == clean(text)


@given(st.lists(st.sampled_from("one two hundred thousand and twenty half million zwei tausend".split()), min_size=1, max_size=6))
def test_any_row_of_number_words_comes_to_an_end(words):
    at = 0
    while at < len(words):
        found = spoken(words, at)
        assert found is None or found[1] > at
        at = found[1] if found else at + 1


@pytest.mark.parametrize(("word", "value"), [("zwolf", 12), ("eintausend", 1000), ("dreiundachtzig", 83), ("zweitausendfunf", 2005)])
def test_german_number_words_are_put_together(word, value):
    assert german(word) == value


@pytest.mark.parametrize("word", ["hundertwasser", "tausendschon", "undzwanzig", "acht­ung", "wein"])
def test_words_that_only_look_like_numbers_are_none(word):
    assert german(word) is None


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("write to a.b+c@d.example!", "a.b+c@d.example"),
        ("see HTTPS://www.D.example/x?y=1.", "d.example/x?y=1"),
        ("see d.example.", "d.example"),
        ("javascript:alert(1", "javascript:alert(1"),
        ("call +49 (221) 123-4567", "tel 492211234567"),
        ("ring 0221 / 123456", "tel 0221123456"),
        ("follow @someone", "@someone"),
    ],
)
def test_addresses_and_telephone_numbers_are_found(text, contact):
    assert contact in marks(text).contacts


def test_names_are_runs_of_capitalised_words():
    assert names("We work with Anna van der Berg and The Blue Studio in Cologne.") == ["Anna van der Berg", "Blue Studio"]
    assert names("Our Studio is open.") == []
